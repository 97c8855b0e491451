// On a narrow screen either the map or the list is seen; this button changes between them.

/** @param {HTMLElement} explorer */
export function bindSwitch(explorer) {
  const button = explorer.querySelector("#view-switch");
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  const turn = (/** @type {boolean} */ toList) => {
    explorer.dataset.view = toList ? "list" : "map";
    button.textContent = (toList ? button.dataset.map : button.dataset.list) ?? "";
  };
  explorer.addEventListener("map:missing", () => turn(true));
  button.addEventListener("click", () => {
    const toList = explorer.dataset.view === "map";
    turn(toList);
    if (toList) /** @type {HTMLElement | null} */ (explorer.querySelector("#results-heading"))?.focus();
  });
}
