// The live preview in the browser: the one script that the server puts into every page it serves.
//
// In: the `data-` attributes of its own element, which say what this page was made from; the
// server's event stream and its state. Out: a page that is reloaded when what it shows has changed,
// and a bar, a list of findings and a notice in a shadow root beside the page.
//
// It never throws, needs no style or script written into the page, and asks no other host.
//
// This file and those beside it are the body of one function: the program puts them one behind the
// other, in the order of `own/client_files.rs`.

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
