// A copy of `site/` in a temporary folder, with the program serving it.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
export const program = resolve(process.env.CJM_SITE_BIN ?? join(here, "../../target/debug/cjm-site"));

/** How long anything may take before a test fails, in milliseconds. */
export const PATIENCE = 20_000;

/** A copy of the site; `end` removes it. */
export class Site {
  constructor() {
    if (!existsSync(program)) throw new Error(`${program} is missing: build it, or name it in CJM_SITE_BIN`);
    this.root = realpathSync(mkdtempSync(join(tmpdir(), "cjm-site-browser-")));
    cpSync(join(here, "site"), this.root, { recursive: true });
  }

  /** Serves the site, on the port it had before if there was one. */
  async start() {
    const options = ["serve", "-p", String(this.port ?? 0)];
    const env = { ...process.env, CJM_SITE_EDITOR: "vscode" };
    const child = spawn(program, options, { cwd: this.root, env, stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    let said = "";
    child.stderr.on("data", (text) => { said += text; });
    this.url = await new Promise((found, failed) => {
      const timer = setTimeout(() => failed(new Error(`no address was printed:\n${said}`)), PATIENCE);
      child.once("exit", (status) => failed(new Error(`serve ended with ${status}:\n${said}`)));
      child.stdout.on("data", (text) => {
        said += text;
        const [, url] = /serving at (\S+)/.exec(said) ?? [];
        if (url) { clearTimeout(timer); found(url); }
      });
    });
    this.port = Number(new URL(this.url).port);
  }

  /** Ends the server and leaves the folder. */
  async stop() {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => { child.once("exit", done); });
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends the server and removes the folder. */
  async end() {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  path(name) { return join(this.root, name); }
  read(name) { return readFileSync(this.path(name), "utf8"); }
  remove(name) { rmSync(this.path(name), { recursive: true }); }

  write(name, text) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Saves a file with one passage changed. */
  change(name, from, to) {
    const text = this.read(name);
    if (!text.includes(from)) throw new Error(`${name} has no "${from}"`);
    this.write(name, text.replace(from, to));
  }

  /** Publishes the site, and gives the text of every file of the result. */
  async published() {
    const folder = join(this.root, "public");
    const child = spawn(program, ["build", "--quiet", "--dest-dir", folder], { cwd: this.root, stdio: "inherit" });
    const status = await new Promise((done) => { child.once("exit", done); });
    if (status !== 0) throw new Error(`build ended with ${status}`);
    const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
    return new Map(files.map((name) => [name, readFileSync(join(folder, name), "latin1")]));
  }

  /** What the server says of a page. */
  async state(page = "/cjm/") {
    const answer = await fetch(new URL(`/__cjm/state?page=${encodeURIComponent(page)}`, this.url));
    return answer.json();
  }
}
