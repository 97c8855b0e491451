// "Search in this area": the section of the map becomes part of the question.

/**
 * @param {HTMLElement} explorer
 * @param {() => HTMLFormElement | null} form
 */
export function bindAreaSearch(explorer, form) {
  const offer = explorer.querySelector("#area-search");
  const button = explorer.querySelector("#search-here");
  const follow = explorer.querySelector("#follow");
  if (!(offer instanceof HTMLElement) || !(button instanceof HTMLButtonElement)) return;
  const follows = () => follow instanceof HTMLInputElement && follow.checked;
  /** @type {number[]} */
  let bounds = [];

  const search = () => {
    offer.hidden = !follows();
    button.hidden = follows();
    const field = form()?.elements.namedItem("bbox");
    if (!(field instanceof HTMLInputElement)) return;
    field.value = bounds.map((side, place) => outwards(side, place > 1)).join(",");
    htmx.trigger(/** @type {HTMLFormElement} */ (form()), "change", {});
  };
  button.addEventListener("click", search);
  explorer.addEventListener("map:moved", (event) => {
    ({ bounds } = /** @type {CustomEvent<{bounds: number[]}>} */ (event).detail);
    offer.hidden = false;
    if (follows()) search();
  });
  follow?.addEventListener("change", () => {
    button.hidden = follows();
    if (follows()) search();
  });
}

/**
 * Rounds to about ten metres, so that what stands on the edge stays inside.
 *
 * @param {number} degrees
 * @param {boolean} up
 */
const outwards = (degrees, up) => (up ? Math.ceil(degrees * 1e4) : Math.floor(degrees * 1e4)) / 1e4;
