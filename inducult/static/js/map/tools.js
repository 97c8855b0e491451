// The buttons on the map: nearer, farther, everything, railways.

/** @typedef {import("./element.js").InduMap} InduMap */

/**
 * @param {InduMap} element
 * @param {import("./canvas.js").Canvas} canvas
 */
export function bindTools(element, canvas) {
  const { map } = canvas;
  const byVisitor = { originalEvent: "tool" };
  /** @type {Record<string, () => void>} */
  const tools = {
    nearer: () => map.zoomIn({}, byVisitor),
    farther: () => map.zoomOut({}, byVisitor),
    everything: () => element.fit(),
  };
  for (const [name, act] of Object.entries(tools)) {
    element.querySelector(`[data-tool="${name}"]`)?.addEventListener("click", act);
  }
  const railways = element.querySelector('[data-tool="railways"]');
  if (railways instanceof HTMLInputElement) {
    railways.closest("label")?.toggleAttribute("hidden", !canvas.hasRailways);
    railways.addEventListener("change", () => canvas.showRailways(railways.checked));
  }
}
