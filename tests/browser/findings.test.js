// What is wrong shows over the page, and goes when it is mended.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, control, list, notReloaded, preview, reloadedOnce, until } from "./browser.js";

const STAGE = "content/put/02-poisk.md";
const LINE = "emotion: -1";

test("an error shows with its place, over the last good page, and goes when it is mended", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  await notReloaded(page, () => site.change(STAGE, LINE, "emotoin: -1"));
  await list(page).waitFor();
  assert.match(await list(page).innerText(), /1 error[\s\S]*last good one[\s\S]*emotoin is not a key of a stage/);
  const place = `${STAGE}:4:1`;
  assert.equal(await list(page).locator(".where > :first-child").innerText(), place);
  assert.equal(await list(page).locator(".where a").getAttribute("href"), `vscode://file${site.path(place)}`);
  assert.equal(await list(page).locator(".number").innerText(), "4");
  assert.equal(await list(page).locator(".excerpt > code").innerText(), "emotoin: -1");
  assert.equal(await list(page).locator("mark").innerText(), "emotoin");
  assert.match(await list(page).locator(".excerpt .label").innerText(), /did you mean emotion\?/);
  await bar(page).getByText("Last good page").waitFor();
  assert.equal(await control(page, "errors").innerText(), "1 error");
  await page.getByRole("heading", { level: 1, name: "Путь к дому" }).waitFor();

  // Mended to what it was: nothing but the list has to go.
  await notReloaded(page, async () => {
    site.change(STAGE, "emotoin: -1", LINE);
    await list(page).waitFor({ state: "hidden" });
  });
  assert.equal(await control(page, "errors").isVisible(), false);
  await bar(page).getByText("Up to date").waitFor();
});

test("what is mended to something new shows at once", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  site.change(STAGE, LINE, "emotoin: -1");
  await list(page).waitFor();
  await reloadedOnce(page, () => site.change(STAGE, "title: Поиск\nphase: search\nemotoin: -1", "title: Долгий поиск\nphase: search\nemotion: -1"));
  await page.getByText("Долгий поиск").first().waitFor();
  assert.equal(await list(page).isVisible(), false);
});

test("Escape closes the errors until there are others", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  site.change(STAGE, LINE, "emotoin: -1");
  await list(page).waitFor();
  await page.keyboard.press("Escape");
  await list(page).waitFor({ state: "hidden" });
  // Another save with the same error, and another page.
  await notReloaded(page, () => site.change("content/about.md", "Мы рисуем", "Мы чертим"));
  assert.equal(await list(page).isVisible(), false);
  await page.goto(`${site.url}about/`);
  await control(page, "errors").waitFor();
  assert.equal(await list(page).isVisible(), false);
  // By keyboard: there, and back.
  await control(page, "errors").focus();
  await page.keyboard.press("Enter");
  await list(page).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await list(page).waitFor({ state: "hidden" });
  assert.equal(await control(page, "errors").evaluate((button) => button.getRootNode().activeElement === button), true);
  // Another error.
  site.change(STAGE, "phase: search", "phase: sarch");
  await list(page).waitFor();
  assert.equal(await control(page, "errors").innerText(), "2 errors");
});

test("warnings are only counted, until they are asked for", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  site.write("content/about.md", `${site.read("content/about.md")}\n![](plan.svg)\n`);
  site.write("content/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>");
  await control(page, "warnings").waitFor();
  await until(async () => (await control(page, "warnings").innerText()) === "1 warning", "one warning is counted");
  assert.equal(await list(page).isVisible(), false);
  await control(page, "warnings").click();
  assert.match(await list(page).innerText(), /an image without a description[\s\S]*content\/about\.md:8:1/);
  assert.equal(await list(page).locator("mark").innerText(), "![](plan.svg)");
  await control(page, "warnings").click();
  assert.equal(await list(page).isVisible(), false);
});

test("tabs, wide letters and long lines are marked where they are meant", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("about/");
  const before = "слово ".repeat(40);
  site.write("content/about.md", `${site.read("content/about.md")}\n\t- таблица\n\n漢字👩‍🚀 [слово](abuot.md)\n\n${before}[ссылка](abuot.md)${" слово".repeat(60)}\n`);
  await list(page).waitFor();
  await until(async () => (await list(page).locator("mark").count()) === 2, "both are there");
  assert.deepEqual(await list(page).locator("mark").allInnerTexts(), ["abuot.md", "abuot.md"]);
  const [short, long] = await list(page).locator(".excerpt > code").allInnerTexts();
  assert.equal(short, "漢字👩‍🚀 [слово](abuot.md)");
  assert.match(long, /^….*\(abuot\.md\).*…$/);
  assert.ok(long.length < 250, `${long.length} characters`);
});

test("a site that is broken at the start is served, and shows once it is mended", async (t) => {
  const { site, context, expect } = await preview(t, {}, (site) => site.change(STAGE, LINE, "emotoin: -1"));
  expect(/Failed to load resource.*404/);
  const page = await context.newPage();
  await page.goto(`${site.url}put/`);
  await page.getByText("content/put/02-poisk.md:4:1").first().waitFor();
  assert.equal(await list(page).isVisible(), false, "the page lists the errors itself");
  site.change(STAGE, "emotoin: -1", LINE);
  await page.getByRole("heading", { name: "Путь к дому" }).first().waitFor();
});
