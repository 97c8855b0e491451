// What happens when a visitor points at the symbols of the map or clicks them.

import { CLICKED } from "./overlay.js";

/** @typedef {import("maplibre-gl").Map} MapLibre */
/** @typedef {import("maplibre-gl").MapGeoJSONFeature} Feature */
/** @typedef {import("./element.js").InduMap} InduMap */

const REACH = 5; // pixels around a finger or pointer in which a symbol answers
const DEEPEST = 16; // a click on a group goes no nearer than this

/**
 * @param {MapLibre} map
 * @param {InduMap} element
 */
export function listenToFeatures(map, element) {
  let last = "";
  map.on("click", (event) => {
    const feature = featureAt(map, event.point);
    if (feature) answer(map, element, feature);
    else element.preview?.close();
  });
  map.on("mousemove", (event) => {
    const feature = featureAt(map, event.point);
    map.getCanvas().style.cursor = feature ? "pointer" : "";
    const id = feature?.properties.id ?? "";
    if (id === last) return;
    last = id;
    element.pointAt(id && feature ? cornerOf(feature) : null);
    element.tell("map:pointed", { id });
  });
  map.on("mouseout", () => {
    last = "";
    element.pointAt(null);
    element.tell("map:pointed", { id: "" });
  });
}

/**
 * The symbol whose middle is nearest to a point, among those that reach it.
 *
 * @param {MapLibre} map
 * @param {import("maplibre-gl").Point} point
 * @returns {Feature | undefined}
 */
function featureAt(map, point) {
  const { x, y } = point;
  const layers = CLICKED.filter((name) => map.getLayer(name));
  if (layers.length === 0) return undefined;
  const exact = map.queryRenderedFeatures([x, y], { layers });
  const found = exact.length > 0 ? exact : map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], { layers });
  const far = (/** @type {Feature} */ feature) => middleOf(map, feature).dist(point);
  return found.sort((one, other) => far(one) - far(other))[0];
}

/**
 * @param {MapLibre} map
 * @param {Feature} feature
 */
function middleOf(map, { geometry }) {
  const [lon, lat] = geometry.type === "Point" ? geometry.coordinates : [0, 0];
  return map.project([lon, lat]);
}

/**
 * @param {MapLibre} map
 * @param {InduMap} element
 * @param {Feature} feature
 */
function answer(map, element, feature) {
  const { count, stack, west, south, east, north } = feature.properties;
  if (count === 1 || stack) return element.choose(cornerOf(feature));
  const camera = map.cameraForBounds([[west, south], [east, north]], { padding: 72, maxZoom: DEEPEST });
  const zoom = Math.max(camera?.zoom ?? 0, map.getZoom() + 1);
  map.easeTo({ center: camera?.center ?? [(west + east) / 2, (south + north) / 2], zoom }, { originalEvent: "click" });
}

/**
 * The exact position: a tile rounds its own points.
 *
 * @param {Feature} feature
 * @returns {[number, number]}
 */
const cornerOf = ({ properties }) => [properties.west, properties.south];
