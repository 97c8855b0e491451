// A MapLibre map with our basemap, symbols and manners.

import { addProtocol, AttributionControl, Map as MapLibre, ScaleControl, setWorkerUrl } from "../../vendor/maplibre-gl/maplibre-gl.mjs";
import { Protocol } from "../../vendor/pmtiles/pmtiles.mjs";
import { basemapStyle, FIRST_NAMES, RAILWAY_LAYERS } from "../basemap-style.js";
import { loadGlyphs } from "./glyphs.js";
import { highLayers, lowLayers, sources } from "./overlay.js";
import { readPalette } from "./palette.js";
import { draw, PIXELS } from "./symbols.js";

/** @typedef {import("./overlay.js").Shown} Shown */

/**
 * @typedef {object} Setting what the page says about the map; addresses are of our own server
 * @property {string} worker
 * @property {string} symbols
 * @property {string} tiles
 * @property {string} railways
 * @property {string} glyphs
 * @property {string} style of the operator, "" for ours
 * @property {string} language
 * @property {string} title
 * @property {string} credit
 * @property {Record<string, string>} words further words by MapLibre's names
 * @property {boolean} cooperative whether the page scrolls when a wheel turns over the map
 */

const FONT = ["noto-sans-regular"]; // ours; an operator's style names its own
let prepared = false;

export const hasWebGl = () => Boolean(document.createElement("canvas").getContext("webgl2"));

/** The map of a page, with our own layers on whatever basemap there is. */
export class Canvas {
  /**
   * @param {HTMLElement} container
   * @param {Setting} setting
   * @param {Shown} shown
   * @param {import("maplibre-gl").MapOptions} view
   */
  static async create(container, setting, shown, view) {
    if (!prepared) {
      setWorkerUrl(setting.worker);
      addProtocol("pmtiles", new Protocol().tile);
      prepared = true;
    }
    const glyphs = await loadGlyphs(setting.symbols);
    const operators = setting.style ? await (await fetch(setting.style)).json() : null;
    return new Canvas(container, setting, shown, view, glyphs, operators);
  }

  /**
   * @param {HTMLElement} container
   * @param {Setting} setting
   * @param {Shown} shown
   * @param {import("maplibre-gl").MapOptions} view
   * @param {Map<string, Path2D>} glyphs
   * @param {import("maplibre-gl").StyleSpecification | null} operators style of the operator
   */
  constructor(container, setting, shown, view, glyphs, operators) {
    this.setting = setting;
    this.shown = shown;
    this.operators = operators;
    this.railways = false;
    this.palette = readPalette();
    this.map = new MapLibre({
      ...view,
      container,
      style: this.style(),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      minZoom: 2,
      maxZoom: 18,
      fadeDuration: 150,
      locale: { "Map.Title": setting.title, ...setting.words },
      cooperativeGestures: setting.cooperative,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new AttributionControl({ customAttribution: setting.credit }));
    this.map.once("load", () => foldAttribution(container));
    this.map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
    this.map.setMissingStyleImageResolver(async (name) => {
      const picture = draw(name, this.palette, glyphs);
      if (picture && !this.map.hasImage(name)) this.map.addImage(name, picture, { pixelRatio: PIXELS });
    });
    this.onScheme = () => this.recolour();
    document.addEventListener("schemechange", this.onScheme);
  }

  remove() {
    document.removeEventListener("schemechange", this.onScheme);
    this.map.remove();
  }

  /** @returns {import("maplibre-gl").StyleSpecification} */
  style() {
    const base = this.operators ?? basemapStyle({ ...this.setting, dark: this.palette.dark });
    const under = base.layers.map((layer) => (isRailway(layer) ? withVisibility(layer, this.railways) : layer));
    const names = under.findIndex((layer) => layer.id === FIRST_NAMES);
    under.splice(names < 0 ? under.length : names, 0, ...lowLayers(this.palette));
    return {
      ...base,
      sources: { ...base.sources, ...sources(this.shown) },
      layers: [...under, ...highLayers(this.palette, Boolean(this.shown.tiles), fontOf(base))],
    };
  }

  /** Shows the result with other tiles, or something else that stands out. */
  update(/** @type {Partial<Shown>} */ change) {
    const before = this.shown;
    this.shown = { ...before, ...change };
    if (this.shown.tiles !== before.tiles) {
      const places = /** @type {import("maplibre-gl").VectorTileSource | undefined} */ (this.map.getSource("places"));
      places?.setTiles([this.shown.tiles]);
    }
    const data = sources(this.shown);
    for (const name of ["near", "marks"]) {
      const source = /** @type {import("maplibre-gl").GeoJSONSource | undefined} */ (this.map.getSource(name));
      const now = data[name];
      if (now.type === "geojson") source?.setData(/** @type {GeoJSON.GeoJSON} */ (now.data));
    }
  }

  get hasRailways() {
    return this.style().layers.some(isRailway);
  }

  /** @param {boolean} on */
  showRailways(on) {
    this.railways = on;
    this.map.setStyle(this.style());
  }

  recolour() {
    this.palette = readPalette();
    this.map.setStyle(this.style());
  }
}

/**
 * On a small map the sources are named behind a button from the beginning, or they would cover it.
 *
 * @param {HTMLElement} container
 */
function foldAttribution(container) {
  const compact = container.querySelector("details.maplibregl-compact");
  compact?.classList.remove("maplibregl-compact-show");
  compact?.removeAttribute("open");
}

/** @param {import("maplibre-gl").LayerSpecification} layer */
const isRailway = ({ id }) => RAILWAY_LAYERS.includes(id) || id.startsWith("railways");

/**
 * @param {import("maplibre-gl").LayerSpecification} layer
 * @param {boolean} on
 * @returns {import("maplibre-gl").LayerSpecification}
 */
function withVisibility(layer, on) {
  const visibility = on ? "visible" : "none";
  return /** @type {import("maplibre-gl").LayerSpecification} */ ({ ...layer, layout: { ...layer.layout, visibility } });
}

/**
 * The font of the basemap's first label, which is surely there.
 *
 * @param {import("maplibre-gl").StyleSpecification} style
 * @returns {string[]}
 */
function fontOf(style) {
  for (const layer of style.layers) {
    const font = layer.type === "symbol" ? layer.layout?.["text-font"] : undefined;
    if (Array.isArray(font) && font.every((name) => typeof name === "string")) return /** @type {string[]} */ (font);
  }
  return FONT;
}
