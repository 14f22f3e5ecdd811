// Emulation: light, dark and paper, through the CSSOM.

const SCHEMES = ["", "light", "dark"];
const PAPER = { width: 794, height: 1123 }; // A4 at 96 dpi
const ALWAYS = "(min-width: 0px)";
const NEVER = "(max-width: -1px)";
let undo = [];
let paperFrame = null;

function emulation() {
  const { scheme, medium } = ofTab.get("emulation") ?? {};
  return { scheme: SCHEMES.includes(scheme) ? scheme : "", medium: medium === "print" ? "print" : "screen" };
}

// A style's property as it was is put back by `undo`; of one that sets several, its `parts`.
function setStyle(style, name, value, priority = style.getPropertyPriority(name), parts = [name]) {
  const before = parts.map((part) => [part, style.getPropertyValue(part), style.getPropertyPriority(part)]);
  style.setProperty(name, value, priority);
  undo.push(() => {
    for (const [part, was, priorityBefore] of before) {
      if (was) style.setProperty(part, was, priorityBefore); // In its place: the order may matter.
      else style.removeProperty(part);
    }
  });
}

const withScheme = (query, scheme) => query.replace(/\(\s*prefers-color-scheme\s*(?::\s*(light|dark)\s*)?\)/gi, (_, word) => (!word || word.toLowerCase() === scheme ? ALWAYS : NEVER));

// An empty window as wide as a sheet of paper.
function makePaperFrame() {
  const frame = make("iframe", { tabindex: "-1", "aria-hidden": "true", title: "Paper" });
  setStyles(frame, { position: "fixed", visibility: "hidden", "pointer-events": "none", border: "0", width: `${PAPER.width}px`, height: `${PAPER.height}px` });
  shadow.append(frame);
  return frame;
}

// What a query says of a sheet of paper: a frame of its width is asked, since widths count too.
function matchesPaper(query) {
  return query.split(",").some((one) => {
    const [, not, type, rest] = /^\s*(?:(not)\s+|only\s+)?(?:(print|screen|all)\b\s*(?:and\b\s*)?)?(.*)$/is.exec(withScheme(one, "light"));
    if (type?.toLowerCase() === "screen") return Boolean(not);
    const matches = !rest.trim() || paperFrame.contentWindow.matchMedia(rest).matches;
    return matches !== Boolean(not);
  });
}

function emulateMedia(text, { scheme, medium }) {
  if (!text) return text;
  if (medium === "print") return matchesPaper(text) ? "all" : "not all";
  return scheme ? withScheme(text, scheme) : text;
}

function emulateList(list, look) {
  const before = list?.mediaText;
  const after = before && emulateMedia(before, look);
  if (!before || after === before) return;
  list.mediaText = after;
  undo.push(() => { list.mediaText = before; });
}

// `vw` is a part of the window's width; on paper it is a part of the sheet's.
function emulateLengths(style, inner) {
  for (const name of style) {
    const value = style.getPropertyValue(name);
    if (/\d[sld]?v[wi]\b/.test(value)) setStyle(style, name, value.replace(/(\d*\.?\d+)[sld]?v[wi]\b/g, (_, n) => `${(n * inner) / 100}px`));
  }
}

function emulateRules(sheet, look, visit) {
  let rules;
  try { rules = sheet.cssRules; } catch { return; } // Of another host, and not to be read.
  for (const rule of rules ?? []) {
    emulateList(rule.media, look);
    visit(rule);
    if (rule.styleSheet) emulateRules(rule.styleSheet, look, visit);
    if (rule.cssRules?.length) emulateRules(rule, look, visit);
  }
}

function stopEmulating() {
  for (const step of undo.reverse()) step();
  undo = [];
}

function emulate() {
  stopEmulating();
  const look = emulation();
  if (own || guide) look.medium = "screen"; // Neither the preview's own pages nor frames are for paper.
  const isPaper = look.medium === "print";
  const scheme = isPaper ? "light" : look.scheme;
  if (!scheme) return;
  if (isPaper && !paperFrame) paperFrame = makePaperFrame();
  const lengths = [];
  let margin = "10mm";
  for (const sheet of [...document.styleSheets, ...(document.adoptedStyleSheets ?? [])]) {
    emulateList(sheet.media, look);
    emulateRules(sheet, look, (rule) => {
      if (!isPaper) return;
      if (rule.type === CSSRule.PAGE_RULE && !rule.selectorText) margin = rule.style.getPropertyValue("margin") || margin;
      else if (rule.style && rule.selectorText) lengths.push(rule.style);
    });
  }
  for (const element of all("source[media], meta[name=theme-color][media]")) {
    const before = element.media;
    element.media = emulateMedia(before, look);
    undo.push(() => { element.media = before; });
  }
  setStyle(root.style, "color-scheme", scheme, "important");
  if (isPaper) emulatePaper(margin, lengths);
}

function emulatePaper(margin, lengths) {
  const { style } = document.body;
  const sheet = {
    "box-sizing": "border-box", width: `${PAPER.width}px`, "min-width": "0", "max-width": "none", "min-height": `${PAPER.height}px`,
    "box-shadow": "0 0 0 1px rgb(0 0 0 / 15%), 0 8px 32px rgb(0 0 0 / 20%)",
  };
  for (const [name, value] of Object.entries(sheet)) setStyle(style, name, value, "important");
  const sides = (name) => ["top", "right", "bottom", "left"].map((side) => `${name}-${side}`);
  setStyle(style, "padding", margin, "important", sides("padding"));
  setStyle(style, "margin", "24px auto", "important", sides("margin"));
  if (/^(transparent|rgba\(.*, 0\))$/.test(getComputedStyle(document.body).backgroundColor)) setStyle(style, "background-color", "#fff", "important");
  for (const [name, value] of [["background-color", "#8d8b86"], ["background-image", "none"]]) setStyle(root.style, name, value, "important");
  const { width, paddingLeft, paddingRight } = getComputedStyle(document.body);
  const inner = parseFloat(width) - parseFloat(paddingLeft) - parseFloat(paddingRight);
  for (const rule of lengths) emulateLengths(rule, inner);
}

function setEmulation(change) {
  ofTab.set("emulation", { ...emulation(), ...change });
  emulate();
  drawTools();
  tellFrames({ "cjm-preview": "emulate" });
}
