// What the script of published pages adds, under a policy that lets nothing inline run; and that
// nothing is missing without it.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

import { PATIENCE, Site } from "./site.js";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action *";
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2", json: "application/json" };

let browser, server, url, files;

before(async () => {
  const site = new Site();
  const names = ["Ёлка", "Дом", "Сад", "Лодка", "Мост", "Печь", "Колодец", "Баня", "Забор", "Крыша", "Окно", "Дверь", "Погреб"];
  names.forEach((name, i) => {
    const industry = i % 3 ? "Стройка" : "Отдых";
    site.write(`content/m${i}/map.md`, `---\ntitle: ${name}\nsummary: Карта номер ${i}.\nclient:\n  name: Клиент ${i}\n  industry: ${industry}\ntags: [${i % 2 ? "B2B" : "B2C"}]\n---\n`);
  });
  site.write("content/about.md", "---\ntitle: О нас\n---\n\nМы [там](https://example.org/tam/), [здесь](put/map.md) и [в почте](mailto:mayak@example.org).\n");
  site.write("book.toml", `${site.read("book.toml")}\n[check]\nallow = ["empty-map"]\n`);
  files = await site.published();
  await site.end();
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).slice(1);
    const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const bytes = files.get(name);
    if (bytes === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[name.split(".").pop()] ?? "application/octet-stream", "content-security-policy": POLICY });
    return response.end(Buffer.from(bytes, "latin1"));
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  url = `http://127.0.0.1:${server.address().port}/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** A tab at a page. The test fails if the page says anything in the console. */
async function open(t, path, options = {}, prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  t.after(async () => {
    await context.close();
    assert.deepEqual(said, [], "what the page said");
  });
  await page.addInitScript(prepare);
  await page.goto(url + path);
  return page;
}

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
const shownLanes = (page) => page.locator(".whole tbody tr:visible th").allTextContents();
const lane = (page, name) => page.locator(".whole-section .filter button", { hasText: name });
const choose = (page) => page.getByRole("button", { name: "Выбрать дорожки и этап" });
const pressed = (page, where) => page.locator(`${where} [aria-pressed="true"]`).allTextContents();

test("the script is small", () => {
  const [name, text] = [...files].find(([path]) => /^assets\/page-.*\.js$/.test(path));
  const size = gzipSync(Buffer.from(text, "latin1")).length;
  assert.ok(size <= 10_000, `${name} has ${size} bytes`);
});

test("without script every way to a part leads there, and everything is in sight", async (t) => {
  const page = await open(t, "put/", { javaScriptEnabled: false });
  const ways = await page.locator("a.anchor").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.ok(ways.includes("#map") && ways.includes("#vybor") && ways.includes("#persona"), String(ways));
  assert.ok(!ways.some((way) => way.startsWith("#vybor-")), "sections have one, lanes do not");
  for (const way of ways) assert.equal(await page.locator(`[id="${way.slice(1)}"]`).count(), 1, way);
  assert.equal(await page.locator(".tools").count(), 0);
  assert.equal(await page.locator(".whole :is(tr, td, th):not(:visible)").count(), 0);
  await page.goto(url);
  assert.equal(await page.locator(".tools").count(), 0);
  assert.equal(await page.locator(".maps .index > li:visible").count(), 14);
});

test("a way to a part is named by its heading, and large enough to hit", async (t) => {
  const page = await open(t, "put/");
  assert.equal(await page.getByRole("link", { name: "Ссылка на раздел Вся карта" }).count(), 1);
  assert.equal(await page.getByRole("heading", { name: "Вся карта", exact: true }).count(), 1, "the heading is named by its words alone");
  const sizes = await page.locator("a.anchor").evaluateAll((all) => all.map((link) => { const { width, height } = link.getBoundingClientRect(); return Math.min(width, height); }));
  assert.ok(Math.min(...sizes) >= 24, String(sizes));
  const anchor = page.locator('a.anchor[href="#vybor"]');
  const opacity = () => anchor.evaluate((link) => getComputedStyle(link).opacity);
  assert.equal(await opacity(), "0");
  await anchor.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await opacity(), "1", "in sight where the keyboard is");
});

test("a click on it copies the full address and says so", async (t) => {
  const page = await open(t, "put/?x=1", clipboard);
  await page.locator('a.anchor[href="#vybor"]').focus();
  await page.keyboard.press("Enter");
  await page.getByRole("status").filter({ hasText: "Ссылка скопирована" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${url}put/?x=1#vybor`);
  assert.equal(new URL(page.url()).hash, "#vybor");
});

test("where nothing can be copied it is a link", async (t) => {
  const page = await open(t, "put/", {}, () => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.locator('a.anchor[href="#pokupka"]').click();
  assert.equal(new URL(page.url()).hash, "#pokupka");
  const refusing = await open(t, "put/", {}, () => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
  await refusing.locator('a.anchor[href="#pokupka"]').click();
  await refusing.waitForURL(/#pokupka$/);
  assert.equal(await refusing.getByText("Ссылка скопирована").count(), 0);
});

test("lanes of the whole map are picked", async (t) => {
  const page = await open(t, "put/");
  assert.equal(await lane(page, "Каналы").count(), 0, "made when it is asked for");
  await choose(page).click();
  const all = await shownLanes(page);
  assert.ok(all.length > 2);
  assert.deepEqual(await pressed(page, ".whole-section"), ["Все дорожки"]);
  await lane(page, "Каналы").click();
  assert.deepEqual(await shownLanes(page), ["Каналы"]);
  // By the keyboard, and beside the first.
  await lane(page, "Барьеры").focus();
  await page.keyboard.press("Space");
  assert.equal((await shownLanes(page)).length, 2);
  assert.equal((await pressed(page, ".whole-section")).length, 2);
  assert.equal(await page.locator(".whole-section [role=status]").textContent(), `Показано дорожек: 2 из ${all.length}`);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await shownLanes(page), all, "on paper all of them stand");
  await page.emulateMedia({ media: "screen" });
  await lane(page, "Все дорожки").click();
  assert.deepEqual(await shownLanes(page), all);
  await lane(page, "Каналы").click();
  await lane(page, "Каналы").click();
  assert.deepEqual(await shownLanes(page), all, "the last one that is let go of leaves all");
  await choose(page).click();
  assert.ok(!await lane(page, "Каналы").isVisible(), "closed again");
  await page.reload();
  assert.deepEqual(await shownLanes(page), all, "nothing is remembered");
});

test("a stage of the whole map is picked", async (t) => {
  const page = await open(t, "put/", { viewport: { width: 360, height: 740 } });
  const heads = page.locator(".whole thead th:visible");
  await choose(page).click();
  const all = await heads.count();
  await page.getByLabel("Этап", { exact: true }).selectOption({ index: 3 });
  assert.equal(await heads.count(), 1);
  assert.match(await heads.textContent(), /Выбор/);
  const cells = await page.locator(".whole tbody tr").first().locator("td:visible").count();
  assert.equal(cells, 1);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.getByLabel("Этап", { exact: true }).selectOption({ index: 0 });
  assert.equal(await heads.count(), all);
});

test("what the keyboard comes to in the whole map is in sight", async (t) => {
  const page = await open(t, "put/", { viewport: { width: 360, height: 740 } });
  const region = page.locator(".whole-section .scroll");
  const links = region.locator("thead a");
  await region.focus();
  for (let i = 0; i < await links.count(); i += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await links.nth(i).evaluate((link) => link === document.activeElement), true);
    await page.waitForFunction(() => {
      const link = document.activeElement;
      const { left, right, top, bottom } = link.getBoundingClientRect();
      const at = (x) => link.contains(document.elementFromPoint(x, (top + bottom) / 2));
      return left >= 0 && right <= innerWidth && at(left + 2) && at(right - 2);
    });
  }
});

test("colours of the system's own and more contrast reach what is chosen", async (t) => {
  const page = await open(t, "put/", { forcedColors: "active" });
  const ground = (locator) => locator.evaluate((button) => getComputedStyle(button).backgroundColor);
  await choose(page).click();
  const [all, other] = [lane(page, "Все дорожки"), lane(page, "Каналы")];
  assert.notEqual(await ground(all), await ground(other));
  const calm = await open(t, "put/");
  const ink = (where) => where.locator(".notes dt").first().evaluate((label) => getComputedStyle(label).color);
  const before = await ink(calm);
  await calm.emulateMedia({ contrast: "more" });
  assert.notEqual(await ink(calm), before);
});

test("maps are found by words and by tags, and the list has an address", async (t) => {
  const page = await open(t, "");
  const shown = () => page.locator(".maps .index > li:visible h3").allTextContents();
  const field = page.getByLabel("Поиск по картам");
  const state = page.locator(".maps [role=status]");
  assert.equal((await shown()).length, 14);
  await field.fill("елка");
  assert.deepEqual(await shown(), ["Ёлка"]);
  assert.equal(await state.textContent(), "Показано карт: 1 из 14");
  await field.fill("карта клиент 1");
  assert.ok((await shown()).includes("Дом") && !(await shown()).includes("Ёлка"), "every word counts");
  await field.fill("");
  await page.locator(".maps .filter button", { hasText: "Отдых" }).click();
  const leisure = await shown();
  assert.equal(leisure.length, 5);
  await field.fill("номер 0");
  assert.deepEqual(await shown(), ["Ёлка"]);
  assert.equal(new URL(page.url()).search, `?${new URLSearchParams([["filter", "Отдых"], ["q", "номер 0"]])}`);
  await page.reload();
  assert.deepEqual(await shown(), ["Ёлка"]);
  assert.equal(await field.inputValue(), "номер 0");
  assert.deepEqual(await pressed(page, ".maps"), ["Отдых"]);
  await page.goto(`${url}?filter=${encodeURIComponent("такого нет")}`);
  assert.equal((await shown()).length, 14);
  await page.goto(`${url}?q=xyz`);
  assert.equal(await state.textContent(), "Показано карт: 0 из 14");
});

test("the station at which the reader is is marked", async (t) => {
  const page = await open(t, "put/#vybor");
  const current = page.locator(".rail [aria-current]");
  await current.waitFor();
  assert.match(await current.textContent(), /Выбор/);
});

test("paper bears heads and page numbers, addresses of links, and contacts in place of the form", async (t) => {
  const page = await open(t, "put/");
  const rules = await page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText));
  assert.ok(rules.some((rule) => rule.includes("@top-left") && rule.includes("Карты «Маяка»")), rules.join("\n"));
  assert.ok(rules.some((rule) => rule.includes("@bottom-right") && rule.includes("counter(page)")), rules.join("\n"));
  assert.ok(rules.some((rule) => rule.includes(":first") && rule.includes("none")), rules.join("\n"));
  const address = page.locator(".footer-canonical");
  assert.equal(await address.isVisible(), false);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".form").isVisible(), false);
  const contacts = await page.locator(".contacts").innerText();
  assert.match(contacts, /\+7 000 000-00-00/);
  assert.match(contacts, /mayak@example\.org/);
  assert.equal(await address.innerText(), "https://example.org/cjm/put/");
  assert.equal(await page.locator(".anchor:visible, .tools:visible").count(), 0);
  await page.goto(`${url}about/`);
  const after = await page.locator(".prose a").evaluateAll((all) => all.map((link) => getComputedStyle(link, "::after").content));
  assert.deepEqual(after.map((text) => text.replace(/[" ()]/g, "")), ["https://example.org/tam/", "none", "none"]);
});
