// <indu-explorer>: keeps the map, the list and the filters of one result in step.

import { bindAreaSearch } from "./area-search.js";
import { bindFilters } from "./filters.js";
import { followWithLanguages } from "./languages.js";
import { bindList } from "./list.js";
import { bindNearMe } from "./near-me.js";
import { bindSwitch } from "./view-switch.js";

/** @typedef {import("../map/element.js").InduMap} InduMap */

class Explorer extends HTMLElement {
  connectedCallback() {
    const form = bindFilters(this);
    bindList(this);
    bindAreaSearch(this, form);
    bindNearMe(this, form);
    bindSwitch(this);
    followWithLanguages();
    this.addEventListener("htmx:afterSettle", (event) => this.renewed(event));
    document.addEventListener("htmx:historyRestore", () => this.renewed());
    this.addEventListener("map:stale", () => this.renew());
    for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
      this.addEventListener(name, () => this.troubled(true));
    }
    this.addEventListener("htmx:beforeSwap", () => this.troubled(false));
  }

  /** @returns {InduMap | null} */
  get map() {
    return /** @type {InduMap | null} */ (this.querySelector("indu-map"));
  }

  /** A new result has come: the map takes it as well, and it is said aloud. */
  renewed(/** @type {Event | undefined} */ event = undefined) {
    if (event && !(event.target instanceof HTMLElement && event.target.id === "results")) return;
    const results = this.querySelector("#results");
    if (!(results instanceof HTMLElement)) return;
    const { tiles = "", here = "", bounds = "", near = "", placeQuery = "" } = results.dataset;
    this.map?.show({ tiles, here, bounds, near, placeQuery });
    const announcement = this.querySelector("#announcement");
    if (announcement) announcement.textContent = results.querySelector("h2")?.textContent?.trim() ?? "";
    followWithLanguages();
  }

  /** @param {boolean} yes whether the last answer did not come */
  troubled(yes) {
    this.querySelector("#trouble")?.toggleAttribute("hidden", !yes);
  }

  /** Asks for the same result again, from the edition that is now in use. */
  renew() {
    void htmx.ajax("get", location.pathname + location.search, { target: "#results", swap: "outerHTML", source: "#results" });
  }
}

customElements.define("indu-explorer", Explorer);
