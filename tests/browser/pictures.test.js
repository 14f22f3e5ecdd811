// Each built-in theme looks as it did when somebody last looked at it.
//
//     UPDATE_PICTURES=1 npm test      # accepts what is: look at the pages first

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { difference, read, small, write } from "./pictures.js";
import { go, none, published, themes, visitor } from "./published.js";

const folder = join(dirname(fileURLToPath(import.meta.url)), "pictures");
const HOW = "`UPDATE_PICTURES=1 npm test` in tests/browser accepts what is now; look at the pages first";

/** What is taken of `sites/small`: name, page, width, and what else is asked of the browser. */
const PICTURES = [
  ["home", "", 1440],
  ["map", "loaf/", 1440],
  ["map-phone", "loaf/", 360],
  ["map-print", "loaf/", 720, { media: "print" }],
  ["overview-phone", "letters/", 360],
  ["overview-dark", "letters/", 1440, { colorScheme: "dark" }],
];

async function take(page, site, path, width, media = {}, change = () => {}) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: "screen", colorScheme: "light", ...media });
  await go(page, site, path);
  await page.evaluate(change);
  return page.screenshot({ fullPage: true });
}

for (const theme of themes) {
  test(`${theme}: pages look as they were accepted`, async (t) => {
    const site = await published("small", theme);
    const page = await visitor(t);
    const accepted = join(folder, theme);
    if (process.env.UPDATE_PICTURES) {
      rmSync(accepted, { recursive: true, force: true });
      mkdirSync(accepted, { recursive: true });
    }
    const faults = [];
    let apart;
    for (const [name, path, width, media] of PICTURES) {
      const file = join(accepted, `${name}.png`);
      const screenshot = await take(page, site, path, width, media);
      const actual = small(screenshot);
      if (process.env.UPDATE_PICTURES) writeFileSync(file, write(actual));
      if (!existsSync(file)) {
        faults.push(`${theme}/${name}: there is no accepted picture. ${HOW}`);
        continue;
      }
      const { same, far, taller, picture } = difference(read(readFileSync(file)), actual);
      if (same) continue;
      apart ??= mkdtempSync(join(tmpdir(), `cjm-site-pictures-${theme}-`));
      writeFileSync(join(apart, `${name}-actual.png`), screenshot);
      writeFileSync(join(apart, `${name}-difference.png`), write(picture));
      faults.push(`${theme}/${name}: ${(far * 100).toFixed(1)} % differ, ${(taller * 100).toFixed(1)} % taller. See ${apart}/${name}-*.png. ${HOW}`);
    }
    none(faults);
  });
}

test("of every accepted picture there is a theme and a page", () => {
  const names = PICTURES.map(([name]) => `${name}.png`).sort();
  for (const theme of readdirSync(folder)) {
    assert.ok(themes.includes(theme), theme);
    assert.deepEqual(readdirSync(join(folder, theme)).sort(), names, theme);
  }
});

test("a broken layout is noticed, and other edges of letters are not", async (t) => {
  const [theme] = themes;
  const site = await published("small", theme);
  const page = await visitor(t);
  const sharp = await visitor(t, { deviceScaleFactor: 2 });
  const breaks = {
    "the grids are lost": () => document.querySelectorAll("*").forEach((element) => { if (getComputedStyle(element).display === "grid") element.style.display = "block"; }),
    "the stylesheet is lost": () => { document.styleSheets[0].disabled = true; },
    "a section is missing": () => document.querySelectorAll("main section")[1].remove(),
    "headings are thin": () => document.querySelectorAll("h1, h2, h3").forEach((heading) => { heading.style.fontWeight = 300; }),
  };
  for (const [path, width] of [["loaf/", 360], ["letters/", 1440]]) {
    const accepted = small(await take(page, site, path, width));
    const compare = async (what, same, screenshot, scale = 1) => {
      const found = difference(accepted, small(screenshot, scale));
      assert.equal(found.same, same, `${what}: ${(found.far * 100).toFixed(2)} % differ, ${(found.taller * 100).toFixed(1)} % taller`);
    };
    await compare("as it is", true, await take(page, site, path, width));
    await compare("a pixel off", true, await take(page, site, path, width, {}, () => { document.body.style.translate = "1px 1px"; }));
    await compare("half a pixel off", true, await take(page, site, path, width, {}, () => { document.body.style.translate = "0.5px 0.5px"; }));
    // Twice the pixels: letters are neither hinted nor put onto whole pixels.
    await compare("other edges of letters", true, await take(sharp, site, path, width), 2);
    await compare("another accent", false, await take(page, await published("small", theme, { accent: "#2b6fd6" }), path, width));
    for (const [what, change] of Object.entries(breaks)) await compare(what, false, await take(page, site, path, width, {}, change));
  }
});
