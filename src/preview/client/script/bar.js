// What is seen: bar, findings and notice.

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setStyles(element, styles) {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
const CROSS = "M4 4l8 8M12 4l-8 8";
const UP = "M4 10l4-4 4 4";

const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const BAR_HEIGHT = 40;
const MOST_FINDINGS = 20;

const host = document.createElement("cjm-preview");
const shadow = host.attachShadow({ mode: "open" });
// The host stands at the document's end, as high as the bar, so that the page's last lines can be
// scrolled out from under it.
setStyles(host, { display: "block", position: "static", float: "none", margin: "0", padding: "0", border: "0", "block-size": "0" });
const part = {}; // The pieces that are drawn anew when something changes.
let openList = null; // "error" or "warning": whose list is open.
let isToolsOpen = false;
let pending = null; // A choice on its way: the version at which it was made.
const drawn = {};

function build() {
  const segments = (legend, name, choices, choose) => make("fieldset", { class: "segments" },
    make("legend", { class: "unseen" }, legend),
    choices.map(([value, label]) => make("label", {},
      make("input", { type: "radio", name, value, "data-control": `${name}-${value}`, change: () => choose(value) }), make("span", {}, label))));
  const toggle = (name, label, title) => make("label", { class: "toggle", title },
    make("input", { type: "checkbox", "data-control": name, change: ({ target }) => choose({ [name]: target.checked }) }), make("span", {}, label));
  const link = (name, label) => make("a", { "data-control": name, href: `${HOME}${name}/`, "aria-current": own === name ? "page" : null }, label);

  part.status = make("p", { class: "status", role: "status" });
  part.errors = make("button", { class: "count", type: "button", "data-control": "errors", "data-severity": "error", click: () => toggleList("error") });
  part.warnings = make("button", { class: "count", type: "button", "data-control": "warnings", "data-severity": "warning", click: () => toggleList("warning") });
  part.theme = make("select", { "data-control": "theme", change: ({ target }) => choose({ theme: target.value || null }) });
  part.themeLabel = make("label", { class: "theme" }, make("span", {}, "Theme"), part.theme);
  part.scheme = segments("Colours", "scheme", [["light", "Light"], ["dark", "Dark"], ["", "System"]], (scheme) => setEmulation({ scheme }));
  part.medium = segments("Medium", "medium", [["screen", "Screen"], ["print", "Print"]], (medium) => setEmulation({ medium }));
  part.drafts = toggle("drafts", "Drafts", "Show drafts too");
  part.internal = toggle("internal", "Internal", "Show what is marked as internal too");
  part.back = own ? make("a", { "data-control": "back" }, "The page") : null;
  part.widths = link("widths", "Widths");
  part.diagnostics = link("diagnostics", "Findings");
  part.inbox = link("inbox", "Inbox");
  part.more = make("button", { class: "more", type: "button", "aria-expanded": "false", "aria-controls": "tools", "data-control": "more", click: () => setTools(!isToolsOpen) }, "View", icon(UP));
  part.tools = make("div", { class: "tools", id: "tools" },
    make("div", { class: "group" }, part.themeLabel, part.scheme, part.medium),
    make("div", { class: "group" }, part.drafts, part.internal),
    make("nav", { class: "group", "aria-label": "Preview" }, part.back, part.widths, part.diagnostics, part.inbox));
  part.hide = make("button", { class: "hide", type: "button", "data-control": "hide", title: "Hide the bar (Ctrl+`)", click: () => setHidden(true) }, make("span", { class: "unseen" }, "Hide the bar"), icon(CROSS));
  part.bar = make("section", { class: "bar", "aria-label": "Preview" }, part.status, part.errors, part.warnings, part.more, part.tools, part.hide);
  part.tab = make("button", { class: "tab", type: "button", "data-control": "tab", title: "Show the preview's bar (Ctrl+`)", click: () => setHidden(false) });
  part.list = make("section", { class: "list", "aria-labelledby": "list-title", hidden: true });
  part.notice = isMissing ? notice() : null;
  // Not seen before its stylesheet is there.
  const stack = make("div", { class: "stack", lang: "en", dir: "ltr", hidden: true }, part.notice, part.list, part.bar, part.tab);

  const styles = make("link", { rel: "stylesheet", href: `${HOME}cjm-preview.css`, load: () => { stack.hidden = false; fitBar(); } });
  shadow.append(styles, stack);
  root.append(host);
  new ResizeObserver(fitBar).observe(part.bar);
  addEventListener("keydown", onKey);
  setHidden(Boolean(ofBrowser.get("hidden")), false);
  addEventListener("storage", ({ key }) => { if (key === "cjm-preview:hidden") setHidden(Boolean(ofBrowser.get("hidden")), false); });
}

function notice() {
  const nearest = made.nearest || "/";
  return make("section", { class: "notice", role: "status" },
    make("p", {}, make("strong", {}, "There is no page at this address (any more)."), " It shows by itself as soon as there is one."),
    make("p", { class: "ways" }, make("a", { href: nearest }, `Go to ${decoded(nearest)}`), make("a", { href: HOME }, "The preview’s start page")));
}

function decoded(path) {
  try { return decodeURI(path); } catch { return path; }
}

function onKey(event) {
  if (event.defaultPrevented) return;
  if (event.code === "Backquote" && event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    setHidden(!host.hasAttribute("data-hidden"));
  } else if (event.key === "Escape") {
    if (isToolsOpen) setTools(false);
    else if (openList) closeList();
  }
}

function setHidden(is, isAsked = true) {
  const hadFocus = document.activeElement === host;
  host.toggleAttribute("data-hidden", is);
  setStyles(host, { "block-size": is ? "0" : `${BAR_HEIGHT}px` });
  root.style.removeProperty("scroll-padding-bottom");
  const padding = parseFloat(getComputedStyle(root).scrollPaddingBottom) || 0;
  if (!is) root.style.setProperty("scroll-padding-bottom", `${padding + BAR_HEIGHT}px`);
  if (!isAsked) return;
  ofBrowser.set("hidden", is || null);
  setTools(false);
  if (hadFocus) (is ? part.tab : part.hide).focus();
}

// Folds the bar up where the window is too narrow for all of it.
function fitBar() {
  part.bar.removeAttribute("data-compact");
  part.bar.toggleAttribute("data-compact", part.bar.scrollWidth > part.bar.clientWidth);
}

function setTools(is) {
  const hadFocus = isToolsOpen && !is && part.tools.contains(shadow.activeElement);
  isToolsOpen = is;
  part.bar.toggleAttribute("data-open", is);
  part.more.setAttribute("aria-expanded", String(is));
  if (hadFocus) part.more.focus();
}

// Asks the server for the site made with other choices; the page's reload follows as news.
async function choose(change) {
  if (!state) return;
  const choices = { ...state.choices, ...change };
  const form = new URLSearchParams({ theme: choices.theme ?? "" });
  if (choices.drafts) form.set("drafts", "1");
  if (choices.internal) form.set("internal", "1");
  const asked = { version: state.version };
  pending = asked;
  draw();
  await ask(`${HOME}choices`, { method: "POST", body: form }).then(() => later(3000)).catch(() => null);
  if (pending === asked) pending = null;
  look();
}

function draw() {
  if (guide || !part.bar) return;
  if (pending && state && state.version !== pending.version) pending = null;
  const [word, mood] = isDown ? ["Preview is not running", "down"] : pending ? ["Making the site…", "busy"]
    : !state ? ["Preview", "ok"] : state.stale ? [isGoodPage() ? "Last good page" : "The site has errors", "stale"] : ["Up to date", "ok"];
  const { errors = 0, warnings = 0 } = state ?? {};
  const said = errors && mood === "stale" ? `: ${count(errors, "error")}` : "";
  if (drawn.status !== word + said) part.status.replaceChildren(make("i", { class: "dot" }), make("span", {}, word), make("span", { class: "unseen" }, said));
  drawn.status = word + said;
  host.dataset.mood = mood;
  part.status.title = state ? `Version ${state.version}` : "";
  part.tab.replaceChildren(make("i", { class: "dot" }), isDown ? "Not running" : errors ? count(errors, "error") : warnings ? count(warnings, "warning") : "Preview");
  for (const [button, n, noun] of [[part.errors, errors, "error"], [part.warnings, warnings, "warning"]]) {
    button.hidden = !n;
    button.textContent = count(n, noun);
  }
  drawTools();
  if (state) drawList();
  fitBar();
}

function drawTools() {
  if (guide || !part.bar) return;
  const { scheme, medium } = emulation();
  for (const [group, value] of [[part.scheme, scheme], [part.medium, medium]])
    for (const input of all("input", group)) input.checked = input.value === value;
  part.medium.hidden = Boolean(own);
  setStyles(host, { "color-scheme": scheme || "light dark" });
  // From the preview's own pages the way leads back to the page from which they were opened.
  if (!own && !isMissing) ofTab.set("page", location.pathname);
  const shown = (own === "widths" && new URLSearchParams(location.search).get("page")) || ofTab.get("page");
  part.widths.href = shown ? `${HOME}widths/?page=${encodeURIComponent(shown)}` : `${HOME}widths/`;
  if (part.back) Object.assign(part.back, { href: shown ?? "/", title: decoded(shown ?? "/") });
  if (!state) return;
  part.inbox.replaceChildren("Inbox", ...(state.inbox ? [make("b", {}, String(state.inbox))] : []));
  if (pending) return; // The controls stay as they were set until the answer is there.
  const { drafts, internal, theme, themes } = state.choices;
  part.drafts.firstChild.checked = drafts;
  part.internal.firstChild.checked = internal;
  part.themeLabel.hidden = themes.length < 2 && !theme;
  const options = JSON.stringify(themes);
  if (drawn.themes !== options) part.theme.replaceChildren(make("option", { value: "" }, "as in the settings"), ...themes.map((name) => make("option", { value: name }, name)));
  drawn.themes = options;
  part.theme.value = theme ?? "";
}
