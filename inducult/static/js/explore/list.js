// The list: arrow keys go from place to place, and what is pointed at stands out on the map.

/** @typedef {import("../map/element.js").InduMap} InduMap */

const STEPS = new Map([["ArrowDown", 1], ["j", 1], ["ArrowUp", -1], ["k", -1]]);

/** @param {HTMLElement & {map: InduMap | null}} explorer */
export function bindList(explorer) {
  explorer.addEventListener("keydown", (event) => step(explorer, event));
  explorer.addEventListener("focusin", (event) => point(explorer, event, true));
  explorer.addEventListener("mouseover", (event) => point(explorer, event, false));
  explorer.querySelector("#panel")?.addEventListener("mouseleave", () => explorer.map?.pointAt(null));
  explorer.addEventListener("map:pointed", (event) => {
    const { id } = /** @type {CustomEvent<{id: string}>} */ (event).detail;
    for (const card of explorer.querySelectorAll(".place-card")) {
      card.classList.toggle("place-card--pointed", card.id === `place-${id}`);
    }
  });
}

/**
 * @param {HTMLElement} explorer
 * @param {KeyboardEvent} event
 */
function step(explorer, event) {
  const by = STEPS.get(event.key);
  const link = event.target instanceof Element ? event.target.closest(".place-card a") : null;
  if (!by || !link || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = /** @type {HTMLElement[]} */ ([...explorer.querySelectorAll(".place-card .card__link")]);
  const next = links[links.indexOf(/** @type {HTMLElement} */ (link)) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.closest(".place-card")?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLElement & {map: InduMap | null}} explorer
 * @param {Event} event
 * @param {boolean} pan
 */
function point(explorer, event, pan) {
  if (!(event.target instanceof Element)) return;
  const card = event.target.closest(".place-card");
  if (!(card instanceof HTMLElement)) return;
  const [lon, lat] = (card.dataset.position ?? "").split(",").map(Number);
  explorer.map?.pointAt(Number.isFinite(lat) ? [lon, lat] : null, pan);
}
