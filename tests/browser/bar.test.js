// The bar: what can be switched in the preview itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, control, list, preview, reloadedOnce, tool, until } from "./browser.js";

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** All that the page's stylesheets say, and what stands on its outermost elements. */
const whole = (page) => page.evaluate(() => [
  ...[...document.styleSheets].flatMap((sheet) => [sheet.media.mediaText, ...[...sheet.cssRules].map((rule) => rule.cssText)]),
  document.documentElement.style.cssText,
  document.body.style.cssText,
  ...[...document.querySelectorAll("source[media], meta[media]")].map((element) => element.media),
]);

/** What is not as it was: the lines before and after. */
const changes = (before, after) => before.map((line, i) => [line, after[i]]).filter(([was, is]) => was !== is);

test("light and dark", async (t) => {
  const { site, open } = await preview(t, { colorScheme: "light" });
  const page = await open("put/");
  const light = await ground(page);
  const before = await whole(page);
  await (await tool(page, "scheme-dark")).check({ force: true });
  const dark = await ground(page);
  assert.notEqual(dark, light);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
  // It stays on through a save and on the next page.
  await reloadedOnce(page, () => site.change("content/put/03-vybor.md", "- Дорого", "- Слишком дорого"));
  assert.equal(await ground(page), dark);
  await page.goto(`${site.url}about/`);
  assert.equal(await ground(page), dark);
  await page.goto(`${site.url}put/`);
  await (await tool(page, "scheme-")).check({ force: true });
  assert.equal(await ground(page), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await ground(page), dark);
  await (await tool(page, "scheme-light")).check({ force: true });
  assert.equal(await ground(page), light);
  await (await tool(page, "scheme-")).check({ force: true });
  assert.equal(await ground(page), dark);
  assert.deepEqual(changes(before, await whole(page)), []);
});

test("paper", async (t) => {
  const { open } = await preview(t, { colorScheme: "dark" });
  const page = await open("put/");
  const before = await whole(page);
  const nav = page.locator(".header nav");
  assert.equal(await nav.isVisible(), true);
  await (await tool(page, "medium-print")).check({ force: true });
  assert.equal(await nav.isVisible(), false);
  const sheet = await page.evaluate(() => {
    const { left, right, width } = document.body.getBoundingClientRect();
    return { width, left, right: document.documentElement.clientWidth - right };
  });
  assert.equal(sheet.width, 794);
  assert.ok(Math.abs(sheet.left - sheet.right) <= 1, "in the middle");
  assert.equal(await ground(page), "rgb(255, 255, 255)");
  await page.reload();
  await bar(page).waitFor();
  assert.equal(await nav.isVisible(), false);
  await (await tool(page, "medium-screen")).check({ force: true });
  assert.equal(await nav.isVisible(), true);
  assert.deepEqual(changes(before, await whole(page)), []);

  // On a real sheet nothing of the preview is to be seen, whatever the bar says.
  await (await tool(page, "medium-print")).check({ force: true });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("cjm-preview")).display), "none");
  assert.deepEqual(changes(before, await whole(page)), []);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.notDeepEqual(changes(before, await whole(page)), []);

  // The preview's own pages stay as they are.
  await page.emulateMedia({ media: "screen" });
  await page.goto(new URL("/__cjm/inbox/", page.url()).href);
  await bar(page).waitFor();
  assert.equal(await page.evaluate(() => document.body.getBoundingClientRect().width === innerWidth), true);
});

test("another theme, and back", async (t) => {
  const { open } = await preview(t);
  const page = await open("put/");
  const accent = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent-ground"));
  const before = await accent();
  await (await tool(page, "theme")).selectOption("evening");
  await until(async () => (await accent()) !== before, "the theme is another");
  await until(async () => (await control(page, "theme").inputValue()) === "evening", "the bar says so");
  await (await tool(page, "theme")).selectOption("");
  await until(async () => (await accent()) === before, "the theme is the settings'");
});

test("drafts", async (t) => {
  const { open, expect } = await preview(t);
  expect(/Failed to load resource.*404/);
  const page = await open("draft/");
  await page.getByText("There is no page at this address").waitFor();
  await reloadedOnce(page, async () => (await tool(page, "drafts")).check());
  await page.getByText("Этого пока никто не видит.").waitFor();
  await until(() => control(page, "drafts").isChecked(), "the bar says so");
  await reloadedOnce(page, async () => (await tool(page, "drafts")).uncheck());
  await page.getByText("There is no page at this address").waitFor();
});

test("what is internal", async (t) => {
  const { open } = await preview(t);
  const page = await open("put/");
  assert.equal(await page.locator(".internal").count(), 0);
  await reloadedOnce(page, async () => (await tool(page, "internal")).check());
  await page.locator(".internal").first().waitFor();
  await until(() => control(page, "internal").isChecked(), "the bar says so");
});

test("the bar can be put away, and is remembered to be", async (t) => {
  const { site, open } = await preview(t);
  const page = await open("put/");
  // While it is there, the page's last line can be scrolled out from under it.
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  const [footer, top] = [await page.locator(".footer").boundingBox(), (await bar(page).boundingBox()).y];
  assert.ok(footer.y + footer.height <= top + 1, `${footer.y + footer.height} is above ${top}`);
  await control(page, "hide").click();
  assert.equal(await bar(page).isVisible(), false);
  assert.equal(await page.evaluate(() => document.querySelector("cjm-preview").getBoundingClientRect().height), 0);
  await page.reload();
  await control(page, "tab").waitFor();
  assert.equal(await bar(page).isVisible(), false);
  // Errors show all the same.
  site.change("content/put/02-poisk.md", "emotion: -1", "emotoin: -1");
  await list(page).waitFor();
  await until(async () => (await control(page, "tab").innerText()) === "1 error", "the tab counts");
  await page.keyboard.press("Control+Backquote");
  await bar(page).waitFor();
  await page.keyboard.press("Control+Backquote");
  await control(page, "tab").click();
  await bar(page).waitFor();
});

for (const [width, colorScheme] of [[360, "light"], [768, "dark"], [1440, "light"], [1440, "dark"]]) {
  test(`everything in the bar can be seen and hit at ${width} px in ${colorScheme}`, async (t) => {
    const { site, open } = await preview(t, { viewport: { width, height: 740 }, colorScheme });
    const page = await open("put/");
    site.change("content/put/02-poisk.md", "emotion: -1", "emotoin: -1");
    await list(page).waitFor();
    await page.keyboard.press("Escape");
    await tool(page, "drafts");
    const faults = await page.evaluate(faultsOfBar);
    assert.deepEqual(faults, []);
  });
}

/** In the page: what in the bar is too small, outside of the window, or too faint. */
function faultsOfBar() {
  const faults = [];
  const { shadowRoot } = document.querySelector("cjm-preview");
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => {
    const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) if (channels(getComputedStyle(at).backgroundColor)[3]) return getComputedStyle(at).backgroundColor;
    return "white";
  };
  for (const element of shadowRoot.querySelectorAll(".bar button, .bar a, .bar select, .bar label, .bar .status, .bar .segments span")) {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    if (!width) continue;
    const name = element.textContent.trim();
    if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) faults.push(`${name} is outside`);
    if (!element.matches("span, .status, .theme") && (height < 24 || width < 24)) faults.push(`${name} is ${width} by ${height}`);
    const [a, b] = [light(getComputedStyle(element).color), light(groundOf(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faults.push(`${name} has a contrast of ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return faults;
}

test("all of it works under a strict policy for the page's content", async (t) => {
  const { site, context } = await preview(t);
  await context.route(/\/cjm\/put\/$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "default-src 'self'" } });
  });
  const page = await context.newPage();
  await page.goto(`${site.url}put/`);
  await bar(page).waitFor();
  await (await tool(page, "scheme-dark")).check({ force: true });
  await (await tool(page, "medium-print")).check({ force: true });
  assert.equal(await page.evaluate(() => document.body.getBoundingClientRect().width), 794);
  site.change("content/put/02-poisk.md", "emotion: -1", "emotoin: -1");
  await list(page).waitFor();
});
