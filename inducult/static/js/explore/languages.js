// The links to the other languages lead to what is shown now, not to what was shown at first.

/** Gives every language link the query and position of the present address. */
export function followWithLanguages() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a[hreflang]");
  for (const link of links) link.search = location.search;
}

// The position on the map changes all the time, so it is added when a link is used.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[hreflang]") : null;
  if (link instanceof HTMLAnchorElement) link.hash = location.hash;
});
