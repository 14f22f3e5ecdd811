// Servers that come and go, and tabs that are not looked at.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, notReloaded, preview, quiet, reloadedOnce, until } from "./browser.js";

const STAGE = "content/put/03-vybor.md";

test("a server that is started again is found, with one reload", async (t) => {
  const { site, open, expect } = await preview(t);
  expect(/Failed to load resource/);
  const page = await open("put/");
  await page.evaluate(() => scrollTo({ top: 600, behavior: "instant" }));
  await site.stop();
  await bar(page).getByText("Preview is not running").waitFor();
  await notReloaded(page, () => site.change(STAGE, "- Дорого", "- Слишком дорого"));
  await reloadedOnce(page, () => site.start());
  await page.getByText("Слишком дорого").first().waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => Math.round(scrollY)), 600);
  await bar(page).getByText("Up to date").waitFor();
  // The stream is there again, too.
  await reloadedOnce(page, () => site.change(STAGE, "- Слишком дорого", "- Дорого"));
});

test("two tabs follow, each once", async (t) => {
  const { site, open } = await preview(t);
  const pages = [await open("put/"), await open("put/")];
  await reloadedOnce(pages[0], () => site.change(STAGE, "- Дорого", "- Слишком дорого"));
  await until(() => pages[1].loads > 0, "the other tab is loaded again");
  assert.equal(pages[1].loads, 1);
  for (const page of pages) await page.getByText("Слишком дорого").first().waitFor({ state: "attached" });
});

/** Makes a tab believe that it is in the background, or in front again. */
const setHidden = (page, is) => page.evaluate((hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
  document.dispatchEvent(new Event("visibilitychange"));
}, is);

test("a hidden tab holds no stream, and catches up when it is seen", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await setHidden(page, true);
  await notReloaded(page, () => site.change(STAGE, "- Дорого", "- Слишком дорого"));
  assert.deepEqual(requests, []);
  await reloadedOnce(page, () => setHidden(page, false));
  await page.getByText("Слишком дорого").first().waitFor({ state: "attached" });
});

test("a page that the browser has kept looks when it is gone back to", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  await page.goto(`${site.url}about/`);
  site.change(STAGE, "- Дорого", "- Слишком дорого");
  await until(async () => (await site.state()).version > 1, "the site is made again");
  await page.goBack();
  await page.getByText("Слишком дорого").first().waitFor({ state: "attached" });
});

test("without a stream the server is asked", async (t) => {
  const { site, context, expect } = await preview(t);
  expect(/Failed to load resource/);
  await context.route("**/__cjm/events", (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${site.url}put/`);
  await bar(page).getByText("Up to date").waitFor();
  await quiet();
  site.change(STAGE, "- Дорого", "- Слишком дорого");
  await page.getByText("Слишком дорого").first().waitFor({ state: "attached" });
});

test("a page that never comes to be what the server says is reloaded once", async (t) => {
  const { site, context } = await preview(t);
  await context.route("**/__cjm/state**", async (route) => {
    const response = await route.fetch();
    const state = await response.json();
    state.page.tag = "another";
    await route.fulfill({ response, json: state });
  });
  const page = await context.newPage();
  let loads = 0;
  page.on("framenavigated", () => { loads += 1; });
  await page.goto(`${site.url}put/`);
  await bar(page).waitFor();
  await quiet();
  assert.equal(loads, 2);
});
