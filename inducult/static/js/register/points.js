// <indu-points>: many points on the map that it holds, as a look before anything is kept.

import "../map/element.js";
import { collection, point } from "../map/shapes.js";

/** @typedef {import("../map/element.js").InduMap} InduMap */
/** @typedef {{lon: number, lat: number}} Point */

const LOOK = { "circle-radius": 5, "circle-color": "#c2410c", "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.5 };
// Nearer than this our land has no towns and rivers to find oneself by.
const FITTING = { padding: 40, maxZoom: 9, animate: false };

class Points extends HTMLElement {
  connectedCallback() {
    void this.begin();
  }

  async begin() {
    const element = /** @type {InduMap | null} */ (this.querySelector("indu-map"));
    while (element && !element.canvas) {
      if (!element.isConnected || element.querySelector("[data-piece=no-map]:not([hidden])")) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    const map = element?.canvas?.map;
    /** @type {Point[]} */
    const points = JSON.parse(this.dataset.points ?? "[]");
    if (!map || points.length === 0) return;
    const data = collection(points.map(({ lon, lat }) => point([lon, lat], {})));
    const draw = () => {
      if (map.getSource("points")) return;
      map.addSource("points", { type: "geojson", data });
      map.addLayer({ id: "points", type: "circle", source: "points", paint: LOOK });
    };
    map.on("styledata", draw); // another colour scheme gives the map another style
    map.on("load", draw);
    const lons = points.map(({ lon }) => lon);
    const lats = points.map(({ lat }) => lat);
    map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], FITTING);
    this.setAttribute("data-ready", "");
  }
}

customElements.define("indu-points", Points);
