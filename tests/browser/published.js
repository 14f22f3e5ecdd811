// Sites that are built and put on a host such as GitHub Pages, only stricter, and visitors whose
// browser notices what must not happen.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { launched } from "./browser.js";
import { PATIENCE, program } from "./site.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

/** The built-in themes that a site can ask for: those under `themes/` that are not abstract. */
export const themes = readdirSync(join(root, "themes")).filter((name) => {
  const file = join(root, "themes", name, "theme.toml");
  return existsSync(file) && !/^abstract = true$/m.test(readFileSync(file, "utf8"));
});

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action *; base-uri 'none'; frame-ancestors 'none'";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png", ".jpg": "image/jpeg",
  ".webp": "image/webp", ".avif": "image/avif", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
};

const sites = new Map();
after(async () => {
  for (const site of await Promise.allSettled(sites.values())) site.value?.end();
});

/**
 * A site in a theme, with the theme's options, published once for all tests of a file: `example` is
 * the repository's own, the others stand under `sites/`. The themes are those on the disk.
 */
export function published(name, theme, options = {}) {
  const key = JSON.stringify([name, theme, options]);
  if (!sites.has(key)) sites.set(key, publish(name, theme, options));
  return sites.get(key);
}

async function publish(name, theme, options) {
  const sources = realpathSync(mkdtempSync(join(tmpdir(), "cjm-site-published-")));
  const from = name === "example" ? root : join(here, "sites", name);
  for (const part of ["book.toml", "content"]) cpSync(join(from, part), join(sources, part), { recursive: true });
  cpSync(join(root, "themes"), join(sources, "themes"), { recursive: true });
  ask(sources, theme, options);
  const folder = join(sources, "public");
  await promisify(execFile)(program, ["build", "--quiet", "--root", sources, "--dest-dir", folder]);
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  return {
    name, theme, folder,
    url: `http://127.0.0.1:${server.address().port}/cjm-site/`,
    pages: pagesOf(folder),
    end() { server.close(); server.closeAllConnections(); rmSync(sources, { recursive: true, force: true }); },
  };
}

/** Makes the whole site ask for one theme, with these options and no others. */
function ask(sources, theme, options) {
  const book = join(sources, "book.toml");
  const without = readFileSync(book, "utf8").replace(/^theme = .*\n/m, "").replace(/^\[theme\.[^[]*/gm, "");
  const values = Object.entries(options).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join("");
  writeFileSync(book, `${without.replace("[output.html]\n", `[output.html]\ntheme = "${theme}"\n`)}\n[theme.${theme}]\n${values}`);
  for (const name of filesOf(join(sources, "content"))) {
    if (!name.endsWith("map.md")) continue;
    const file = join(sources, "content", name);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^theme: .*\n/m, ""));
  }
}

/** The files under a folder, by their paths in it. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile()).sort();
}

/** The pages with their kinds, the richest of each kind first: `{ path, kind, size }`. */
function pagesOf(folder) {
  const page = (file) => {
    const html = readFileSync(join(folder, file), "utf8");
    return { path: file.replace(/(^|\/)index\.html$/, "$1"), kind: /<body class="is-([\w-]+)/.exec(html)?.[1] ?? "redirect", size: html.length };
  };
  return filesOf(folder).filter((file) => file.endsWith(".html")).map(page).filter(({ kind }) => kind !== "redirect").sort((a, b) => b.size - a.size);
}

/** Paths of the richest page of each of these kinds, of those that the site has. */
export function samples(site, ...kinds) {
  return kinds.map((kind) => site.pages.find((page) => page.kind === kind)?.path).filter((path) => path !== undefined);
}

function answer(folder, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  let file = join(folder, path.replace(/^\/cjm-site\//, ""));
  if (existsSync(file) && statSync(file).isDirectory()) {
    if (!path.endsWith("/")) return response.writeHead(301, { Location: `${path}/` }).end();
    file = join(file, "index.html");
  }
  const there = path.startsWith("/cjm-site/") && existsSync(file);
  if (!there) file = join(folder, "404.html");
  response.writeHead(there ? 200 : 404, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Security-Policy": POLICY });
  return response.end(readFileSync(file));
}

/**
 * A visitor's tab. What a page says in the console, fails to load, or asks of another host fails the
 * test; `expect` is a pattern of what is no fault in that test.
 */
export async function visitor(test, { expect = /$^/, browser = launched, ...options } = {}) {
  const faults = [];
  const context = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  test.after(async () => {
    await context.close();
    none([...new Set(faults)], "what the pages did that they must not");
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const note = (fault) => { if (!expect.test(fault)) faults.push(`${page.url()}: ${fault}`); };
  page.on("pageerror", (error) => note(`error: ${error.stack}`));
  page.on("console", (message) => note(`${message.type()}: ${message.text()}`));
  // The sign in the tab is given up when the tab goes elsewhere.
  page.on("requestfailed", (request) => { if (request.failure().errorText !== "net::ERR_ABORTED") note(`failed: ${request.url()}`); });
  page.on("response", (response) => { if (response.status() >= 400) note(`${response.status()}: ${response.url()}`); });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "127.0.0.1") note(`asked elsewhere: ${request.url()}`);
  });
  return page;
}

/** Fails with the faults, if there are any. */
export function none(faults, what = "faults") {
  if (faults.length) assert.fail(`${faults.length} ${what}:\n${faults.slice(0, 60).join("\n")}`);
}

/** Opens a page of a site, and waits for its fonts. */
export async function go(page, site, path) {
  await page.goto(site.url + path);
  await page.evaluate(() => document.fonts.ready);
}

const inPage = readFileSync(join(here, "in-page.js"), "utf8");

/** What a function of `in-page.js` says of the page. */
export async function measure(page, name, argument = null) {
  await page.evaluate(inPage);
  return page.evaluate(([key, value]) => globalThis.measures[key](value), [name, argument]);
}
