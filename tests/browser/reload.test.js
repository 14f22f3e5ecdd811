// A saved file shows in the page by itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, control, notReloaded, preview, reloadedOnce, tool, until } from "./browser.js";

const STAGE = "content/put/03-vybor.md";
const STYLE = "themes/agency/templates/style.css";

test("a saved text shows, and the reader's place is kept", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");

  const details = page.locator("details");
  await details.first().locator("summary").click();
  await page.locator("[name=name]").fill("Ольга");
  await page.locator("[name=consent]").check();
  await page.locator("[name=message]").fill("Начало письма");
  await page.locator("#vybor").evaluate((stage) => { scrollTo({ top: scrollY + stage.getBoundingClientRect().top + 37, behavior: "instant" }); });
  const before = await page.locator("#vybor").evaluate((stage) => stage.getBoundingClientRect().top);

  // The text above the reader's place grows, too: what was read stays where it was.
  await reloadedOnce(page, () => {
    site.change("content/put/01-mechta.md", "- Не потерять времени", "- Не потерять времени\n- Ещё одна цель\n- И ещё одна\n- И последняя");
  });
  await page.getByText("И последняя").first().waitFor();
  await until(async () => Math.abs(await page.locator("#vybor").evaluate((stage) => stage.getBoundingClientRect().top) - before) <= 2, "the place is kept");
  assert.equal(await details.nth(0).evaluate((element) => element.open), true);
  assert.equal(await details.nth(1).evaluate((element) => element.open), false);
  assert.equal(await page.locator("[name=name]").inputValue(), "Ольга");
  assert.equal(await page.locator("[name=message]").inputValue(), "Начало письма");
  assert.equal(await page.locator("[name=consent]").isChecked(), true);
  assert.equal(await page.locator("[name=newsletter]").count(), 0);
});

test("a wide table keeps how far it was scrolled, and a field its cursor", async (t) => {
  const { site, open } = await preview(t, { viewport: { width: 360, height: 740 } });
  const page = await open("put/");
  const table = page.locator(".whole-section .scroll");
  // Columns snap into place.
  const scrolled = await table.evaluate((box) => { box.scrollLeft = 120; return box.scrollLeft; });
  assert.ok(scrolled > 0);
  await page.locator("[name=name]").fill("Ольга");
  await page.locator("[name=name]").evaluate((field) => field.setSelectionRange(2, 4));
  await reloadedOnce(page, () => site.change(STAGE, "- Дорого", "- Слишком дорого"));
  assert.equal(await table.evaluate((box) => box.scrollLeft), scrolled);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.selectionStart, document.activeElement.selectionEnd]), ["name", 2, 4]);
});

test("at the address of a part of the page the reader stays where he has gone", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/#novosele");
  await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
  await reloadedOnce(page, () => site.change(STAGE, "- Дорого", "- Слишком дорого"));
  assert.equal(await page.evaluate(() => Math.round(scrollY)), 300);
});

test("a change elsewhere, and a save without a change, leave the page alone", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("about/");
  await notReloaded(page, () => site.change(STAGE, "- Дорого", "- Слишком дорого"));
  await notReloaded(page, () => site.write(STAGE, site.read(STAGE)));
  await reloadedOnce(page, () => site.change("content/about.md", "Мы рисуем", "Мы чертим"));
});

test("a stylesheet is exchanged without a reload", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  await page.evaluate(() => { window.marker = "still here"; scrollTo({ top: 500, behavior: "instant" }); });
  const width = () => page.locator(".footer").evaluate((footer) => getComputedStyle(footer).borderTopWidth);
  assert.equal(await width(), "1px");
  await notReloaded(page, async () => {
    site.change(STYLE, "border-top-width: 1px", "border-top-width: 9px");
    await until(async () => (await width()) === "9px", "the new style holds");
  });
  await until(async () => (await page.locator("head link[rel=stylesheet]").count()) === 1, "the old stylesheet is gone");
  assert.equal(await page.evaluate(() => window.marker), "still here");
  assert.equal(await page.evaluate(() => Math.round(scrollY)), 500);

  // Twice in a row: the last one wins, also in the dark that the bar has put on.
  await (await tool(page, "scheme-dark")).check({ force: true });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await notReloaded(page, async () => {
    site.change(STYLE, "border-top-width: 9px", "border-top-width: 3px");
    site.change(STYLE, "border-top-width: 3px", "border-top-width: 5px");
    await until(async () => (await width()) === "5px", "the newest style holds");
  });
  assert.equal(await ground(), dark);
});

test("fifty files saved at once are one reload", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  await reloadedOnce(page, () => {
    for (let i = 0; i < 50; i += 1) site.write(`content/more/${i}.md`, `---\ntitle: Страница ${i}\n---\n\nТекст.\n`);
    site.change(STAGE, "- Дорого", "- Слишком дорого");
  });
  await page.getByText("Слишком дорого").first().waitFor();
  await bar(page).getByText("Up to date").waitFor();
});
