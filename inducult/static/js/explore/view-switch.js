// On a narrow screen either the map or the list is seen; this button changes between them.

/** @param {HTMLElement} explorer */
export function bindSwitch(explorer) {
  const button = explorer.querySelector("#view-switch");
  if (!(button instanceof HTMLButtonElement)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const toList = explorer.dataset.view === "map";
    explorer.dataset.view = toList ? "list" : "map";
    button.textContent = (toList ? button.dataset.map : button.dataset.list) ?? "";
    if (toList) /** @type {HTMLElement | null} */ (explorer.querySelector("#results-heading"))?.focus();
  });
}
