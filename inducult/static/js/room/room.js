// <indu-room>: a page of a session that follows it. The step is fetched anew when it changes; what
// is written goes through the outbox; what is typed and not sent is kept in this browser.
// Without this script the same forms work, and the page is loaded again by hand.

import { Board } from "./board.js";
import { listenForHints } from "./hints.js";
import { Outbox, newKey } from "./outbox.js";
import "./timer.js";
import "./wall.js";

const SPREAD_MS = 700; // so that a room full of phones does not ask for the step at one moment
const SAID_MS = 4000;

export class Room extends HTMLElement {
  asked = false;

  connectedCallback() {
    const { key = "", live = "", board = "" } = this.dataset;
    this.board = new Board(live, board);
    this.outbox = new Outbox(key);
    this.drafts = `draft-${key}`;
    this.board.addEventListener("changed", (event) => this.changed(/** @type {CustomEvent} */ (event).detail));
    this.board.addEventListener("over", () => this.isOver(404));
    this.outbox.addEventListener("changed", () => this.count());
    this.outbox.addEventListener("sent", (event) => this.sent(/** @type {CustomEvent} */ (event).detail.said));
    this.outbox.addEventListener("refused", (event) => this.refused(/** @type {CustomEvent} */ (event).detail.said));
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("input", () => this.keepDrafts());
    this.addEventListener("click", (event) => this.clicked(event));
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
    document.addEventListener("keydown", this.onKey);
    listenForHints(this);
    this.bringDrafts();
    this.board.begin();
    this.count();
    void this.outbox.flush();
  }

  disconnectedCallback() {
    this.board?.end();
    if (this.onKey) document.removeEventListener("keydown", this.onKey);
  }

  /** @param {{names: Set<string>, first: boolean}} news */
  changed({ names, first }) {
    for (const wall of this.querySelectorAll("indu-wall")) /** @type {any} */ (wall).show(this.board, names);
    const watched = (this.dataset.refresh ?? "").split(" ").filter(Boolean);
    const concerned = [...names].some((name) => watched.some((begin) => `${name}:`.startsWith(begin)));
    if (!first && concerned) this.refresh();
  }

  /** The step again, from the server: it knows what this person may do. */
  refresh() {
    if (this.asked) return;
    this.asked = true;
    const phone = this.querySelector("[data-say]") !== null;
    setTimeout(() => this.fetchStep(), phone ? Math.random() * SPREAD_MS : 0);
  }

  async fetchStep() {
    this.asked = false;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("indu-room");
      const step = fresh?.querySelector("[data-piece=step]");
      if (!response.ok || !fresh || !step) return this.isOver(response.status);
      this.replace(step);
      this.replaceOwn(fresh);
      this.dataset.refresh = /** @type {HTMLElement} */ (fresh).dataset.refresh;
    } catch {
      setTimeout(() => this.refresh(), 3000);
    }
  }

  /** @param {Element} step */
  replace(step) {
    const focused = whereabouts(document.activeElement);
    const open = [...this.querySelectorAll("details[open][data-keep-open]")].map((each) => /** @type {HTMLElement} */ (each).dataset.keepOpen);
    this.keepDrafts();
    const hints = this.piece("hints");
    this.querySelector("[data-piece=step]")?.replaceWith(document.adoptNode(step));
    for (const name of open) this.querySelector(`details[data-keep-open="${name}"]`)?.setAttribute("open", "");
    this.bringDrafts();
    if (hints) this.piece("hints")?.replaceWith(hints);
    for (const wall of this.querySelectorAll("indu-wall")) /** @type {any} */ (wall).show(this.board, null);
    if (focused) /** @type {HTMLElement | null} */ (this.querySelector(focused))?.focus({ preventScroll: true });
  }

  /** What this person has said, and her receipt. @param {Element} fresh */
  replaceOwn(fresh) {
    const said = fresh.querySelector("[data-piece=said]");
    if (said) this.piece("said")?.replaceWith(document.adoptNode(said));
  }

  /** The session has closed: its code leads nowhere, and the receipt is what is left.
   * @param {number} status */
  isOver(status) {
    if (status !== 404) return;
    this.board?.end();
    if (![...this.fields()].some((field) => field.value)) this.piece("step")?.replaceChildren();
    const notice = this.piece("over");
    if (notice) notice.hidden = false;
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-say], [data-dots], [data-theme]")) return;
    event.preventDefault();
    /** @type {Record<string, string>} */
    const fields = {};
    for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken") fields[name] = String(value);
    if (form.dataset.say) fields.client_key = newKey();
    this.outbox?.add({ to: form.action, fields });
    for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) {
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = false;
      else /** @type {HTMLInputElement} */ (field).value = "";
    }
    for (const menu of form.querySelectorAll("select:not([data-keep])")) /** @type {HTMLSelectElement} */ (menu).selectedIndex = 0;
    form.querySelector("[data-piece=hints]")?.replaceChildren();
    this.keepDrafts();
  }

  /** @param {{fields: Record<string, string>}} said */
  sent(said) {
    const { what, text } = said.fields;
    if (what !== "card" && what !== "theme") this.refresh(); // those two are seen on the wall
    const words = what === "card" && this.piece("said")?.appendChild(document.createElement("li"));
    if (words) words.textContent = text ?? "";
    const notice = this.piece("sent");
    if (!what || !notice) return;
    notice.textContent = notice.dataset.words ?? "";
    notice.hidden = false;
    setTimeout(() => { notice.hidden = true; notice.textContent = ""; }, SAID_MS);
  }

  /** @param {{fields: Record<string, string>}} said */
  refused(said) {
    if (!said.fields.what) return this.refresh();
    const row = document.createElement("li");
    const { what, step, client_key, ...words } = said.fields;
    row.textContent = Object.values(words).filter(Boolean).join(" · ");
    this.piece("late")?.querySelector("ul")?.append(row);
    this.piece("late")?.removeAttribute("hidden");
  }

  count() {
    const number = this.outbox?.waiting.length ?? 0;
    const notice = this.piece("waiting");
    if (!notice) return;
    notice.hidden = number === 0;
    notice.textContent = (notice.dataset.words ?? "").replace("{n}", String(number));
  }

  /** @param {string} name */
  piece(name) {
    return /** @type {HTMLElement | null} */ (this.querySelector(`[data-piece=${name}]`));
  }

  keepDrafts() {
    /** @type {Record<string, string>} */
    const kept = {};
    for (const field of this.fields()) if (field.value) kept[field.id] = field.value;
    localStorage.setItem(this.drafts ?? "", JSON.stringify({ ...this.kept(), ...Object.fromEntries([...this.fields()].map((f) => [f.id, ""])), ...kept }));
  }

  bringDrafts() {
    const kept = this.kept();
    for (const field of this.fields()) {
      const words = kept[field.id];
      if (words && (!field.value || field.matches("select"))) field.value = words;
      if (field.matches("select") && !field.value) /** @type {any} */ (field).selectedIndex = 0;
    }
  }

  /** @returns {Record<string, string>} */
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.drafts ?? "") ?? "{}");
    } catch {
      return {};
    }
  }

  /** @returns {NodeListOf<HTMLTextAreaElement>} */
  fields() {
    return this.querySelectorAll("[data-say] textarea[id], [data-say] input[id]:not([type=checkbox]):not([type=hidden]), [data-say] select[id]");
  }

  /** @param {Event} event */
  clicked(event) {
    if (!/** @type {HTMLElement} */ (event.target).closest("[data-full]")) return;
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen();
  }

  /** Next and back on the facilitator's screen and the wall. @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const isUsed = target.closest("input, textarea, select, [data-card]") !== null; // they have arrows of their own
    if (event.ctrlKey || event.metaKey || event.altKey || isUsed) return;
    const key = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" }[event.key];
    const button = key && /** @type {HTMLElement | null} */ (this.querySelector(`[data-key=${key}]`));
    if (button) { event.preventDefault(); button.click(); }
  }
}

/** Where somebody is on the keyboard, as a selector that holds in a fresh step too.
 * @param {Element | null} active */
function whereabouts(active) {
  if (active?.id) return `#${CSS.escape(active.id)}`;
  const card = active?.closest("[data-card]")?.getAttribute("data-card");
  if (card) return `[data-card="${CSS.escape(card)}"]${active instanceof HTMLSelectElement ? " select" : ""}`;
  const theme = active?.closest(".wall__choose") && active.closest("[data-theme]")?.getAttribute("data-theme");
  return theme ? `[data-theme="${CSS.escape(theme)}"] .wall__choose button` : "";
}

customElements.define("indu-room", Room);
