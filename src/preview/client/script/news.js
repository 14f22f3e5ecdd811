// News: what has changed, and what follows.

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
