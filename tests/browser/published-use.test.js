// Each built-in theme: the keyboard, the form, and visitors whose systems ask for something else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { until } from "./browser.js";
import { filesOf, go, measure, none, published, samples, themes, visitor } from "./published.js";

/** The richest map and overview, and the home page. */
const few = (site) => samples(site, "home", "map", "overview");

for (const theme of themes) {
  test(`${theme}: the keyboard reaches everything, and it shows where it is`, async (t) => {
    const site = await published("example", theme);
    const page = await visitor(t);
    const faults = [];
    for (const [path, width, colorScheme] of few(site).flatMap((one) => [[one, 1440, "light"], [one, 360, "dark"]])) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await go(page, site, path);
      const note = (fault) => { if (fault) faults.push(`${path} at ${width}: ${fault}`); };
      await page.keyboard.press("Tab");
      assert.match(await page.evaluate(() => document.activeElement.hash), /^#main$/, "the first stop leads to the contents");
      for (let stops = 0, fault = ""; fault !== null; stops += 1) {
        fault = await measure(page, "focused");
        note(fault);
        assert.ok(stops < 400, "Tab comes to an end");
        await page.keyboard.press("Tab");
      }
      (await measure(page, "missed")).forEach(note);
      await page.evaluate(() => { globalThis.scrollTo(0, 0); document.querySelector("a[href='#main']").focus(); });
      await page.keyboard.press("Enter");
      await until(() => page.evaluate(() => document.activeElement.id === "main"), "the skip link leads to the contents");
    }
    none(faults);
  });

  test(`${theme}: the form is filled in and sent by keyboard`, async (t) => {
    const site = await published("example", theme);
    const page = await visitor(t, { expect: /example\.org/ });
    const sent = [];
    await page.route("https://example.org/**", (route) => {
      sent.push(route.request());
      return route.fulfill({ contentType: "text/html", body: "<title>Thanks</title>" });
    });
    await go(page, site, samples(site, "map")[0]);
    const field = page.locator("form input:not([type=hidden]), form textarea").first();
    const tabTo = async (selector) => {
      for (let stops = 0; !(await page.locator(selector).first().evaluate((element) => element === document.activeElement)); stops += 1) {
        assert.ok(stops < 300, `Tab reaches ${selector}`);
        await page.keyboard.press("Tab");
      }
    };
    const said = { name: "Ольга <b> & «К°»", phone: "+7 900 000-00-00", email: "olga@example.org", message: "Первая строка" };
    for (const [name, text] of Object.entries(said)) {
      await tabTo(`form [name=${name}]`);
      await page.keyboard.type(text);
    }
    await field.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#cjm-consent").evaluate((box) => box.validity.valueMissing), true);
    assert.equal(sent.length, 0, "nothing is sent without consent");

    await tabTo("#cjm-consent");
    await page.keyboard.press("Space");
    await tabTo("form [type=submit]");
    await page.keyboard.press("Enter");
    await until(() => sent.length, "it is sent");
    await page.waitForURL("https://example.org/**");
    assert.equal(sent.length, 1);
    assert.equal(sent[0].method(), "POST");
    const got = Object.fromEntries(new URLSearchParams(sent[0].postData()));
    for (const [name, text] of Object.entries(said)) assert.equal(got[name], text);
    assert.equal(got.homepage, "", "robots only fill this in");
    assert.match(got.consent, /\S/);
    assert.equal(got.consent_version, got.consent);
    assert.match(got.thanks, /\/thanks\/$/);
    assert.ok(!("newsletter" in got), "nobody is subscribed unasked");
  });

  test(`${theme}: nothing moves for those who want it still`, async (t) => {
    const site = await published("example", theme);
    const page = await visitor(t, { reducedMotion: "reduce" });
    const faults = [];
    for (const path of few(site)) {
      await go(page, site, path);
      await page.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += innerHeight) { scrollTo(0, y); await new Promise(requestAnimationFrame); }
      });
      faults.push(...(await measure(page, "moving")).map((fault) => `${path}: ${fault}`));
    }
    none(faults);
  });

  test(`${theme}: text and route are seen in forced colours`, async (t) => {
    const site = await published("example", theme);
    const faults = [];
    for (const colorScheme of ["light", "dark"]) {
      const page = await visitor(t, { forcedColors: "active", colorScheme });
      for (const path of few(site)) {
        await go(page, site, path);
        const found = [...(await measure(page, "contrast")), ...(await measure(page, "drawings"))];
        faults.push(...found.map((fault) => `${path} in ${colorScheme}: ${fault}`));
      }
    }
    none(faults);
  });

  test(`${theme}: on paper there are contacts in place of the form, and no word is missing`, async (t) => {
    const site = await published("example", theme);
    const page = await visitor(t);
    const faults = [];
    for (const path of samples(site, "home", "map", "overview", "segment", "page")) {
      await go(page, site, path);
      // Links, and what helps to find the way, lead nowhere on paper.
      const words = () => measure(page, "words", { within: "main", without: "a, nav, button, form, summary, .tools, .rubric, .skip" });
      const screen = await words();
      await page.emulateMedia({ media: "print" });
      const paper = new Set(await words());
      faults.push(...screen.filter((word) => !paper.has(word)).map((word) => `${path}: ${word}`));
      if (await page.locator("form").count()) {
        assert.equal(await page.locator("form").isVisible(), false, `${path}: the form`);
        await page.locator("#contact").getByText("+7 (843) 000-00-00").filter({ visible: true }).waitFor();
      }
      await page.emulateMedia({ media: "screen" });
    }
    none(faults);
  });

  test(`${theme}: nothing jumps when fonts come late`, async (t) => {
    const site = await published("example", theme);
    const faults = [];
    for (const width of [360, 412, 1440]) {
      const page = await visitor(t, { viewport: { width, height: 800 } });
      // They come one by one, so that a line may break twice; one line at the top of a phone is 0.027.
      const held = [];
      await page.route("**/*.woff2", (route) => { held.push(route); });
      for (const path of few(site)) {
        await page.goto(site.url + path, { waitUntil: "domcontentloaded" });
        // The page has to have been painted without them.
        await until(() => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length), "the page is painted");
        await new Promise((done) => { setTimeout(done, 500); });
        assert.ok(held.length > 0, "fonts are held back");
        await Promise.all(held.splice(0).map((route) => route.continue()));
        await page.evaluate(() => document.fonts.ready);
        const shift = await page.evaluate(() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; })).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 400);
        }));
        if (shift >= 0.05) faults.push(`${path} at ${width}: ${shift.toFixed(3)}`);
      }
    }
    none(faults);
  });

  test(`${theme}: pages stay light`, async (t) => {
    const site = await published("example", theme);
    const page = await visitor(t);
    const loaded = new Map();
    page.on("response", async (response) => {
      const name = new URL(response.url()).pathname;
      loaded.set(name, await response.body().catch(() => Buffer.alloc(0)));
    });
    const faults = [];
    for (const { path } of site.pages) {
      loaded.clear();
      await go(page, site, path);
      await page.waitForLoadState("networkidle");
      const of = (pattern, size) => [...loaded].filter(([name]) => pattern.test(name)).reduce((sum, [, bytes]) => sum + size(bytes), 0);
      const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
      const figures = {
        text: [of(/(\/|\.html|\.css|\.js)$/, zipped), 60_000],
        script: [of(/\.js$/, zipped), 10_000],
        fonts: [of(/\.woff2$/, (bytes) => bytes.length), 120_000],
        elements: [await measure(page, "elements"), 1500],
      };
      assert.ok(figures.text[0] > 5000 && figures.fonts[0] > 5000, JSON.stringify(figures));
      for (const [what, [is, most]] of Object.entries(figures)) if (is > most) faults.push(`${path}: ${what} ${is}, at most ${most}`);
    }
    assert.ok(filesOf(site.folder).length > 20);
    none(faults);
  });
}
