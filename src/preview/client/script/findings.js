// The list of findings.

const ofSeverity = (severity) => (state?.findings ?? []).filter((finding) => finding.severity === severity);
// Whether this is a page of the site: not one of the preview's own, nor one that stands in for
// a site that has had errors from the start. Over these errors show by themselves.
const isGoodPage = () => (!own || own === "widths") && !String(made.tag).startsWith("broken");

function drawList() {
  const errors = JSON.stringify(ofSeverity("error"));
  const areNew = drawn.errors !== errors;
  drawn.errors = errors;
  if (errors === "[]") ofTab.set("closed", null);
  else if (areNew && isGoodPage()) {
    const wereClosed = ofTab.get("closed") === errors;
    if (!wereClosed) openList = "error";
    else if (openList === "error") openList = null; // Others came up in between.
  }
  if (openList && !ofSeverity(openList).length) openList = null;
  const wanted = openList && JSON.stringify([openList, state.stale, ofSeverity(openList)]);
  part.list.hidden = !openList;
  part.list.dataset.severity = openList ?? "";
  for (const button of [part.errors, part.warnings]) button.setAttribute("aria-expanded", String(openList === button.dataset.severity));
  if (wanted && drawn.list !== wanted) part.list.replaceChildren(...listOf(openList));
  drawn.list = wanted;
}

function toggleList(severity) {
  if (openList === severity) { closeList(); return; }
  openList = severity;
  setTools(false);
  drawList();
  shadow.getElementById("list-title").focus();
}

// Closed errors stay so until there are others.
function closeList() {
  const hadFocus = part.list.contains(shadow.activeElement);
  const button = openList === "error" ? part.errors : part.warnings;
  if (openList === "error") ofTab.set("closed", JSON.stringify(ofSeverity("error")));
  openList = null;
  drawList();
  if (hadFocus) (host.hasAttribute("data-hidden") ? part.tab : button).focus();
}

function listOf(severity) {
  const findings = ofSeverity(severity);
  const left = findings.length - MOST_FINDINGS;
  return [
    make("header", {},
      make("h2", { id: "list-title", tabindex: "-1" }, count(findings.length, severity)),
      state.stale && severity === "error" && isGoodPage() ? make("p", {}, "The page behind is the last good one. It goes on by itself when this is mended.") : null,
      make("button", { class: "close", type: "button", click: () => closeList(), title: "Close (Esc)" }, make("span", { class: "unseen" }, "Close"), icon(CROSS))),
    make("ol", {}, findings.slice(0, MOST_FINDINGS).map(findingOf)),
    left > 0 ? make("p", { class: "rest" }, make("a", { href: `${HOME}diagnostics/` }, `${left} more: all findings`)) : null,
  ].filter(Boolean);
}

function findingOf({ message, rule, label, help, places }) {
  const [main, ...related] = places;
  return make("li", {},
    make("h3", {}, spelt(message)),
    make("p", { class: "where" }, main ? placeOf(main) : null, make("code", { class: "rule" }, rule)),
    main ? excerptOf(main, label) : label ? make("p", { class: "label" }, spelt(label)) : null,
    help ? make("p", { class: "help" }, spelt(help)) : null,
    related.length ? make("ul", { class: "related" }, related.map((place) => make("li", {}, make("p", { class: "where" }, placeOf(place)), excerptOf(place, place.what)))) : null);
}

// Words between backticks are code.
const spelt = (text) => text.split(/`([^`]+)`/).map((words, i) => (i % 2 ? make("code", {}, words) : words));

function placeOf({ path, line, column, edit }) {
  const text = line ? `${path}:${line}:${column}` : path;
  return edit ? make("a", { href: edit, title: "Open in the editor" }, text) : make("span", {}, text);
}

// The line as it stands, with what is meant marked in it. A long line is cut around the mark.
function excerptOf({ line, column, excerpt, width }, label) {
  const text = label ? make("p", { class: "label" }, spelt(label)) : null;
  if (!line || !excerpt) return text;
  const letters = [...excerpt];
  const from = Math.min(Math.max(column - 1, 0), letters.length);
  const to = Math.min(from + Math.max(width, 0), letters.length);
  const start = from > 80 ? from - 60 : 0;
  const end = letters.length - to > 140 ? to + 120 : letters.length;
  const mark = make("mark", to > from ? {} : { class: "point" }, letters.slice(from, to).join(""));
  return make("div", { class: "excerpt" },
    make("span", { class: "number", "aria-hidden": "true" }, String(line)),
    make("code", {}, start ? "…" : "", letters.slice(start, from).join(""), mark, letters.slice(to, end).join(""), end < letters.length ? "…" : ""),
    text);
}
