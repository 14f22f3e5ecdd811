// Enhancements only: everything is readable and works without this file.
(() => {
  const stations = [...document.querySelectorAll('.rail-stations a')];
  const parts = stations.map((a) => document.getElementById(a.hash.slice(1)));
  if (stations.length && 'IntersectionObserver' in window) {
    const seen = new Set();
    const mark = () => {
      let now = -1;
      parts.forEach((part, i) => { if (seen.has(part)) now = i; });
      if (now < 0) return;
      stations.forEach((a, i) => {
        a.parentElement.classList.toggle('passed', i < now);
        i === now ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current');
      });
    };
    const watch = new IntersectionObserver((entries) => {
      for (const e of entries) e.isIntersecting ? seen.add(e.target) : seen.delete(e.target);
      mark();
    }, { rootMargin: '-30% 0px -60% 0px' });
    parts.forEach((part) => part && watch.observe(part));
  }
})();
