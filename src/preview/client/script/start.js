// Start.

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
