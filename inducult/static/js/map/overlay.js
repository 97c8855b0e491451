// Our own sources and layers, which lie on every basemap.

import { circle, collection } from "./shapes.js";

/** @typedef {import("maplibre-gl").LayerSpecification} Layer */
/** @typedef {import("maplibre-gl").SourceSpecification} Source */
/** @typedef {import("maplibre-gl").ExpressionSpecification} Expression */
/** @typedef {import("./palette.js").Palette} Palette */

/**
 * What the map shows of the result, and what stands out in it.
 *
 * @typedef {object} Shown
 * @property {string} tiles address of the tiles of the result, "" for none
 * @property {[number, number, number] | null} near longitude, latitude, kilometres
 * @property {GeoJSON.Feature[]} marks what is pointed at or chosen, each with a `kind`
 * @property {GeoJSON.Feature[]} site a single place: its point and its footprint
 */

const DEEPEST = 14; // tiles of this zoom are exact to less than a metre
const LAYER = "places";
/** Layers that answer to a click. */
export const CLICKED = ["places", "piles", "groups", "about"];

/** @type {Expression} */
const COUNT = ["get", "count"];
/** @type {Expression} */
const IS_PILE = ["all", [">", COUNT, 1], ["==", ["get", "stack"], true]];
/** @type {Expression} */
const IS_GROUP = ["all", [">", COUNT, 1], ["!=", ["get", "stack"], true]];
/** @type {Expression} */
const IS_SINGLE = ["==", COUNT, 1];
/** @type {Expression} */
const IS_ROUGH = ["in", ["get", "precision"], ["literal", ["municipality", "approximate"]]];
/**
 * A place or pile of which no position is its own.
 *
 * @type {Expression}
 */
const ARE_ROUGH = ["==", ["get", "rough"], COUNT];
/** @type {Expression} */
const TOLD = ["max", 1, ["+", ["get", "past"], ["get", "present"], ["get", "future"]]];

/**
 * A twelfth part is as fine as a ring shows; fewer pictures have to be drawn.
 *
 * @param {string} time
 * @returns {Expression}
 */
const twelfths = (time) => ["round", ["/", ["*", 12, ["get", time]], TOLD]];

/** @type {Expression} */
const LABEL = ["case", ["<", COUNT, 1000], ["to-string", COUNT], ["concat", ["to-string", ["/", ["round", ["/", COUNT, 100]], 10]], "k"]];

/** @type {Expression} */
const TIMES_OF_PILE = [
  "concat",
  ["case", [">", ["get", "past"], 0], "past,", ""],
  ["case", [">", ["get", "present"], 0], "present,", ""],
  ["case", [">", ["get", "future"], 0], "future", ""],
];

/**
 * @param {Shown} shown
 * @returns {Record<string, Source>}
 */
export function sources({ tiles, near, marks, site }) {
  /** @type {Record<string, Source>} */
  const all = {
    near: { type: "geojson", data: collection(near ? [circle(near)] : []) },
    marks: { type: "geojson", data: collection(marks) },
    site: { type: "geojson", data: collection(site) },
  };
  if (tiles) {
    all.places = { type: "vector", tiles: [tiles], minzoom: 0, maxzoom: DEEPEST };
  }
  return all;
}

/**
 * Layers that lie under the names of the basemap.
 *
 * @param {Palette} palette
 * @returns {Layer[]}
 */
export const lowLayers = (palette) => [...nearLayers(palette), ...footprintLayers(palette)];

/**
 * Layers that lie on everything.
 *
 * @param {Palette} palette
 * @param {boolean} hasPlaces
 * @param {string[]} font names of the fonts of the basemap
 * @returns {Layer[]}
 */
export function highLayers(palette, hasPlaces, font) {
  return [...(hasPlaces ? placeLayers(palette, font) : []), ...markLayers(palette), ...siteLayers(palette)];
}

/**
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function nearLayers({ accent }) {
  return [
    { id: "near", source: "near", type: "fill", paint: { "fill-color": accent, "fill-opacity": 0.07 } },
    { id: "near-edge", source: "near", type: "line", paint: { "line-color": accent, "line-width": 1.5, "line-dasharray": [4, 3] } },
  ];
}

/**
 * @param {Palette} palette
 * @param {string[]} font
 * @returns {Layer[]}
 */
function placeLayers({ dark, ink, sheet }, font) {
  const scheme = dark ? "dark" : "light";
  /** @type {import("maplibre-gl").SymbolLayerSpecification["layout"]} */
  const always = { "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-padding": 0 };
  return [
    {
      id: "about",
      source: "places",
      "source-layer": LAYER,
      type: "circle",
      filter: ["all", ["any", IS_SINGLE, IS_PILE], ARE_ROUGH],
      paint: about(ink),
    },
    {
      id: "groups",
      source: "places",
      "source-layer": LAYER,
      type: "symbol",
      filter: IS_GROUP,
      layout: {
        ...always,
        "icon-image": ["concat", "group|", twelfths("past"), "|", twelfths("present"), "|", twelfths("future"), "|", LABEL, "|", scheme],
        "symbol-sort-key": COUNT,
      },
    },
    {
      id: "piles",
      source: "places",
      "source-layer": LAYER,
      type: "symbol",
      filter: IS_PILE,
      layout: { ...always, "icon-image": ["concat", "pile|", TIMES_OF_PILE, "|", LABEL, "|", scheme] },
    },
    {
      id: "places",
      source: "places",
      "source-layer": LAYER,
      type: "symbol",
      filter: IS_SINGLE,
      layout: {
        ...always,
        "icon-image": symbolOf(scheme),
        "text-field": ["step", ["zoom"], "", 11, ["get", "name"]],
        "text-font": font,
        "text-size": 13,
        "text-max-width": 9,
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 1.5,
        "text-justify": "auto",
        "text-optional": true,
      },
      paint: { "text-color": ink, "text-halo-color": sheet, "text-halo-width": 1.6 },
    },
  ];
}

/**
 * @param {string} scheme
 * @returns {Expression}
 */
const symbolOf = (scheme) => ["concat", "place|", ["coalesce", ["get", "theme"], ""], "|", ["coalesce", ["get", "tenses"], ""], "|", scheme];

/**
 * A soft disc in a ring: somewhere in here.
 *
 * @param {string} ink
 * @returns {import("maplibre-gl").CircleLayerSpecification["paint"]}
 */
const about = (ink) => ({
  "circle-radius": ["interpolate", ["exponential", 1.4], ["zoom"], 4, 19, 9, 21, 13, 44, 16, 90],
  "circle-color": ink,
  "circle-opacity": 0.1,
  "circle-stroke-color": ink,
  "circle-stroke-width": 1.25,
  "circle-stroke-opacity": 0.6,
});

/**
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function footprintLayers({ accent }) {
  return [
    { id: "footprint", source: "site", type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": accent, "fill-opacity": 0.18 } },
    { id: "footprint-edge", source: "site", type: "line", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": accent, "line-width": 2.5 } },
  ];
}

/**
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function siteLayers({ dark, ink }) {
  /** @type {Expression} */
  const isPoint = ["==", ["geometry-type"], "Point"];
  return [
    { id: "site-about", source: "site", type: "circle", filter: ["all", isPoint, IS_ROUGH], paint: about(ink) },
    {
      id: "site",
      source: "site",
      type: "symbol",
      filter: isPoint,
      layout: { "icon-image": symbolOf(dark ? "dark" : "light"), "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
  ];
}

/**
 * @param {Palette} palette
 * @returns {Layer[]}
 */
function markLayers({ ink, accent, sheet }) {
  return [
    {
      id: "marks-halo",
      source: "marks",
      type: "circle",
      paint: { "circle-radius": 22, "circle-opacity": 0, "circle-stroke-color": sheet, "circle-stroke-width": 6, "circle-stroke-opacity": 0.9 },
    },
    {
      id: "marks",
      source: "marks",
      type: "circle",
      paint: {
        "circle-radius": 22,
        "circle-color": accent,
        "circle-opacity": 0.12,
        "circle-stroke-color": ["match", ["get", "kind"], "chosen", accent, ink],
        "circle-stroke-width": 3,
      },
    },
  ];
}
