// What is measured inside a page; `measure` of published.js puts it there. Each function gives a list
// of faults in words, or what its name says.
globalThis.measures ??= (() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const brief = (text) => text.trim().replace(/\s+/g, " ").slice(0, 50);
  const called = (element) => `${element.localName}${element.classList.length ? `.${[...element.classList].join(".")}` : ""} "${brief(element.textContent)}"`;
  const ancestors = function* (element) { for (let at = element; at; at = at.parentElement) yield at; };
  const visible = (element, opacityProperty = false) => element.checkVisibility({ visibilityProperty: true, opacityProperty });

  /** Text that is rendered, node by node. */
  function texts(root = document.body, opacity = false) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { data, parentElement: parent } = walker.currentNode;
      if (data.trim() && !parent.closest("script, style, title, desc") && visible(parent, opacity)) found.push(walker.currentNode);
    }
    return found;
  }
  const boxes = (node) => { const range = document.createRange(); range.selectNodeContents(node); return [...range.getClientRects()].filter((box) => box.width > 1); };

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  /** Red, green, blue from 0 to 255 and alpha from 0 to 1 of any colour. */
  function colour(css) {
    if (!known.has(css)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(css, [r, g, b, a / 255]);
    }
    return known.get(css);
  }
  const over = ([r, g, b, a], ground) => [r, g, b].map((value, i) => value * a + ground[i] * (1 - a));
  const luminance = (rgb) => { const [r, g, b] = rgb.map((value) => { const c = value / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  function ratio(one, other) { const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b); return (light + 0.05) / (dark + 0.05); }

  /** The flat colour behind an element, or null where a picture is behind it. */
  function ground(element) {
    const layers = [];
    for (const at of ancestors(element)) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const layer = colour(style.backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), over(colour("canvas"), [255, 255, 255]));
  }

  return {
    /** The words that can be read; those of buttons and of the tools that script adds are left out. */
    words({ within = "body", without = "button, .tools", opacity = false }) {
      return all(within).flatMap((root) => texts(root, opacity)).filter((node) => !node.parentElement.closest(without)).flatMap((node) => node.data.split(/\s+/)).filter((word) => /[\p{L}\p{N}]/u.test(word));
    },

    /** What is wider than the window, or cut off by it or by a box; of what does not match `but`. */
    cut(but) {
      const faults = [];
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} px wide`);
      for (const node of texts()) {
        // What stands above the page comes into view when it gets the focus.
        if (but && node.parentElement.closest(but)) continue;
        if (boxes(node).every((box) => box.bottom + scrollY <= 0)) continue;
        const clips = [];
        for (const at of ancestors(node.parentElement)) {
          const { overflowX, overflowY, position } = getComputedStyle(at);
          if (/auto|scroll/.test(overflowX) && at !== document.documentElement && at !== document.body) { clips.length = 0; clips.push(null); break; }
          if (/hidden|clip/.test(overflowX) || /hidden|clip/.test(overflowY)) clips.push(at.getBoundingClientRect());
          if (position === "fixed") break;
        }
        if (clips.includes(null) || clips.some((clip) => clip.width <= 1 || clip.height <= 1)) continue;
        for (const box of boxes(node)) {
          const lost = box.right > innerWidth + 1 || box.left < -1 || clips.some((clip) => box.right > clip.right + 1 || box.left < clip.left - 1 || box.top + box.height / 2 > clip.bottom || box.bottom - box.height / 2 < clip.top);
          if (lost) { faults.push(`cut: ${called(node.parentElement)} at ${Math.round(box.left)}–${Math.round(box.right)}`); break; }
        }
      }
      return faults.slice(0, 8);
    },

    /** Spaces text as WCAG 1.4.12 has it, or no longer. */
    space(on) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = on ? [sheet] : [];
    },

    /** Text with too little contrast against the flat colour behind it. */
    contrast() {
      const faults = new Set();
      for (const { parentElement: element } of texts()) {
        const style = getComputedStyle(element);
        const behind = ground(element);
        if (!behind || element.closest("svg, [aria-hidden=true], :disabled")) continue;
        const size = parseFloat(style.fontSize);
        const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
        const has = ratio(over(colour(style.color), behind), behind);
        if (has < wanted - 0.01) faults.add(`${has.toFixed(2)}: ${called(element)}`);
      }
      return [...faults].slice(0, 8);
    },

    /** Drawings of which nothing stands out from what is behind them. */
    drawings() {
      const drawings = all("svg").filter((svg) => visible(svg) && svg.getBoundingClientRect().width > 80);
      // Where a drawing lies on a picture of lines, what counts is the page beneath.
      const under = (svg) => ground(svg) ?? colour(getComputedStyle(document.body).backgroundColor);
      const stands = (svg) => all("path, line, circle, rect, polyline, polygon, ellipse", svg).some((shape) => {
        const { stroke, fill } = getComputedStyle(shape);
        return [stroke, fill].some((paint) => paint !== "none" && !paint.startsWith("url") && ratio(over(colour(paint), under(svg)), under(svg)) >= 3);
      });
      return drawings.filter((svg) => !stands(svg)).map((svg) => `cannot be seen: ${svg.getAttribute("class")} in ${svg.parentElement.className}`);
    },

    /** What moves, or would. */
    moving() {
      const faults = document.getAnimations().map((animation) => `runs: ${animation.animationName ?? animation.transitionProperty}`);
      for (const element of all("*")) {
        for (const pseudo of [null, "::before", "::after"]) {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, pseudo);
          if (/[1-9]/.test(transitionDuration)) faults.push(`transition: ${called(element)}`);
          if (animationName !== "none") faults.push(`animation ${animationName}: ${called(element)}`);
          if (scrollBehavior === "smooth") faults.push(`scrolls smoothly: ${called(element)}`);
        }
      }
      return faults.slice(0, 8);
    },

    /** What a reader of structure stumbles over. */
    structure(language) {
      const faults = [];
      const must = (holds, fault) => { if (!holds) faults.push(fault); };
      const count = (selector) => all(selector).filter((element) => visible(element)).length;
      must(document.documentElement.lang === language, `lang is ${document.documentElement.lang}`);
      for (const one of ["h1", "main", "body > header", "body > footer"]) must(count(one) === 1, `${count(one)} of ${one}`);
      let level = 0;
      for (const heading of all("h1, h2, h3, h4, h5, h6").filter((element) => visible(element))) {
        const own = Number(heading.localName[1]);
        must(own <= level + 1, `h${own} after h${level}: ${called(heading)}`);
        level = own;
      }
      for (const nav of all("nav, [role=region], section[aria-labelledby]")) must(nav.ariaLabel || document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent.trim(), `no name: ${called(nav)}`);
      for (const table of all("table")) {
        must(table.querySelector("th"), `no headers: ${called(table)}`);
        // Authors' tables come from Markdown, which has no captions.
        if (!table.classList.length) continue;
        must(table.caption?.textContent.trim(), `no caption: ${called(table)}`);
        must(all("th", table).every((header) => header.scope), `headers without scope: ${called(table)}`);
      }
      for (const image of all("img")) {
        must(image.hasAttribute("alt"), `no alt: ${image.src}`);
        must(image.src.endsWith(".svg") || (image.getAttribute("width") && image.getAttribute("height")), `no width and height: ${image.src}`);
      }
      const ids = all("[id]").map((element) => element.id);
      must(new Set(ids).size === ids.length, `ids stand twice: ${ids.filter((id, i) => ids.indexOf(id) !== i)}`);
      for (const field of all("input:not([type=hidden]), textarea, select")) must(field.labels.length || field.ariaLabel, `no label: ${field.outerHTML}`);
      return faults;
    },

    /** Where the page leads and what it loads, and the parts that others can lead to. */
    addresses() {
      const of = (selector, property) => all(selector).map((element) => element[property]);
      const sets = all("[srcset]").flatMap((element) => element.srcset.split(",").map((one) => new URL(one.trim().split(/\s+/)[0], document.baseURI).href));
      return { ids: of("[id]", "id"), links: [...of("a[href]", "href"), ...of("link[href]:not([rel=canonical], [rel=alternate])", "href"), ...of("[src]", "src"), ...sets] };
    },

    /** Of what has the focus: a fault where that is not seen, or where it lies under something. */
    focused() {
      const element = document.activeElement;
      if (element === document.body) return null;
      (globalThis.visited ??= new Set()).add(element);
      const shown = [element, ...(element.labels ?? [])].flatMap((one) => [one, ...all("*", one)]).filter((one) => visible(one));
      const marked = shown.some((one) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && colour(outlineColor)[3] > 0) || boxShadow !== "none";
      });
      const seen = shown.some((one) => [...one.getClientRects()].some((box) => {
        // Of something taller than the window a part is enough.
        const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
        const y = box.height > innerHeight / 2 ? Math.min(Math.max(box.top, 0) + 40, innerHeight - 1) : box.top + box.height / 2;
        const hit = y > box.bottom ? null : document.elementFromPoint(x, y);
        return hit && (shown.includes(hit) || hit.contains(element) || element.contains(hit));
      }));
      return (marked ? "" : `focus is not marked: ${called(element)}`) || (seen ? "" : `focus is out of sight: ${called(element)}`);
    },

    /** What can be used but was not reached. */
    missed() {
      const usable = all("a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex='0']").filter((element) => visible(element) && element.tabIndex >= 0 && !element.disabled);
      return usable.filter((element) => !globalThis.visited?.has(element) && !(element.type === "radio" && !element.checked)).map((element) => `Tab does not reach ${called(element)}`);
    },

    elements: () => all("*").length,
  };
})();
