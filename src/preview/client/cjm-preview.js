// The live preview in the browser: the one script that the server puts into every page it serves.
//
// In: the `data-` attributes of its own element, which say what this page was made from; the
// server's event stream and its state. Out: a page that is reloaded when what it shows has changed,
// and a bar, a list of findings and a notice in a shadow root beside the page.
//
// It never throws, needs no style or script written into the page, and asks no other host.
(() => {
  "use strict";

  const HOME = "/__cjm/";
  const script = document.currentScript ?? document.getElementById("cjm-preview-script");
  if (!script || document.querySelector("cjm-preview")) return;

  const root = document.documentElement;
  const made = { ...script.dataset };
  const isMissing = "missing" in made;

  // Which of the preview's own pages this is: "start", "diagnostics", "widths", "inbox"; or none.
  const own = location.pathname.startsWith(HOME) ? location.pathname.slice(HOME.length).split("/")[0] || "start" : null;

  // A page in a frame of a page that has this script too is told by it when to look.
  const guide = (() => {
    try {
      if (parent === window) return null;
      const isGuided = parent.location.pathname.startsWith(`${HOME}widths/`) || parent.document.getElementById("cjm-preview-script");
      return isGuided ? parent : null;
    } catch {
      return null; // Another host's frame around this page: then this page looks after itself.
    }
  })();

  // Frames share their tab's storage: each has a drawer of its own for what is only its business.
  const drawer = guide ? `frame-${window.frameElement?.dataset.width ?? [...parent.document.querySelectorAll("iframe")].indexOf(window.frameElement)}` : "tab";

  const storage = (name) => ({
    get(key) {
      try { return JSON.parse(window[name].getItem(`cjm-preview:${key}`)); } catch { return null; }
    },
    set(key, value) {
      try {
        if (value === null) window[name].removeItem(`cjm-preview:${key}`);
        else window[name].setItem(`cjm-preview:${key}`, JSON.stringify(value));
      } catch { /* Storage may be full or forbidden: then nothing is remembered. */ }
    },
  });
  const ofTab = storage("sessionStorage");
  const ofBrowser = storage("localStorage");

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const later = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

  // ---------------------------------------------------------------- Place: kept across a reload

  // Where an element is to be found again in the next version of the page.
  function identity(element) {
    if (element.id) return [`#${CSS.escape(element.id)}`, 0];
    const name = element.getAttribute("name");
    const selector = element.localName + (name ? `[name="${CSS.escape(name)}"]` : [...element.classList].map((word) => `.${CSS.escape(word)}`).join(""));
    return [selector, all(selector).indexOf(element)];
  }

  function identified([selector, index]) {
    try { return all(selector)[index] ?? null; } catch { return null; }
  }

  const summaryOf = (details) => details.querySelector("summary")?.textContent.trim() ?? "";
  const drawnOpen = new Map(all("details").map((details) => [details, details.open]));

  // The element with an id nearest above the window's top that moves with the page.
  function anchor() {
    const above = all("body [id]").map((element) => ({ element, rect: element.getBoundingClientRect() }))
      .filter(({ rect }) => rect.top <= 1 && (rect.width || rect.height))
      .sort((a, b) => b.rect.top - a.rect.top);
    const isStill = (element) => {
      for (let at = element; at && at !== document.body; at = at.parentElement)
        if (/sticky|fixed/.test(getComputedStyle(at).position)) return true;
      return false;
    };
    const found = above.find(({ element }) => !isStill(element));
    return found ? { id: found.element.id, top: found.rect.top } : null;
  }

  const isKept = (field) => field.type !== "password" && field.type !== "file" && field.type !== "hidden";
  function valueOf(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked ? field.checked : null;
    if (field.localName === "select") {
      const options = [...field.options];
      return options.some((option) => option.selected !== option.defaultSelected) ? options.map((option) => option.selected) : null;
    }
    return field.value !== field.defaultValue ? field.value : null;
  }
  function setValue(field, value) {
    if (Array.isArray(value)) [...(field.options ?? [])].forEach((option, i) => { option.selected = value[i] ?? option.selected; });
    else if (typeof value === "boolean") field.checked = value;
    else field.value = value;
  }

  function savePlace() {
    const focused = document.hasFocus() && document.activeElement !== document.body ? document.activeElement : null;
    const counts = new Map();
    const details = all("details").map((element, order) => {
      const summary = summaryOf(element);
      const nth = counts.get(summary) ?? 0;
      counts.set(summary, nth + 1);
      return { element, id: element.id, summary, nth, order, open: element.open };
    });
    ofTab.set(`place-${drawer}`, {
      path: location.pathname,
      time: Date.now(),
      x: scrollX,
      y: scrollY,
      anchor: scrollY > 0 ? anchor() : null,
      boxes: all("body *").filter((box) => box.scrollTop || box.scrollLeft).map((box) => [identity(box), box.scrollLeft, box.scrollTop]),
      count: details.length,
      details: details.filter(({ element, open }) => drawnOpen.get(element) !== open).map(({ element, ...rest }) => rest),
      fields: all("input, textarea, select").filter(isKept).map((field) => [identity(field), valueOf(field)]).filter(([, value]) => value !== null),
      focus: focused && focused !== host ? [identity(focused), focused.selectionStart ?? null, focused.selectionEnd ?? null] : null,
      bar: focused === host ? shadow.activeElement?.dataset.control ?? null : null,
    });
    history.scrollRestoration = "manual";
  }

  function restorePlace() {
    const place = ofTab.get(`place-${drawer}`);
    ofTab.set(`place-${drawer}`, null);
    if (place?.path !== location.pathname || Date.now() - place.time > 30_000) return null;
    const now = all("details");
    for (const { id, summary, nth, order, open } of place.details) {
      const details = (id && document.getElementById(id)) || now.filter((other) => summaryOf(other) === summary)[nth] || (now.length === place.count && now[order]);
      if (details) details.open = open;
    }
    for (const [where, value] of place.fields) {
      const field = identified(where);
      if (field) setValue(field, value);
    }
    const scroll = () => {
      const element = place.anchor && document.getElementById(place.anchor.id);
      const top = element ? scrollY + element.getBoundingClientRect().top - place.anchor.top : place.y;
      scrollTo({ left: place.x, top, behavior: "instant" });
      for (const [where, left, boxTop] of place.boxes) identified(where)?.scrollTo({ left, top: boxTop, behavior: "instant" });
    };
    if (place.focus) {
      const [where, start, end] = place.focus;
      const element = identified(where);
      element?.focus?.({ preventScroll: true });
      try { if (start !== null) element?.setSelectionRange?.(start, end); } catch { /* Not every field has a selection. */ }
    }
    scroll();
    // Once more when fonts and images have found their sizes, unless the reader has moved on.
    let hasMoved = false;
    const move = () => { hasMoved = true; };
    const moves = ["wheel", "touchmove", "pointerdown", "keydown"];
    for (const type of moves) addEventListener(type, move, { capture: true, passive: true });
    const settled = document.readyState === "complete" ? later(0) : new Promise((done) => { addEventListener("load", done, { once: true }); });
    Promise.all([settled, document.fonts?.ready]).then(() => later(50)).then(() => {
      if (!hasMoved) scroll();
      for (const type of moves) removeEventListener(type, move, { capture: true });
      history.scrollRestoration = "auto";
    });
    return place;
  }

  // ------------------------------------------- Emulation: light, dark and paper, through the CSSOM

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

  // ------------------------------------------------------ News: what has changed, and what follows

  let state = null; // What the server said last.
  let isDown = false;
  let isLeaving = false;
  let isLooking = false;
  let mustLookAgain = false;
  let lastLook = 0;

  // Looks never run side by side; news that comes during one is followed by one more.
  async function look() {
    if (isLooking) { mustLookAgain = true; return; }
    isLooking = true;
    do {
      mustLookAgain = false;
      try { await lookOnce(); } catch { /* The next news is another chance. */ }
    } while (mustLookAgain && !isLeaving);
    isLooking = false;
  }

  async function lookOnce() {
    lastLook = Date.now();
    const news = await ask(`${HOME}state?page=${encodeURIComponent(location.pathname)}`).then((answer) => answer.json()).catch(() => null);
    if (isLeaving) return;
    if (!news) { setDown(true); return; }
    setDown(false);
    const before = state;
    state = news;
    if (isOutdated(news, before) && reload(news)) return;
    if (news.page && !own) await swapStyles(news.page.styles);
    if (before?.inbox !== news.inbox) tellTabs(news.inbox);
    tellFrames({ "cjm-preview": "look" });
    draw();
  }

  async function ask(address, options = {}) {
    const answer = await fetch(address, { cache: "no-store", ...options });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer;
  }

  function isOutdated(news, before) {
    if (news.server !== made.server) return true;
    if (own === "widths") return false;
    if (own) return String(news.version) !== made.version || (before !== null && before.inbox !== news.inbox);
    if (isMissing || !news.page) return isMissing !== !news.page;
    return news.page.tag !== made.tag;
  }

  // Reloads, once for each state of the server: a page that is still not as it should be stays.
  function reload(news) {
    const reason = [location.pathname, news.server, news.version, news.page?.tag, own && news.inbox].join(" ");
    if (ofTab.get(`reloaded-${drawer}`) === reason) return false;
    ofTab.set(`reloaded-${drawer}`, reason);
    isLeaving = true;
    savePlace();
    location.reload();
    return true;
  }

  // Puts new stylesheets beside those they replace, and drops these once the new ones are there.
  async function swapStyles(styles) {
    const absolute = (address) => new URL(address, location.href);
    const isOurs = ({ origin, pathname }) => origin === location.origin && !pathname.startsWith(HOME);
    const links = all("link[rel~=stylesheet][href]").filter((link) => isOurs(absolute(link.href)));
    const wanted = styles.map(absolute).filter(isOurs).map(({ href }) => href);
    const old = links.filter((link) => !wanted.includes(link.href));
    const missing = wanted.filter((href) => !links.some((link) => link.href === href));
    if (!old.length && !missing.length) return;
    const loaded = await Promise.all(missing.map((href, i) => swapStyle(old[i] ?? null, links.at(-1), href)));
    old.slice(missing.length).forEach((link) => link.remove());
    // Overtaken by the next version: what that one names is loaded after another look.
    if (loaded.includes(false)) later(500).then(look);
  }

  function swapStyle(old, last, href) {
    return new Promise((done) => {
      const link = old ? old.cloneNode() : make("link", { rel: "stylesheet" });
      const media = old?.getAttribute("media") ?? null;
      link.media = "not all"; // Not seen before light, dark or paper are emulated in it.
      link.addEventListener("load", () => {
        if (media === null) link.removeAttribute("media");
        else link.media = media;
        old?.remove();
        emulate();
        done(true);
      }, { once: true });
      link.addEventListener("error", () => { link.remove(); done(false); }, { once: true });
      link.href = href;
      if (old ?? last) (old ?? last).after(link);
      else document.head.append(link);
    });
  }

  // ------------------------------------------ Stream: only in a tab that is seen; else by asking

  let stream = null;
  let failures = 0;
  let isUnsure = false; // The stream was broken: the same number may be another server's.
  let pollTimer = 0;
  let pollPause = 1000;
  let polls = 0;

  function listen() {
    if (stream || guide || document.hidden || isLeaving) return;
    const opened = new EventSource(`${HOME}events`);
    stream = opened;
    opened.addEventListener("version", ({ data }) => {
      failures = 0;
      stopPolling();
      if (isUnsure || data !== String(state?.version)) look();
      isUnsure = false;
    });
    opened.addEventListener("error", () => {
      if (stream !== opened) return;
      isUnsure = true;
      failures += 1;
      look();
      // The browser tries again by itself, unless it has given up or does so in vain.
      if (opened.readyState === EventSource.CLOSED || failures > 2) { closeStream(); poll(); }
    });
  }

  function closeStream() {
    stream?.close();
    stream = null;
  }

  function poll() {
    if (pollTimer || document.hidden || isLeaving) return;
    pollTimer = setTimeout(async () => {
      const version = await ask(`${HOME}version`).then((answer) => answer.text()).catch(() => null);
      if (!pollTimer) return; // Stopped meanwhile.
      pollTimer = 0;
      polls += 1;
      if (version === null) {
        setDown(true);
        pollPause = Math.min(pollPause * 1.5, 5000);
      } else {
        if (isDown || version !== String(state?.version)) look();
        if (pollPause > 1000 || polls % 15 === 0) listen();
        pollPause = 1000;
      }
      poll();
    }, pollPause);
  }

  function stopPolling() {
    clearTimeout(pollTimer);
    pollTimer = 0;
    pollPause = 1000;
  }

  function sleep() {
    closeStream();
    stopPolling();
    isUnsure = true;
  }

  function wake() {
    if (document.hidden || guide) return;
    look();
    listen();
  }

  function setDown(is) {
    if (isDown === is) return;
    isDown = is;
    draw();
  }

  // Other tabs learn by themselves of a new version, but not of a form that was sent.
  const tabs = "BroadcastChannel" in window && !guide ? new BroadcastChannel("cjm-preview") : null;
  const tellTabs = (inbox) => tabs?.postMessage({ inbox });
  tabs?.addEventListener("message", ({ data }) => {
    if (!document.hidden && state && data?.inbox !== state.inbox) look();
  });

  // --------------------------------------------------------------- Frames: a page in three widths

  const innerFrames = () => all("iframe").filter((frame) => frame.contentDocument).map((frame) => frame.contentWindow);
  const tell = (target, message) => target.postMessage(message, location.origin);
  const tellFrames = (message) => innerFrames().forEach((frame) => tell(frame, message));

  // The place that all frames are to show: the last part above the top, and how much of it.
  function progress() {
    const parts = all("body [id]").filter((part) => part.getClientRects().length && !/sticky|fixed/.test(getComputedStyle(part).position));
    const tops = parts.map((part) => ({ id: part.id, top: part.getBoundingClientRect().top + scrollY })).sort((a, b) => a.top - b.top);
    const at = tops.findLastIndex(({ top }) => top <= scrollY + 1);
    const from = tops[at] ?? { id: null, top: 0 };
    const next = tops.slice(at + 1).find(({ top }) => top > from.top + 1);
    const end = next?.top ?? root.scrollHeight;
    return { id: from.id, next: next?.id ?? null, part: (scrollY - from.top) / Math.max(end - from.top, 1), whole: scrollY / Math.max(root.scrollHeight - innerHeight, 1) };
  }

  function follow({ id, next, part, whole }) {
    const topOf = (name) => {
      const element = name && document.getElementById(name);
      return element?.getClientRects().length ? element.getBoundingClientRect().top + scrollY : null;
    };
    const from = id ? topOf(id) : 0;
    const end = next ? topOf(next) : root.scrollHeight;
    const top = from === null || end === null || end < from ? whole * (root.scrollHeight - innerHeight) : from + part * (end - from);
    scrollTo({ top, behavior: "instant" });
  }

  function beGuided() {
    let isLeading = false;
    let isDue = false;
    for (const type of ["wheel", "touchstart", "pointerdown", "keydown"])
      addEventListener(type, () => { isLeading = true; tell(guide, { "cjm-preview": "lead" }); }, { capture: true, passive: true });
    addEventListener("scroll", () => {
      if (!isLeading || isDue) return;
      isDue = true;
      requestAnimationFrame(() => { isDue = false; tell(guide, { "cjm-preview": "scroll", ...progress() }); });
    }, { passive: true });
    addEventListener("message", ({ origin, source, data }) => {
      if (origin !== location.origin || source !== guide) return;
      const word = data?.["cjm-preview"];
      if (word === "look") look();
      else if (word === "emulate") emulate();
      else if (word === "follow") isLeading = false;
      else if (word === "scroll") follow(data);
    });
    tell(guide, { "cjm-preview": "at", path: location.pathname });
  }

  function guideFrames() {
    const frames = all("iframe[data-width]");
    const box = frames[0]?.parentElement.parentElement;
    if (!box) return;
    let shown = new URLSearchParams(location.search).get("page");
    const others = (source) => frames.map((frame) => frame.contentWindow).filter((frame) => frame !== source);
    addEventListener("message", ({ origin, source, data }) => {
      if (origin !== location.origin || !frames.some((frame) => frame.contentWindow === source)) return;
      const word = data?.["cjm-preview"];
      if (word === "lead") others(source).forEach((frame) => tell(frame, { "cjm-preview": "follow" }));
      else if (word === "scroll") others(source).forEach((frame) => tell(frame, data));
      else if (word === "at" && data.path !== shown) {
        // A link was followed in one frame: the others go there too, and the address says where.
        shown = data.path;
        others(source).filter((frame) => frame.location.pathname !== shown).forEach((frame) => frame.location.replace(shown));
        history.replaceState(history.state, "", `?page=${encodeURIComponent(shown)}`);
        drawTools();
      }
    });
    const fit = () => fitFrames(box, frames);
    new ResizeObserver(fit).observe(box);
    addEventListener("resize", fit);
    fit();
  }

  // Each frame has the width that it stands for, and is drawn smaller by what the window lacks.
  function fitFrames(box, frames) {
    const widths = frames.map((frame) => Number(frame.dataset.width));
    const room = box.clientWidth;
    const gap = parseFloat(getComputedStyle(box).columnGap) || 0;
    const isRow = getComputedStyle(box).flexDirection !== "column";
    const shared = (room - gap * (frames.length - 1)) / widths.reduce((sum, width) => sum + width, 0);
    // What is left of the window beneath the frames' headings, and above the bar.
    const tall = Math.max(innerHeight - box.getBoundingClientRect().top - scrollY - 88, 320);
    frames.forEach((frame, i) => {
      const scale = Math.min(isRow ? shared : room / widths[i], 1);
      const height = isRow ? tall / scale : Math.min(widths[i] * 1.6, 900);
      const style = {
        width: `${widths[i]}px`, height: `${height}px`, transform: `scale(${scale})`, "transform-origin": "0 0",
        "margin-inline-end": `${(scale - 1) * widths[i]}px`, "margin-block-end": `${(scale - 1) * height}px`,
      };
      setStyles(frame, style);
    });
  }

  // -------------------------------------------------------- What is seen: bar, findings and notice

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

  // ------------------------------------------------------------------------ The list of findings

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

  // ---------------------------------------------------------------------------------------- Start

  if (!guide) build();
  emulate();
  // What goes to a real printer is the page as it is.
  addEventListener("beforeprint", stopEmulating);
  addEventListener("afterprint", emulate);
  const place = restorePlace();
  if (guide) {
    beGuided();
    return;
  }
  draw();
  if (place?.bar) shadow.querySelector(`[data-control="${CSS.escape(place.bar)}"]`)?.focus({ preventScroll: true });
  if (own === "widths") guideFrames();
  document.addEventListener("visibilitychange", () => { if (document.hidden) sleep(); else wake(); });
  addEventListener("pagehide", sleep);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) { isLeaving = false; wake(); } });
  addEventListener("online", () => { sleep(); wake(); });
  addEventListener("focus", () => { if (Date.now() - lastLook > 1000) wake(); });
  wake();
})();
