// Each built-in theme with its options set: any accent stays readable, and each option does what it says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { go, measure, none, published, themes, visitor } from "./published.js";

const PARTS = ["method", "results", "introduction", "journey", "persona", "stages", "map"];
/** The hardest accents, and with them each value of the other options. */
const VARIANTS = [
  { accent: "#ffd400", corners: "soft", density: "compact", fonts: "grotesk" },
  { accent: "#0b1f4b", corners: "round", density: "airy", fonts: "serif" },
  { accent: "#d9d9d9", corners: "square", density: "regular", fonts: "mixed", scheme: "light" },
  { accent: "#000000", fonts: "narrow", scheme: "dark" },
  { accent: "#ffffff", parts: [...PARTS].reverse() },
  { accent: "#d8412f", parts: ["map", "stages"] },
];
/** In these themes the sheet stands first, and these parts are one with it. */
const ON_THE_SHEET = { atlas: ["journey", "stages", "map"] };
const PAGES = ["", "loaf/", "letters/", "letters/readers/"];

for (const theme of themes) {
  test(`${theme}: text stays readable in any accent, and forced schemes are kept`, async (t) => {
    const page = await visitor(t);
    const faults = [];
    for (const options of VARIANTS) {
      const site = await published("small", theme, options);
      for (const path of PAGES) {
        await go(page, site, path);
        const grounds = [];
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          faults.push(...(await measure(page, "contrast")).map((fault) => `${options.accent} in ${colorScheme}: ${path}: ${fault}`));
          grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
        }
        const bright = grounds.map((ground) => Number(/\d+/.exec(ground)[0]) > 127);
        assert.deepEqual(bright, options.scheme ? Array(2).fill(options.scheme === "light") : [true, false], `${options.scheme}: ${grounds}`);
      }
    }
    none(faults);
  });

  test(`${theme}: corners, density and fonts are as asked for, and no link breaks`, async (t) => {
    const page = await visitor(t);
    const heights = {};
    for (const options of VARIANTS) {
      const site = await published("small", theme, options);
      for (const path of PAGES) {
        await go(page, site, path);
        none(await measure(page, "structure", "en"));
        const { ids, links } = await measure(page, "addresses");
        for (const link of links.filter((one) => one.startsWith(`${site.url}${path}#`))) assert.ok(ids.includes(new URL(link).hash.slice(1)), `${JSON.stringify(options)}: ${link}`);
        none(await measure(page, "cut", "svg"), `faults with ${JSON.stringify(options)} on ${path}`);
      }
      await go(page, site, "loaf/");
      const is = await page.evaluate(() => {
        const style = (selector) => getComputedStyle(document.querySelector(selector));
        return { radius: parseFloat(style("form .button").borderTopLeftRadius), head: style("h1").fontFamily, text: style("body").fontFamily };
      });
      if (options.corners) assert.equal(is.radius > 0, options.corners !== "square", `${options.corners}: ${is.radius}`);
      if (options.density) heights[options.density] = await height(page, theme, options.density);
      const [head, text] = { grotesk: ["Onest", "Onest"], serif: ["Literata", "Literata"], mixed: ["Literata", "Onest"], narrow: ["Condensed", "Condensed"] }[options.fonts] ?? ["", ""];
      assert.ok(is.head.includes(head) && is.text.includes(text), `${options.fonts}: ${is.head}, ${is.text}`);
    }
    assert.ok(heights.compact < heights.regular && heights.regular < heights.airy, JSON.stringify(heights));
  });

  test(`${theme}: parts stand in the order asked for, and what is not named is left out`, async (t) => {
    const page = await visitor(t);
    for (const { accent, parts } of VARIANTS.filter((options) => options.parts)) {
      await go(page, await published("small", theme, { accent, parts }), "loaf/");
      const ids = await page.evaluate(() => [...document.querySelectorAll("main [id]")].map(({ id }) => id));
      // The stages begin with the first of them.
      const loose = (part) => PARTS.includes(part) && !ON_THE_SHEET[theme]?.includes(part);
      assert.deepEqual(ids.map((id) => (id === "notice" ? "stages" : id)).filter(loose), parts.filter(loose));
    }
  });
}

/** How tall a page is with nothing but this density set. */
async function height(page, theme, density) {
  await go(page, await published("small", theme, { density }), "loaf/");
  return page.evaluate(() => document.body.scrollHeight);
}
