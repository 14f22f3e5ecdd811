// Chromium, and tabs that notice what must not happen: errors, messages in the console, requests
// to other hosts.

import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";

import { PATIENCE, Site } from "./site.js";

export const launched = chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
after(async () => (await launched).close());

/**
 * A site that is served, and a window with nothing remembered. All ends with `test`, a test's
 * context, and then the tabs are judged. `prepare` changes the site before it is served; `expect`
 * names a fault that is none in that test, as a pattern.
 */
export async function preview(test, options = {}, prepare = () => {}) {
  const site = new Site();
  const faults = [];
  const expected = [];
  let context;
  test.after(async () => {
    await context?.close();
    await site.end();
    assert.deepEqual(faults, [], "what the pages did that they must not");
  });
  prepare(site);
  await site.start();
  context = await (await launched).newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE);
  context.on("page", (page) => watch(page, faults, expected));
  return { site, context, expect: (pattern) => expected.push(pattern), open: (path) => openTab(context, site.url + path) };
}

function watch(page, faults, expected) {
  const note = (fault) => { if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault); };
  page.on("pageerror", (error) => note(`error: ${error.stack}`));
  page.on("console", (message) => note(`${message.type()}: ${message.text()}`));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "127.0.0.1") note(`request: ${request.url()}`);
  });
}

/** A tab at `url`, once the preview's bar stands in it. Counts how often the page is loaded. */
async function openTab(context, url) {
  const page = await context.newPage();
  page.loads = 0;
  page.on("framenavigated", (frame) => { if (frame === page.mainFrame()) page.loads += 1; });
  await page.goto(url);
  await bar(page).waitFor();
  page.loads = 0;
  return page;
}

/** What the preview shows in a page. Playwright's locators look into the shadow root. */
export const bar = (page) => page.locator("cjm-preview .bar");
export const list = (page) => page.locator("cjm-preview .list");
export const control = (page, name) => page.locator(`cjm-preview [data-control="${name}"]`);

/** A control of the bar, unfolded first where the window is narrow. */
export async function tool(page, name) {
  const tools = page.locator("cjm-preview .tools");
  await until(async () => (await tools.isVisible()) || (await control(page, "more").isVisible()), "the bar is there");
  if (!(await tools.isVisible())) await control(page, "more").click();
  return control(page, name);
}

/** Waits until the page has been loaded again, and makes sure that it was once. */
export async function reloadedOnce(page, action) {
  const loads = page.loads;
  await action();
  await until(() => page.loads > loads, "the page is loaded again");
  await page.waitForLoadState("load");
  await quiet();
  assert.equal(page.loads, loads + 1, "the page is loaded once");
  page.loads = 0;
}

/** Makes sure that what `action` does reloads nothing. */
export async function notReloaded(page, action) {
  const loads = page.loads;
  await action();
  await quiet();
  assert.equal(page.loads, loads, "the page is not loaded again");
}

/** Long enough for what must not happen to happen. */
export const quiet = () => new Promise((done) => { setTimeout(done, 1200); });

/** Waits until `condition` holds. */
export async function until(condition, what) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    // A page that is being loaded again cannot be asked at that moment.
    const value = await Promise.resolve().then(condition).catch(() => false);
    if (value) return value;
    if (Date.now() > deadline) assert.fail(`waited in vain: ${what}`);
    await new Promise((done) => { setTimeout(done, 25); });
  }
}
