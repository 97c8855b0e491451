// <indu-review>: decides suggestions by single keys. The next one takes the place of the last
// without a new page, and the map stays; without this script the same forms and links do the same.

import "../map/element.js";
import { Marker } from "../../vendor/maplibre-gl/maplibre-gl.mjs";

/** @typedef {import("../map/element.js").InduMap} InduMap */
/** @typedef {{lon: number, lat: number, who: string, label: string}} Point */

const SAME = new Map([["ArrowRight", "j"], ["ArrowLeft", "k"], ["s", "j"]]);
const FITTING = { padding: 70, maxZoom: 12, animate: false };
const KEPT = "review-keys";

class Review extends HTMLElement {
  /** @type {Marker[]} */
  markers = [];
  busy = false;

  connectedCallback() {
    for (const part of this.querySelectorAll("[data-needs-script]")) part.removeAttribute("hidden");
    this.keys = /** @type {HTMLInputElement | null} */ (this.querySelector("[data-keys]"));
    if (this.keys) this.keys.checked = localStorage.getItem(KEPT) !== "off";
    this.keys?.addEventListener("change", () => localStorage.setItem(KEPT, this.keys?.checked ? "on" : "off"));
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("submit", (event) => this.sent(event));
    this.addEventListener("click", (event) => this.clicked(event));
    void this.begin();
  }

  disconnectedCallback() {
    if (this.onKey) document.removeEventListener("keydown", this.onKey);
  }

  async begin() {
    const element = /** @type {InduMap | null} */ (this.querySelector("indu-map"));
    while (element && !element.canvas) {
      if (!element.isConnected || element.querySelector("[data-piece=no-map]:not([hidden])")) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    this.map = element?.canvas?.map;
    this.place();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape") target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || !this.keys?.checked) return;
    if (event.key === "Enter" && target instanceof HTMLSelectElement && this.contains(target)) {
      event.preventDefault();
      const refuse = /** @type {HTMLElement | null} */ (target.form?.querySelector("[value=refuse]"));
      target.form?.requestSubmit(refuse);
      return;
    }
    const isBox = target instanceof HTMLInputElement && target.type === "checkbox";
    if (!isBox && target.closest("input, textarea, select, .maplibregl-map")) return;
    const key = SAME.get(event.key) ?? event.key;
    const found = /** @type {HTMLElement | null} */ (this.querySelector(`[data-key="${CSS.escape(key)}"]`));
    if (!found || this.busy) return; // a key never decides what has not been seen yet
    event.preventDefault();
    if (key === "p") this.focusPiece();
    else if (key === "r") found.focus();
    else found.click();
  }

  focusPiece() {
    /** @type {HTMLElement | null} */ (this.querySelector("[name=piece]"))?.focus();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[data-go]");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.go(link.href);
  }

  /** @param {SubmitEvent} event */
  sent(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    event.preventDefault();
    const submitter = /** @type {HTMLElement | null} */ (event.submitter);
    void this.go(form.action, new FormData(form, submitter));
  }

  /**
   * @param {string} address
   * @param {FormData} [body]
   */
  async go(address, body) {
    if (this.busy) return;
    this.busy = true;
    this.say(this.dataset.busy ?? "");
    const answer = await fetch(address, body ? { method: "POST", body } : {}).catch(() => null);
    const text = await answer?.text().catch(() => null);
    this.busy = false;
    if (!answer || text == null) return this.say(this.dataset.offline ?? "");
    const page = new DOMParser().parseFromString(text, "text/html");
    const next = page.querySelector("[data-suggestion]");
    if (!next) return location.assign(answer.url);
    this.querySelector("[data-suggestion]")?.replaceWith(next);
    history.replaceState(null, "", answer.url);
    document.title = page.title;
    this.place();
    this.greet();
  }

  /** What came is said and stands at the top, whoever reads with the ears or on a telephone. */
  greet() {
    const heading = /** @type {HTMLElement | null} */ (this.querySelector("[data-heading]"));
    heading?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
    const said = this.querySelector("[data-suggestion] .notice")?.textContent?.trim() ?? "";
    this.say(`${said} ${heading?.textContent ?? ""}`);
  }

  /** @param {string} words */
  say(words) {
    const status = this.querySelector("[data-status]");
    if (status) status.textContent = words;
  }

  /** Ours and theirs on the map. */
  place() {
    const told = /** @type {HTMLElement | null} */ (this.querySelector("[data-points]"))?.dataset.points;
    /** @type {Point[]} */
    const points = JSON.parse(told ?? "[]");
    this.querySelector("[data-map]")?.toggleAttribute("hidden", points.length === 0);
    const map = this.map;
    if (!map) return;
    for (const marker of this.markers.splice(0)) marker.remove();
    if (points.length === 0) return;
    map.resize();
    this.markers = points.map(({ lon, lat, who, label }) => {
      const element = document.createElement("div");
      element.className = `beside beside--${who}`;
      element.textContent = label;
      const anchor = who === "ours" ? "bottom" : "top";
      const marker = new Marker({ element, anchor }).setLngLat([lon, lat]).addTo(map);
      element.removeAttribute("aria-label"); // the words on it are its name
      element.removeAttribute("role");
      return marker;
    });
    const lons = points.map((point) => point.lon);
    const lats = points.map((point) => point.lat);
    map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], FITTING);
  }
}

customElements.define("indu-review", Review);
