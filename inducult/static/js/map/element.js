// <indu-map>: a map of a result, or of one place, with its tools.
//
// It reads what to show from data attributes (explore/_map.html) and tells others by events that
// bubble: "map:moved" {bounds} when a visitor moved it, "map:pointed" {id} when she points at a
// place, "map:stale" when the edition has been replaced, "map:missing" when it cannot be drawn.

import { listenToFeatures } from "./features.js";
import { followAddress, readPosition, writePosition } from "./position.js";
import { Preview } from "./preview.js";
import { numbers, point } from "./shapes.js";
import { boundsOf, siteOf, viewOfSite } from "./site.js";
import { bindTools } from "./tools.js";

/** @typedef {import("./canvas.js").Canvas} Canvas */
/** @typedef {{tiles: string, here: string, bounds: string, near: string, placeQuery: string}} Result */

// A result of one place is shown with its surroundings.
const FITTING = { padding: 56, maxZoom: 13 };
const GONE = 410; // the answer for tiles of an edition that was in use before
const EVERYWHERE = { center: [13.5, 49], zoom: 4.2 };

export class InduMap extends HTMLElement {
  here = "";
  /** @type {Canvas | null} */
  canvas = null;
  /** @type {string | undefined} */
  stale;
  /** @type {Preview | null} */
  preview = null;
  /** @type {GeoJSON.Feature | null} */
  pointed = null;
  /** @type {GeoJSON.Feature | null} */
  chosen = null;

  connectedCallback() {
    this.here = this.dataset.here ?? "";
    void this.start();
  }

  disconnectedCallback() {
    this.canvas?.remove();
    this.canvas = null;
  }

  async start() {
    const { Canvas, hasWebGl } = await import("./canvas.js");
    if (!hasWebGl()) return this.giveUp();
    try {
      this.canvas = await Canvas.create(this.piece("canvas"), this.setting(), this.shownAtFirst(), this.view());
    } catch (error) {
      console.warn(error);
      return this.giveUp();
    }
    const { map } = this.canvas;
    if (this.canvas.shown.tiles) {
      this.preview = new Preview(this.piece("preview"), () => this.choose(null), this.dataset.target);
      listenToFeatures(map, this);
    }
    bindTools(this, this.canvas);
    if (this.dataset.keep === "address") this.keepAddress(map);
    map.on("moveend", (event) => this.moved(event));
    map.on("error", (event) => this.failed(event));
    map.once("idle", () => this.setAttribute("data-ready", ""));
  }

  /** The list goes on working without a map. */
  giveUp() {
    this.piece("canvas").hidden = true;
    this.piece("no-map").hidden = false;
    this.tell("map:missing", {});
    for (const tool of this.querySelectorAll("[data-needs-map]")) tool.setAttribute("hidden", "");
  }

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  piece(name) {
    const found = this.querySelector(`[data-piece="${name}"]`);
    if (!(found instanceof HTMLElement)) throw new Error(`The map has no ${name}.`);
    return found;
  }

  /** @returns {import("./canvas.js").Setting} */
  setting() {
    const said = this.dataset;
    const own = (/** @type {string | undefined} */ path) => (path ? new URL(path, location.href).href : "");
    return {
      worker: own(said.worker),
      symbols: own(said.symbols),
      tiles: own(said.basemap),
      railways: own(said.railways),
      glyphs: said.glyphs ? `${own(said.glyphs)}{fontstack}/{range}.pbf` : "",
      style: own(said.style),
      language: document.documentElement.lang,
      title: said.title ?? "",
      credit: said.credit ?? "",
      words: {
        "AttributionControl.ToggleAttribution": said.creditToggle ?? "",
        "CooperativeGesturesHandler.WindowsHelpText": said.gesture ?? "",
        "CooperativeGesturesHandler.MacHelpText": said.gestureMac ?? "",
        "CooperativeGesturesHandler.MobileHelpText": said.gestureTouch ?? "",
      },
      cooperative: said.cooperative !== undefined,
    };
  }

  /** @returns {import("./overlay.js").Shown} */
  shownAtFirst() {
    const { tiles = "", near = "" } = this.dataset;
    return { tiles: tiles && location.origin + tiles, near: circleOf(near), marks: [], site: siteOf(this.dataset) };
  }

  /** @returns {import("maplibre-gl").MapOptions} */
  view() {
    const position = this.dataset.keep === "address" ? readPosition(location.hash) : null;
    const bounds = boxOf(this.dataset.bounds ?? "") ?? boundsOf(siteOf(this.dataset));
    const view = position ?? viewOfSite(this.dataset) ?? (bounds ? { bounds, fitBoundsOptions: FITTING } : EVERYWHERE);
    return /** @type {import("maplibre-gl").MapOptions} */ (view);
  }

  /** @param {import("maplibre-gl").Map} map */
  keepAddress(map) {
    followAddress(map);
    const write = () => writePosition(map);
    map.on("moveend", write);
    for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory"]) {
      document.addEventListener(name, write); // a new address begins without a position
    }
  }

  /**
   * Takes another result. It moves there if the question of where has changed, or nothing of it
   * could be seen.
   *
   * @param {Result} result
   */
  show(result) {
    this.here = result.here;
    this.dataset.bounds = result.bounds;
    Object.assign(this.dataset, { tiles: result.tiles, near: result.near });
    const elsewhere = (this.dataset.placeQuery ?? "") !== result.placeQuery;
    this.dataset.placeQuery = result.placeQuery;
    this.canvas?.update({ tiles: location.origin + result.tiles, near: circleOf(result.near) });
    this.preview?.close();
    if (elsewhere || !this.sees(boxOf(result.bounds))) this.fit();
  }

  /** Moves to where everything can be seen. */
  fit() {
    const box = boxOf(this.dataset.bounds ?? "");
    if (box) this.canvas?.map.fitBounds(box, FITTING);
  }

  /** @param {[number, number, number, number] | null} box */
  sees(box) {
    const view = this.canvas?.map.getBounds();
    if (!box || !view) return true;
    const [west, south, east, north] = box;
    return west <= view.getEast() && east >= view.getWest() && south <= view.getNorth() && north >= view.getSouth();
  }

  /**
   * Makes a point stand out; null for none.
   *
   * @param {[number, number] | null} position
   * @param {boolean} [pan] whether to bring it into sight
   */
  pointAt(position, pan = false) {
    this.pointed = position && point(position, { kind: "pointed" });
    this.mark();
    if (position && pan && !this.canvas?.map.getBounds().contains(position)) {
      this.canvas?.map.easeTo({ center: position });
    }
  }

  /**
   * Shows what stands on a point beside the map; null closes it.
   *
   * @param {[number, number] | null} position
   */
  choose(position) {
    this.chosen = position && point(position, { kind: "chosen" });
    this.mark();
    if (position) void this.preview?.open(this.here, position).then(() => this.uncover(position));
  }

  /**
   * Moves a chosen point out from under its card where the card lies across the map.
   *
   * @param {[number, number]} position
   */
  uncover(position) {
    const card = this.piece("preview");
    if (card.hidden || card.offsetWidth < this.offsetWidth) return;
    this.canvas?.map.easeTo({ center: position, offset: [0, -card.offsetHeight / 2] });
  }

  mark() {
    const marks = [this.chosen, this.pointed].filter((mark) => mark !== null);
    this.canvas?.update({ marks });
  }

  /** @param {{originalEvent?: unknown}} event */
  moved(event) {
    const bounds = this.canvas?.map.getBounds();
    if (!event.originalEvent || !bounds) return;
    this.tell("map:moved", { bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] });
  }

  /** @param {{error: {message: string, status?: number}, sourceId?: string}} event */
  failed(event) {
    if (event.error.status !== GONE) return console.warn(event.error);
    if (this.stale === this.dataset.tiles) return;
    this.stale = this.dataset.tiles;
    this.tell("map:stale", {});
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} detail
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/**
 * @param {string} text
 * @returns {[number, number, number, number] | null}
 */
const boxOf = (text) => /** @type {[number, number, number, number] | null} */ (numbers(text, 4));

/**
 * @param {string} text
 * @returns {[number, number, number] | null}
 */
const circleOf = (text) => /** @type {[number, number, number] | null} */ (numbers(text, 3));

customElements.define("indu-map", InduMap);
