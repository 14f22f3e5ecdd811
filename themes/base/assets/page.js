// Enhancements only: every page is complete and works without this file.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // From a folder on the disk a browser shows no index by itself.
  if (location.protocol === "file:")
    for (const link of all("a[href]")) {
      const url = new URL(link.href, location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) link.href = url.pathname + "index.html" + url.search + url.hash;
    }

  // The rail: marks the station at which the reader is, and those already passed.
  const stations = all(".rail-stations a");
  const parts = stations.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (stations.length && "IntersectionObserver" in window) {
    const seen = new Set();
    const mark = () => {
      const now = parts.findLastIndex((part) => seen.has(part));
      if (now < 0) return;
      stations.forEach((link, i) => {
        link.parentElement.classList.toggle("passed", i < now);
        if (i === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      mark();
    }, { rootMargin: "-25% 0px -65% 0px" });
    parts.forEach((part) => part && watch.observe(part));
  }

  // The curve draws itself once, when it comes into view and motion is welcome.
  const curve = document.querySelector(".glance-wide svg");
  if (curve && "IntersectionObserver" in window && matchMedia("(prefers-reduced-motion: no-preference)").matches
      && curve.getBoundingClientRect().top > innerHeight) {
    curve.classList.add("waits");
    // Its place is watched and not the curve: clipped to nothing, that would never come into view.
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      curve.classList.replace("waits", "draws");
      watch.disconnect();
    }, { threshold: 0.3 });
    watch.observe(curve.parentElement);
    addEventListener("beforeprint", () => curve.classList.remove("waits", "draws"));
  }

  // Many maps on the home page: buttons that narrow the list down to an industry or a tag.
  const index = document.querySelector("[data-filter]");
  if (index) {
    const rows = all(":scope > li", index);
    const words = (row) => [row.dataset.industry, ...row.dataset.tags.split("|")].filter(Boolean);
    const counts = new Map();
    rows.flatMap(words).forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
    const choices = [...counts].filter(([, n]) => n > 1 && n < rows.length).map(([word]) => word).sort((a, b) => a.localeCompare(b));
    const bar = document.createElement("div");
    bar.className = "filter";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", index.dataset.filterLabel);
    const button = (label, word) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.setAttribute("aria-pressed", String(word === null));
      made.addEventListener("click", () => {
        all("button", bar).forEach((other) => other.setAttribute("aria-pressed", String(other === made)));
        rows.forEach((row) => { row.hidden = word !== null && !words(row).includes(word); });
      });
      return made;
    };
    bar.append(button(index.dataset.filter, null), ...choices.map((word) => button(word, word)));
    if (choices.length) index.before(bar);
  }

  // The form: one application, however often the button is pressed.
  all("form.form").forEach((form) => form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") event.preventDefault();
    else form.ariaBusy = "true";
  }));
  addEventListener("pageshow", () => all("form.form").forEach((form) => { form.ariaBusy = "false"; }));
})();
