// The small map of a place is drawn when it comes near the window: reading the page costs nothing
// of it. The element itself is that of the big map.

const NEAR = "200px";

/** @param {IntersectionObserverEntry[]} entries */
function seen(entries, /** @type {IntersectionObserver} */ watcher) {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  watcher.disconnect();
  void import("./map/element.js");
}

const watcher = new IntersectionObserver(seen, { rootMargin: NEAR });
for (const map of document.querySelectorAll("indu-map")) watcher.observe(map);
