// The filter form: keeps open what was open, keeps the focus, and closes when it is done.

/** "On Sunday" and a date cannot be meant together: the later choice replaces the earlier. */
const OTHER_DAY = new Map([["open", "#open-date"], ["open-date", "#open"]]);

/**
 * @param {HTMLElement} explorer
 * @returns {() => HTMLFormElement | null} the form, which may be renewed
 */
export function bindFilters(explorer) {
  const form = () => /** @type {HTMLFormElement | null} */ (explorer.querySelector("#filters"));
  /** @type {Set<string>} */
  let opened = new Set();
  let focused = "";
  let hadFocus = false;

  // Beside a list there is room for all filters, over a map there is not.
  const roomy = explorer.classList.contains("listing") && matchMedia("(width >= 60rem)").matches;
  explorer.querySelector("#filters-more")?.toggleAttribute("open", roomy);

  explorer.addEventListener("htmx:beforeSwap", () => {
    opened = new Set([...explorer.querySelectorAll("#filters details[open]")].map((each) => each.id));
    hadFocus = explorer.contains(document.activeElement);
    focused = document.activeElement?.id ?? "";
  });
  explorer.addEventListener("htmx:afterSettle", () => {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    if (hadFocus) keepFocus(explorer, focused);
  });
  explorer.addEventListener("submit", (event) => {
    if (event.target === form() && !roomy) explorer.querySelector("#filters-more")?.removeAttribute("open");
  });
  // What was typed has been sent already; that the field is left says nothing new.
  explorer.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.id === "q") event.stopPropagation();
  }, { capture: true });
  explorer.addEventListener("change", ({ target }) => {
    const other = target instanceof HTMLElement ? OTHER_DAY.get(target.id) : undefined;
    const field = other ? explorer.querySelector(other) : null;
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = "";
  }, { capture: true });
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
