// Stream: only in a tab that is seen; else by asking.

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
