// Where the map stands, kept behind the # of the address: #at=50.72,12.49,9 (latitude, longitude,
// zoom). Behind the # it is part of every shared link and of the browser's history, and never
// reaches a server.

import { numbers } from "./shapes.js";

/** @typedef {{center: [number, number], zoom: number}} Position */

/**
 * @param {string} hash
 * @returns {Position | null}
 */
export function readPosition(hash) {
  const at = new URLSearchParams(hash.replace(/^#/, "")).get("at");
  const found = at ? numbers(at, 3) : null;
  if (!found || Math.abs(found[0]) > 90 || Math.abs(found[1]) > 180) return null;
  return { center: [found[1], found[0]], zoom: Math.min(Math.max(found[2], 0), 22) };
}

/** @param {import("maplibre-gl").Map} map */
export function writePosition(map) {
  const { lat, lng } = map.getCenter();
  const zoom = map.getZoom();
  const digits = Math.max(2, Math.ceil(zoom / 3) + 1);
  const at = `at=${lat.toFixed(digits)},${lng.toFixed(digits)},${zoom.toFixed(2)}`;
  history.replaceState(history.state, "", `${location.pathname}${location.search}#${at}`);
}

/**
 * Follows the address when the visitor goes back or opens a link to another position.
 *
 * @param {import("maplibre-gl").Map} map
 */
export function followAddress(map) {
  const follow = () => {
    const position = readPosition(location.hash);
    if (position) map.jumpTo(position);
  };
  addEventListener("hashchange", follow);
  return () => removeEventListener("hashchange", follow);
}
