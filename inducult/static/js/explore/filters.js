// The filter form: keeps open what was open, keeps the focus, and closes when it is done.

/**
 * @param {HTMLElement} explorer
 * @returns {() => HTMLFormElement | null} the form, which may be renewed
 */
export function bindFilters(explorer) {
  const form = () => /** @type {HTMLFormElement | null} */ (explorer.querySelector("#filters"));
  /** @type {Set<string>} */
  let opened = new Set();
  let focused = "";

  // Beside a list there is room for all filters, over a map there is not.
  const roomy = explorer.classList.contains("listing") && matchMedia("(width >= 60rem)").matches;
  explorer.querySelector("#filters-more")?.toggleAttribute("open", roomy);

  explorer.addEventListener("htmx:beforeSwap", () => {
    opened = new Set([...explorer.querySelectorAll("#filters details[open]")].map((each) => each.id));
    focused = document.activeElement?.id ?? "";
  });
  explorer.addEventListener("htmx:afterSettle", () => {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    keepFocus(explorer, focused);
  });
  explorer.addEventListener("submit", (event) => {
    if (event.target === form() && !roomy) explorer.querySelector("#filters-more")?.removeAttribute("open");
  });
  return form;
}

/**
 * What had the focus may be gone with the old list; then the count of the new one takes it.
 *
 * @param {HTMLElement} explorer
 * @param {string} id
 */
function keepFocus(explorer, id) {
  if (document.activeElement !== document.body) return;
  const kept = id ? document.getElementById(id) : null;
  const heading = /** @type {HTMLElement | null} */ (explorer.querySelector("#results-heading"));
  (kept ?? heading)?.focus({ preventScroll: Boolean(kept) });
}
