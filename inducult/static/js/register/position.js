// <indu-position>: sets the point and draws the outline of a place on a map.
//
// The fields of the form are the truth: the map follows them, and writes into them. Click sets the
// point (or a corner, while drawing), dragging and the arrow keys move it.

import "../map/element.js";
import { Marker } from "../../vendor/maplibre-gl/maplibre-gl.mjs";

/** @typedef {import("../map/element.js").InduMap} InduMap */
/** @typedef {[number, number]} Point longitude, latitude */

const DIGITS = 6; // a tenth of a metre
const STEP_PX = 8; // of an arrow key; one pixel with Shift
const STEPS = new Map([["ArrowUp", [0, -1]], ["ArrowDown", [0, 1]], ["ArrowLeft", [-1, 0]], ["ArrowRight", [1, 0]]]);
const HOME = { center: /** @type {Point} */ ([13.5, 49]), zoom: 5 };
const NEAR = 14;
const LAYERS = [
  { id: "outline-fill", type: "fill", paint: { "fill-color": "#c2410c", "fill-opacity": 0.18 } },
  { id: "outline-line", type: "line", paint: { "line-color": "#c2410c", "line-width": 2 } },
];

class Position extends HTMLElement {
  /** @type {Marker | null} */
  pin = null;
  /** @type {Marker[]} */
  corners = [];
  drawing = false;

  connectedCallback() {
    for (const part of this.querySelectorAll("[data-needs-script]")) part.removeAttribute("hidden");
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("input", (event) => this.typed(event));
    this.field("find")?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void this.find();
    });
    void this.begin();
  }

  async begin() {
    const element = /** @type {InduMap | null} */ (this.querySelector("indu-map"));
    while (element && !element.canvas) {
      if (!element.isConnected || element.querySelector("[data-piece=no-map]:not([hidden])")) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    this.map = element?.canvas?.map;
    if (!this.map) return;
    this.map.jumpTo(this.point ? { center: this.point, zoom: NEAR } : HOME);
    this.map.on("click", (event) => this.clicked([event.lngLat.lng, event.lngLat.lat]));
    this.map.on("styledata", () => this.paint());
    this.follow();
    this.readOutline();
    this.setAttribute("data-ready", "");
  }

  /**
   * @param {string} name
   * @returns {HTMLInputElement | null}
   */
  field(name) {
    return this.querySelector(`[name="${name}"], #${name}`);
  }

  /** @returns {Point | null} */
  get point() {
    const [lon, lat] = ["lon", "lat"].map((name) => this.field(name)?.value ?? "");
    const numbers = [Number(lon), Number(lat)];
    return lon && lat && numbers.every(Number.isFinite) ? /** @type {Point} */ (numbers) : null;
  }

  /** @param {Point} point */
  set(point) {
    ["lon", "lat"].forEach((name, at) => this.write(name, point[at].toFixed(DIGITS)));
    this.follow();
  }

  /**
   * Writes a field as if somebody had typed, so that the draft is kept.
   * @param {string} name
   * @param {string} value
   */
  write(name, value) {
    const field = this.field(name);
    if (!field || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  follow() {
    if (!this.map) return;
    const point = this.point;
    if (!point) {
      this.pin?.remove();
      this.pin = null;
      return;
    }
    this.pin ??= this.marker("pin", this.dataset.point ?? "", point, (moved) => this.set(moved));
    this.pin.setLngLat(point);
  }

  /**
   * A button on the map that can be dragged, and moved by the arrow keys.
   * @param {string} look
   * @param {string} words
   * @param {Point} point
   * @param {(moved: Point) => void} moved
   */
  marker(look, words, point, moved) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = look;
    element.setAttribute("aria-label", words);
    const marker = new Marker({ element, draggable: true }).setLngLat(point);
    if (this.map) marker.addTo(this.map);
    element.setAttribute("aria-label", words); // the library names its markers itself
    const told = () => moved(/** @type {Point} */ (marker.getLngLat().toArray()));
    marker.on("drag", told);
    marker.on("dragend", told);
    element.addEventListener("keydown", (event) => {
      const step = STEPS.get(event.key);
      if (!step || !this.map) return;
      event.preventDefault();
      event.stopPropagation();
      const size = event.shiftKey ? 1 : STEP_PX;
      const at = this.map.project(marker.getLngLat());
      marker.setLngLat(this.map.unproject([at.x + step[0] * size, at.y + step[1] * size]));
      told();
    });
    element.addEventListener("click", (event) => event.stopPropagation());
    return marker;
  }

  /** @param {Point} point */
  clicked(point) {
    if (this.drawing) this.addCorner(point);
    else this.set(point);
  }

  /** @param {Event} event */
  typed(event) {
    const name = /** @type {HTMLInputElement} */ (event.target).name;
    if (name === "lon" || name === "lat") this.follow();
    if (name === "footprint" && event.isTrusted) this.readOutline();
  }

  /** @param {Event} event */
  pressed(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest?.("[data-do]");
    if (!(button instanceof HTMLElement)) return;
    const centre = /** @type {Point | undefined} */ (this.map?.getCenter().toArray());
    const deeds = {
      find: () => void this.find(),
      draw: () => this.draw(button),
      corner: () => centre && this.addCorner(centre),
      undo: () => this.takeBack(),
      clear: () => this.clear(),
    };
    deeds[/** @type {keyof typeof deeds} */ (button.dataset.do)]?.();
  }

  async find() {
    const text = this.field("find")?.value.trim();
    if (!text) return;
    const answer = await fetch(`${this.dataset.find}?q=${encodeURIComponent(text)}`).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!answer?.ok || !told) return this.say(told?.words ?? this.dataset.offline ?? "");
    this.set([told.lon, told.lat]);
    this.write("precision", told.precision);
    this.map?.jumpTo({ center: [told.lon, told.lat], zoom: told.zoom });
    this.say(told.name ?? "");
  }

  /** @param {string} words */
  say(words) {
    const status = this.querySelector("[data-status]");
    if (status) status.textContent = words;
  }

  /** @param {HTMLElement} button */
  draw(button) {
    this.drawing = !this.drawing;
    button.setAttribute("aria-pressed", String(this.drawing));
  }

  /** @param {Point} point */
  addCorner(point) {
    this.corners.push(this.marker("corner", this.dataset.corner ?? "", point, () => this.writeOutline()));
    this.writeOutline();
  }

  takeBack() {
    this.corners.pop()?.remove();
    this.writeOutline();
  }

  clear() {
    for (const corner of this.corners) corner.remove();
    this.corners = [];
    this.write("footprint", "");
    this.paint();
  }

  /** Corners can be moved where the outline is one ring; anything else is shown as it is. */
  readOutline() {
    for (const corner of this.corners) corner.remove();
    this.corners = [];
    const outline = this.outline;
    if (outline?.type === "Polygon" && outline.coordinates.length === 1) {
      for (const point of outline.coordinates[0].slice(0, -1)) {
        this.corners.push(
          this.marker("corner", this.dataset.corner ?? "", /** @type {Point} */ (point), () => this.writeOutline()),
        );
      }
    }
    this.paint();
  }

  writeOutline() {
    const points = this.corners.map((corner) => corner.getLngLat().toArray().map((number) => Number(number.toFixed(DIGITS))));
    const ring = points.length < 3 ? null : [...points, points[0]];
    this.write("footprint", ring ? JSON.stringify({ type: "Polygon", coordinates: [ring] }) : "");
    this.paint();
  }

  /** @returns {GeoJSON.Polygon | GeoJSON.MultiPolygon | null} */
  get outline() {
    try {
      return JSON.parse(this.field("footprint")?.value || "null");
    } catch {
      return null; // somebody is typing
    }
  }

  /** Draws the outline again: another colour scheme gives the map another style. */
  paint() {
    if (!this.map?.isStyleLoaded()) return;
    const outline = this.outline;
    /** @type {GeoJSON.FeatureCollection} */
    const data = { type: "FeatureCollection", features: outline ? [{ type: "Feature", properties: {}, geometry: outline }] : [] };
    const source = /** @type {import("maplibre-gl").GeoJSONSource | undefined} */ (this.map.getSource("outline"));
    if (source) {
      source.setData(data);
      return;
    }
    this.map.addSource("outline", { type: "geojson", data });
    for (const layer of LAYERS) this.map.addLayer(/** @type {any} */ ({ ...layer, source: "outline" }));
  }
}

customElements.define("indu-position", Position);
