// A single place on a map of its own: where it is, and how exactly that is known.

import { point } from "./shapes.js";

/** How near a map begins, by the precision of the position; nearer there are no names around. */
const ZOOMS = new Map([["exact", 11], ["street", 11], ["approximate", 10.5], ["municipality", 10]]);

/**
 * The point and the footprint of the place that the data attributes of a map describe.
 *
 * @param {DOMStringMap} said
 * @returns {GeoJSON.Feature[]}
 */
export function siteOf({ lon, lat, precision = "", theme = "", tenses = "", footprint }) {
  if (lon === undefined || lat === undefined) return [];
  const here = point([Number(lon), Number(lat)], { precision, theme, tenses });
  if (!footprint) return [here];
  return [{ type: "Feature", properties: {}, geometry: JSON.parse(footprint) }, here];
}

/**
 * The view of a place without a footprint.
 *
 * @param {DOMStringMap} said
 */
export function viewOfSite({ lon, lat, precision = "", footprint }) {
  if (lon === undefined || lat === undefined || footprint) return null;
  return { center: [Number(lon), Number(lat)], zoom: ZOOMS.get(precision) ?? 12 };
}

/**
 * @param {GeoJSON.Feature[]} features
 * @returns {[number, number, number, number] | null} west, south, east, north
 */
export function boundsOf(features) {
  const all = features.flatMap(({ geometry }) => ("coordinates" in geometry ? corners(geometry.coordinates) : []));
  if (all.length === 0) return null;
  const longitudes = all.map(([lon]) => lon);
  const latitudes = all.map(([, lat]) => lat);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

/**
 * @param {unknown} coordinates a position, or lists of them however deep
 * @returns {number[][]}
 */
function corners(coordinates) {
  if (!Array.isArray(coordinates)) return [];
  return typeof coordinates[0] === "number" ? [coordinates] : coordinates.flatMap(corners);
}
