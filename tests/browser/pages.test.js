// The preview's own pages, pages that are missing, and what is published.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, control, notReloaded, preview, reloadedOnce, tool, until } from "./browser.js";

test("a page that is deleted leaves a way back, and comes again", async (t) => {
  const { site, open, expect } = await preview(t);
  expect(/Failed to load resource.*404/);
  const page = await open("about/");
  const text = site.read("content/about.md");
  await reloadedOnce(page, () => site.remove("content/about.md"));
  const notice = page.locator("cjm-preview .notice");
  await notice.getByText("There is no page at this address (any more). It shows by itself as soon as there is one.").waitFor();
  assert.equal(await notice.getByRole("link", { name: "/cjm/" }).getAttribute("href"), "/cjm/");
  assert.equal(await notice.getByRole("link", { name: "start page" }).getAttribute("href"), "/__cjm/");
  await reloadedOnce(page, () => site.write("content/about.md", text));
  await page.getByText("Мы рисуем карты.").waitFor();
  assert.equal(await notice.count(), 0);
  await reloadedOnce(page, () => site.remove("content/about.md"));
  await notice.getByRole("link", { name: "/cjm/" }).click();
  await page.waitForURL(site.url);
});

test("a form that is sent lands in the inbox", async (t) => {
  const { site, context, open } = await preview(t);
  const inbox = await context.newPage();
  await inbox.goto(new URL("/__cjm/inbox/", site.url).href);
  await inbox.getByText("Nothing has been sent yet").waitFor();

  const page = await open("put/");
  await page.locator("[name=name]").fill("Ольга <b>");
  await page.locator("[name=phone]").fill("+7 900 000-00-00");
  await page.locator("[name=message]").fill("Первая строка\nвторая строка");
  await page.locator("[name=consent]").check();
  await page.locator("form [type=submit]").click();
  await page.waitForURL("**/cjm/thanks/");
  await page.getByRole("heading", { name: "Спасибо" }).waitFor();
  await until(async () => (await control(page, "inbox").innerText()).replace(/\s+/g, " ").trim() === "Inbox 1", "the bar counts it");

  // The inbox that was open in another tab shows it by itself.
  const application = inbox.locator(".cjm-preview-application");
  await application.waitFor();
  const said = await application.innerText();
  for (const part of ["Ольга <b>", "+7 900 000-00-00", "Первая строка", "вторая строка", "/cjm/put/"]) assert.ok(said.includes(part), `${part}\n\n${said}`);
  assert.match(said, /consent[^\n]*(version )?7/i);
  assert.match(said, /trap|honeypot/i);

  await inbox.getByRole("button", { name: "Empty the inbox" }).click();
  await inbox.getByText("Nothing has been sent yet").waitFor();
});

test("the list of findings follows", async (t) => {
  const { site, context } = await preview(t);
  const page = await context.newPage();
  await page.goto(new URL("/__cjm/diagnostics/", site.url).href);
  await bar(page).waitFor();
  assert.equal(await page.locator(".cjm-preview-finding").count(), 0);
  site.change("content/put/02-poisk.md", "emotion: -1", "emotoin: -1");
  await page.locator(".cjm-preview-finding").waitFor();
  assert.match(await page.locator(".cjm-preview-finding").innerText(), /02-poisk\.md:4:1/);
});

test("three widths side by side, which follow a save and each other", async (t) => {
  const { site, context, open } = await preview(t);
  const streams = [];
  context.on("request", (request) => { if (request.url().endsWith("/__cjm/events")) streams.push(request.frame().url()); });
  const page = await open("put/");
  await (await tool(page, "widths")).click();
  await page.waitForURL("**/__cjm/widths/**");
  await bar(page).waitFor();
  streams.length = 0;
  await page.reload();
  const frames = await until(() => {
    const inner = page.frames().filter((frame) => frame.parentFrame() && frame.url().endsWith("/cjm/put/"));
    return inner.length === 3 && inner;
  }, "three frames");
  for (const frame of frames) await frame.locator("h1").waitFor();
  assert.deepEqual(await Promise.all(frames.map((frame) => frame.evaluate(() => innerWidth))), [360, 768, 1440]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "all of it fits the window");
  for (const frame of frames) assert.equal(await frame.locator("cjm-preview .bar").count(), 0);

  page.loads = 0;
  await notReloaded(page, async () => {
    site.change("content/put/03-vybor.md", "- Дорого", "- Слишком дорого");
    for (const frame of frames) await frame.getByText("Слишком дорого").first().waitFor({ state: "attached" });
  });
  assert.deepEqual([...new Set(streams)], [page.url()], "one stream for all");

  // Dark in one is dark in all.
  await (await tool(page, "scheme-dark")).check({ force: true });
  const schemes = () => Promise.all(frames.map((frame) => frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme)));
  await until(async () => (await schemes()).every((scheme) => scheme === "dark"), "all are dark");

  // Where the reader goes in one of them, the others go.
  await page.locator("iframe[data-width='1440']").hover();
  await page.mouse.wheel(0, 2500);
  const tops = () => Promise.all(frames.map((frame) => frame.evaluate(() => scrollY)));
  await until(async () => (await tops()).every((top) => top > 500), "all are scrolled");
  await frames[1].locator(".header .brand").evaluate((link) => link.click());
  await until(() => page.frames().filter((frame) => frame.url() === site.url).length === 3, "all show the other page");
  assert.match(page.url(), /page=%2Fcjm%2F$/);
});

test("nothing of the preview is published", async (t) => {
  const { site } = await preview(t);
  const files = await site.published();
  assert.ok(files.size > 10, `${files.size} files`);
  for (const [name, text] of files) assert.doesNotMatch(`${name}\n${text}`, /cjm-preview|__cjm/);
});
