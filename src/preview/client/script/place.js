// Place: kept across a reload.

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
