// Enhancements only: every page is complete and works without this file. First what several parts use;
// then the parts, each a function that looks for its own piece of the page and leaves a page without
// it alone; at the end the order in which they begin.
(() => {
  "use strict";

  /* What several use */

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  // Long words hold soft hyphens, which nobody types.
  const unbroken = (text) => text.replaceAll("\u00ad", "");

  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const labelled = (words, id, control) => make("div", { className: "tools-field" },
    make("label", { htmlFor: id, textContent: words }), Object.assign(control, { id }));
  const status = () => {
    const made = make("p", { className: "tools-status" });
    made.setAttribute("role", "status");
    return made;
  };
  const tell = (place, words, n, whole) => { place.textContent = words.replace("{n}", n).replace("{all}", whole); };

  // Buttons of which some are chosen, or all by the first. Gives the group, and a way to set it.
  const choice = (label, whole, words, several, changed) => {
    const chosen = new Set();
    const buttons = [null, ...words].map((word) => {
      const button = make("button", { type: "button", textContent: word ?? whole });
      button.addEventListener("click", () => {
        const was = chosen.has(word);
        if (!several || word === null) chosen.clear();
        if (was) chosen.delete(word);
        else if (word !== null) chosen.add(word);
        if (several && chosen.size === words.length) chosen.clear();
        show();
        changed(chosen);
      });
      return [button, word];
    });
    const show = () => {
      for (const [button, word] of buttons) button.setAttribute("aria-pressed", String(word === null ? !chosen.size : chosen.has(word)));
    };
    const group = make("div", { className: "filter" }, ...buttons.map(([button]) => button));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    const set = (given) => {
      chosen.clear();
      given.filter((word) => words.includes(word)).forEach((word) => chosen.add(word));
      show();
      return chosen;
    };
    set([]);
    return { group, set };
  };

  // What has happened, for eyes and for screen readers. Gives what says it.
  const speaker = () => {
    const said = Object.assign(document.createElement("p"), { className: "said" });
    said.setAttribute("role", "status");
    document.body.append(said);
    let silence;
    return (words) => {
      said.textContent = words;
      clearTimeout(silence);
      silence = setTimeout(() => { said.textContent = ""; }, 4000);
    };
  };

  /* Every page */

  // From a folder on the disk a browser shows no index by itself.
  const linksInAFolder = () => {
    if (location.protocol !== "file:") return;
    for (const link of all("a[href]")) {
      const url = new URL(link.href, location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) link.href = url.pathname + "index.html" + url.search + url.hash;
    }
  };

  // On paper nothing opens: all that can be opened is. Newer browsers do it by the stylesheet.
  const paper = () => {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details:not([open])");
      opened.forEach((part) => { part.open = true; });
    });
    addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
  };

  // What the keyboard comes to within a region that scrolls comes into view as a whole.
  const scrollingRegions = () => {
    for (const region of all(".scroll")) {
      region.addEventListener("focusin", ({ target }) => {
        if (target !== region && target.matches(":focus-visible")) target.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
      });
    }
  };

  // The ways to the parts of the page: a click copies the full address. Where a browser does not
  // let that happen, they are links like any other.
  const addresses = () => {
    const say = speaker();
    for (const link of all("a.anchor")) {
      link.addEventListener("click", (event) => {
        if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigator.clipboard.writeText(link.href).then(
          () => { history.replaceState(history.state, "", link.hash); say(document.body.dataset.copied); },
          () => { location.hash = link.hash; },
        );
      });
    }
  };

  // The form: one application, however often the button is pressed.
  const forms = () => {
    all("form.form").forEach((form) => form.addEventListener("submit", (event) => {
      if (form.ariaBusy === "true") event.preventDefault();
      else form.ariaBusy = "true";
    }));
    addEventListener("pageshow", () => all("form.form").forEach((form) => { form.ariaBusy = "false"; }));
  };

  /* The home page */

  // Many maps: a search, and buttons for industries and tags. What is chosen
  // stands in the address, so that it can be passed on.
  const listOfMaps = () => {
    const index = document.querySelector("[data-filter]");
    if (!index) return;
    const rows = all(":scope > li", index);
    const of = (row) => [...new Set([row.dataset.industry, ...row.dataset.tags.split("|")])].filter(Boolean);
    const plain = (text) => unbroken(text).toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
    const texts = rows.map((row) => plain(`${row.textContent} ${of(row).join(" ")}`));
    const counts = new Map();
    rows.flatMap(of).forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
    const words = [...counts].filter(([, n]) => n > 1 && n < rows.length).map(([word]) => word).sort((a, b) => a.localeCompare(b));
    const { filter, filterLabel, search, status: shown } = index.dataset;
    const place = status();
    const field = make("input", { type: "search", autocomplete: "off" });
    let chosen = new Set();
    const narrow = (keep) => {
      const sought = plain(field.value).split(" ");
      rows.forEach((row, i) => {
        row.hidden = (chosen.size > 0 && !of(row).some((word) => chosen.has(word))) || !sought.every((word) => texts[i].includes(word));
      });
      tell(place, shown, rows.filter((row) => !row.hidden).length, rows.length);
      if (!keep) return;
      const url = new URL(location.href);
      url.search = new URLSearchParams([...[...chosen].map((word) => ["filter", word]), ...(field.value.trim() ? [["q", field.value.trim()]] : [])]);
      // Not from a folder on the disk, where an address is the file's alone.
      try { history.replaceState(history.state, "", url); } catch { /* the list is narrowed all the same */ }
    };
    const buttons = choice(filterLabel, filter, words, false, (now) => { chosen = now; narrow(true); });
    field.addEventListener("input", () => narrow(true));
    const tools = make("div", { className: "tools" }, labelled(search, "cjm-search", field));
    if (words.length) tools.append(buttons.group);
    tools.append(place);
    index.before(tools);
    const asked = new URLSearchParams(location.search);
    field.value = asked.get("q") ?? "";
    chosen = buttons.set(asked.getAll("filter").slice(0, 1));
    narrow(false);
  };

  /* A map */

  // The rail: marks the station at which the reader is, and those already passed.
  const rail = () => {
    const stations = all(".rail-stations a");
    const parts = stations.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    if (!stations.length || !("IntersectionObserver" in window)) return;
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
    }, { rootMargin: "-25% -10% -65% -10%" });
    parts.forEach((part) => part && watch.observe(part));
  };

  // The curve draws itself once, when it comes into view and motion is welcome.
  const curve = () => {
    const drawing = document.querySelector(".glance-wide svg");
    const moves = "IntersectionObserver" in window && matchMedia("(prefers-reduced-motion: no-preference)").matches;
    if (!drawing || !moves || drawing.getBoundingClientRect().top <= innerHeight) return;
    drawing.classList.add("waits");
    // Its place is watched and not the curve: clipped to nothing, that would never come into view.
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      drawing.classList.replace("waits", "draws");
      watch.disconnect();
    }, { threshold: 0.3 });
    watch.observe(drawing.parentElement);
    addEventListener("beforeprint", () => drawing.classList.remove("waits", "draws"));
  };

  // The whole map: which of its lanes to see, and which stage. What there is to choose from is
  // made when it is asked for. On paper all of it stands.
  const wholeMap = () => {
    const scroll = document.querySelector(".whole-section .scroll[data-lanes]");
    const rows = scroll ? all("tbody tr", scroll) : [];
    if (rows.length <= 2) return;
    const choices = () => {
      const heads = all("thead th", scroll);
      const { lanes, allLanes, stage, allStages, status: shown } = scroll.dataset;
      const place = status();
      const titles = rows.map((row) => unbroken(row.cells[0].textContent).trim());
      const pick = choice(lanes, allLanes, titles, true, (chosen) => {
        rows.forEach((row, i) => row.classList.toggle("is-out", chosen.size > 0 && !chosen.has(titles[i])));
        tell(place, shown, chosen.size || rows.length, rows.length);
      });
      const made = make("div", { className: "tools-choices" }, pick.group);
      if (heads.length > 2) {
        const names = heads.map((head) => unbroken(head.textContent).trim().replace(/\s+/g, " "));
        const select = make("select", {}, new Option(allStages, ""), ...names.map((name, i) => new Option(name, i)));
        select.addEventListener("change", () => {
          for (const row of [heads[0].parentElement, ...rows])
            [...row.cells].forEach((cell, i) => cell.classList.toggle("is-out", select.value !== "" && i > 0 && i - 1 !== Number(select.value)));
        });
        select.setAttribute("aria-label", stage);
        made.append(make("div", { className: "tools-field" }, select));
      }
      made.append(place);
      return made;
    };
    const opener = make("button", { type: "button", className: "tools-open", textContent: scroll.dataset.choose });
    opener.setAttribute("aria-expanded", "false");
    const tools = make("div", { className: "tools" }, opener);
    let made;
    opener.addEventListener("click", () => {
      const open = opener.getAttribute("aria-expanded") !== "true";
      opener.setAttribute("aria-expanded", String(open));
      if (!made) tools.append(made = choices());
      made.hidden = !open;
    });
    scroll.before(tools);
  };

  for (const begin of [linksInAFolder, rail, curve, paper, scrollingRegions, addresses, listOfMaps, wholeMap, forms]) begin();
})();
