// Each built-in theme, on pages as they are published: what holds for every visitor.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { go, measure, none, published, samples, themes, visitor } from "./published.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 360, 414, 768, 1024, 1440, 1920, 2560];
const LANGUAGE = { example: "ru", hard: "ru", small: "en" };

/** The pages on which costly checks run: one of each kind of the example, all of what is hard. */
async function richest(theme) {
  const [example, hard, small] = await Promise.all(["example", "hard", "small"].map((name) => published(name, theme)));
  const of = (site, paths) => paths.map((path) => ({ site, path }));
  return [...of(example, samples(example, "home", "map", "overview", "segment", "page", "404")), ...of(hard, hard.pages.map(({ path }) => path)), ...of(small, samples(small, "map", "overview"))];
}

async function violations(page, rules) {
  await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { violations: found } = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target} ${node.any[0]?.message ?? ""}`));
  }, rules);
}
const ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const theme of themes) {
  test(`${theme}: nobody is kept out, by the rules of axe`, async (t) => {
    const page = await visitor(t);
    const faults = [];
    for (const { site, path } of await richest(theme)) {
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: "light" });
        if (width === 1440) await go(page, site, path);
        const note = (found, scheme) => faults.push(...found.map((fault) => `${site.name}/${path} at ${width}, ${scheme}: ${fault}`));
        note(await violations(page, ALL_RULES), "light");
        // In dark nothing is another but colours.
        await page.emulateMedia({ colorScheme: "dark" });
        note(await violations(page, { type: "rule", values: ["color-contrast", "link-in-text-block"] }), "dark");
      }
    }
    none(faults);
  });

  test(`${theme}: nothing is too wide or cut off, at any width, zoomed, and with text spaced`, async (t) => {
    const page = await visitor(t);
    const window = await page.context().newCDPSession(page);
    const faults = [];
    for (const { site, path } of await richest(theme)) {
      await go(page, site, path);
      const look = async (width, deviceScaleFactor, how, but = null) => {
        await window.send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor, mobile: false });
        faults.push(...(await measure(page, "cut", but)).map((fault) => `${site.name}/${path} at ${width}${how}: ${fault}`));
      };
      for (const width of WIDTHS) await look(width, 1, "");
      await look(640, 2, ", 1280 zoomed to 200 %");
      await measure(page, "space", true);
      // The words in a drawing keep their places.
      for (const width of [360, 1024]) await look(width, 1, ", spaced", "svg");
    }
    none(faults);
  });

  test(`${theme}: without script no word is missing`, async (t) => {
    const [scripted, plain] = [await visitor(t), await visitor(t, { javaScriptEnabled: false })];
    const faults = [];
    for (const { site, path } of await richest(theme)) {
      for (const width of [1440, 360]) {
        for (const page of [scripted, plain]) await page.setViewportSize({ width, height: 900 });
        if (width === 1440) await Promise.all([go(scripted, site, path), plain.goto(site.url + path)]);
        const left = new Map();
        for (const word of await measure(plain, "words", { opacity: true })) left.set(word, (left.get(word) ?? 0) + 1);
        const words = await measure(scripted, "words", {});
        assert.ok(words.length > 10, `${path}: ${words}`);
        for (const word of words) {
          if (!left.get(word)) faults.push(`${site.name}/${path} at ${width}: ${word}`);
          left.set(word, left.get(word) - 1);
        }
      }
    }
    none(faults);
  });

  test(`${theme}: every page is built well, and every link leads somewhere`, async (t) => {
    const page = await visitor(t);
    const faults = [];
    for (const name of Object.keys(LANGUAGE)) {
      const site = await published(name, theme);
      const addresses = new Map();
      for (const { path, kind } of site.pages) {
        await go(page, site, path);
        faults.push(...(await measure(page, "structure", LANGUAGE[name])).map((fault) => `${name}/${path}: ${fault}`));
        addresses.set(site.url + path, { kind, ...(await measure(page, "addresses")) });
      }
      for (const [from, { links }] of addresses) {
        for (const link of links.filter((one) => one.startsWith(site.url))) {
          const [target, part] = link.split("#");
          const file = join(site.folder, decodeURIComponent(target.slice(site.url.length).replace(/\?.*/, "").replace(/(^|\/)$/, "$1index.html")));
          if (!existsSync(file)) faults.push(`${from}: no file for ${link}`);
          else if (part && !addresses.get(target)?.ids.includes(decodeURIComponent(part))) faults.push(`${from}: no such part ${link}`);
        }
      }
    }
    none(faults);
  });

  test(`${theme}: a site on the disk can be walked through`, async (t) => {
    const site = await published("example", theme);
    // Browsers do not preload fonts from a disk, and say so.
    const page = await visitor(t, { expect: /\.woff2|net::ERR_FAILED/ });
    await page.goto(`file://${site.folder}/index.html`);
    const links = (await measure(page, "addresses")).links.filter((link) => link.startsWith("file:"));
    assert.ok(links.length > 5);
    for (const link of links) assert.ok(/[^/]$/.test(new URL(link).pathname) && existsSync(decodeURIComponent(new URL(link).pathname)), link);
    await page.locator("main a[href*='index.html']").first().click();
    await page.waitForURL(/^file:.*\/index\.html$/);
    await page.locator("h1").waitFor();
    assert.notEqual(page.url(), `file://${site.folder}/index.html`);
  });
}
