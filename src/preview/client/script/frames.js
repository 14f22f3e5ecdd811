// Frames: a page in three widths.

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
