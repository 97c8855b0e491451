// <indu-wall>: cards under their themes. Cards are moved by dragging, by the menu below each, and by
// the arrow keys. Whoever leads chooses themes for the positive core. Whoever does not see the wall hears now and then how many are new.

import { send } from "./outbox.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./board.js").Thing} Thing */

const NEWS_MS = 6000; // the screen reader is told no more often

class Wall extends HTMLElement {
  fresh = 0;
  /** @type {Set<string>} */
  shown = new Set();
  /** @type {Board | undefined} */
  board;

  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.dragged(event));
    this.addEventListener("dragover", (event) => { if (this.moving) event.preventDefault(); });
    this.addEventListener("drop", (event) => this.dropped(event));
    this.addEventListener("change", (event) => this.chosen(event));
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("submit", (event) => this.choose(event));
  }

  /** @param {Board} board @param {Set<string> | null} names that changed; null: draw all */
  show(board, names) {
    this.board = board;
    if (names && ![...names].some((name) => /^(card|theme|dots:theme)/.test(name))) return;
    const first = this.shown.size === 0 && names === null;
    const columns = this.columns();
    const focused = document.activeElement?.closest("[data-card]")?.getAttribute("data-card");
    const menu = document.activeElement instanceof HTMLSelectElement;
    const choosing = this.themeOf(document.activeElement?.closest(".wall__choose"));
    this.piece("columns")?.replaceChildren(...columns.map((column) => this.column(column, columns)));
    if (focused) {
      const card = this.querySelector(`[data-card="${focused}"]`);
      /** @type {HTMLElement | null | undefined} */ (menu ? card?.querySelector("select") : card)?.focus({ preventScroll: true });
    }
    if (choosing) /** @type {HTMLElement | null} */ (this.querySelector(`[data-theme="${choosing}"] .wall__choose button`))?.focus({ preventScroll: true });
    if (!first && this.fresh) this.tell();
  }

  /** @returns {{key: string, title: string, core: boolean, dots: number, cards: [string, Thing][]}[]} */
  columns() {
    const kinds = (this.dataset.kinds ?? "").split(" ");
    const position = Number(this.dataset.position);
    const things = this.board?.things ?? new Map();
    const found = [{ key: "", title: this.dataset.loose ?? "", core: false, dots: 0, order: -1, cards: /** @type {[string, Thing][]} */ ([]) }];
    for (const [name, thing] of things) {
      if (name.startsWith("theme:")) found.push({ key: name.slice(6), title: thing.title, core: thing.core, order: thing.order, dots: this.dots(name), cards: [] });
    }
    found.sort((a, b) => a.order - b.order || a.key.localeCompare(b.key));
    for (const [name, thing] of things) {
      if (!name.startsWith("card:") || !kinds.includes(thing.kind) || (thing.kind === "word" && thing.step !== position)) continue;
      (found.find((column) => column.key === thing.theme) ?? found[0])?.cards.push([name.slice(5), thing]);
    }
    for (const column of found) column.cards.sort((a, b) => a[1].order - b[1].order);
    return found.filter((column) => column.key || column.cards.length || this.dataset.gathering);
  }

  /** @param {string} theme */
  dots(theme) {
    return /** @type {number} */ (/** @type {unknown} */ (this.board?.things.get(`dots:${theme}`) ?? 0));
  }

  /** @param {ReturnType<Wall["columns"]>[0]} column @param {ReturnType<Wall["columns"]>} all */
  column(column, all) {
    const section = document.createElement("section");
    section.className = `wall__column${column.core ? " wall__column--core" : ""}`;
    section.dataset.theme = column.key;
    const title = section.appendChild(document.createElement("h2"));
    title.textContent = column.title;
    if (!column.key) title.lang = document.documentElement.lang;
    if (column.dots) {
      const dots = title.appendChild(document.createElement("span"));
      dots.className = "slip__dots";
      dots.textContent = ` ● ${column.dots}`;
    }
    if (column.key && this.dataset.choosing) section.append(this.choice(column));
    else if (column.core) section.append(this.mark());
    const list = section.appendChild(document.createElement("ul"));
    list.append(...column.cards.map(([key, card]) => this.card(key, card, all)));
    return section;
  }

  /** @param {string} key @param {Thing} card @param {ReturnType<Wall["columns"]>} all */
  card(key, card, all) {
    const row = document.createElement("li");
    row.className = "slip";
    row.dataset.card = key;
    row.append(card.text);
    if (card.by) row.appendChild(document.createElement("small")).textContent = ` ${card.by}`;
    if (!this.shown.has(key)) {
      this.shown.add(key);
      row.classList.add("slip--new");
      this.fresh += 1;
    }
    if (this.dataset.gathering) {
      row.draggable = true;
      row.tabIndex = 0;
      row.append(this.menu(card, all));
    }
    return row;
  }

  /** @param {Thing} card @param {ReturnType<Wall["columns"]>} all */
  menu(card, all) {
    const menu = document.createElement("select");
    menu.setAttribute("aria-label", `${this.dataset.move}: ${card.text}`);
    for (const column of all) menu.append(new Option(column.title, column.key, false, column.key === card.theme));
    return menu;
  }

  /** Whether a theme is in the positive core, to be turned. @param {ReturnType<Wall["columns"]>[0]} column */
  choice(column) {
    const form = document.createElement("form");
    form.className = "wall__choose";
    const button = form.appendChild(document.createElement("button"));
    button.className = `button button--small${column.core ? "" : " button--quiet"}`;
    button.setAttribute("aria-pressed", String(column.core));
    button.setAttribute("aria-label", `${this.dataset.core}: ${column.title}`);
    button.textContent = this.dataset.core ?? "";
    button.lang = document.documentElement.lang;
    return form;
  }

  mark() {
    const mark = document.createElement("p");
    mark.className = "wall__core";
    mark.textContent = this.dataset.core ?? "";
    mark.lang = document.documentElement.lang;
    return mark;
  }

  /** @param {Element | null | undefined} inside */
  themeOf(inside) {
    return inside?.closest("[data-theme]")?.getAttribute("data-theme") ?? "";
  }

  /** @param {SubmitEvent} event */
  choose(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const key = this.themeOf(form);
    const theme = this.board?.things.get(`theme:${key}`);
    if (!form.matches(".wall__choose") || !theme || !this.board) return;
    event.preventDefault();
    event.stopPropagation();
    const turned = !theme.core;
    theme.core = turned;
    this.show(this.board, null);
    void send({ to: this.dataset.choosing ?? "", fields: { theme: key, core: turned ? "1" : "0" } }).then((answer) => {
      if (answer?.ok || !this.board) return;
      theme.core = !turned; // it stays as everybody sees it
      this.show(this.board, null);
    });
  }

  tell() {
    if (this.telling) return;
    this.telling = setTimeout(() => {
      const news = this.piece("news");
      if (news && this.fresh) news.textContent = (this.dataset.new ?? "").replace("{n}", String(this.fresh));
      this.fresh = 0;
      this.telling = undefined;
    }, NEWS_MS);
  }

  /** @param {string} name */
  piece(name) {
    return this.querySelector(`[data-piece=${name}]`);
  }

  /** @param {string} key @param {string} theme */
  async move(key, theme) {
    const card = this.board?.things.get(`card:${key}`);
    if (!card || card.theme === theme) return;
    const before = card.theme;
    card.theme = theme;
    if (this.board) this.show(this.board, null);
    const news = this.piece("news");
    const title = this.columns().find((column) => column.key === theme)?.title ?? "";
    if (news) news.textContent = (this.dataset.moved ?? "").replace("{theme}", title);
    const answer = await send({ to: this.dataset.gathering ?? "", fields: { thing: `card:${key}`, theme } });
    if (!answer?.ok && this.board) { // it goes back to where everybody sees it
      card.theme = before;
      this.show(this.board, null);
    }
  }

  /** @param {DragEvent} event */
  dragged(event) {
    const card = /** @type {HTMLElement} */ (event.target).closest("[data-card]");
    this.moving = card?.getAttribute("data-card") ?? "";
    event.dataTransfer?.setData("text/plain", this.moving);
  }

  /** @param {DragEvent} event */
  dropped(event) {
    const column = /** @type {HTMLElement} */ (event.target).closest("[data-theme]");
    if (!column || !this.moving) return;
    event.preventDefault();
    void this.move(this.moving, column.getAttribute("data-theme") ?? "");
    this.moving = "";
  }

  /** @param {Event} event */
  chosen(event) {
    const menu = /** @type {HTMLSelectElement} */ (event.target);
    const key = menu.closest("[data-card]")?.getAttribute("data-card");
    if (key) void this.move(key, menu.value);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const card = /** @type {HTMLElement} */ (event.target);
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || !card.matches("[data-card]")) return;
    event.preventDefault();
    const keys = this.columns().map((column) => column.key);
    const theme = keys[keys.indexOf(card.closest("[data-theme]")?.getAttribute("data-theme") ?? "") + way];
    if (theme !== undefined) void this.move(card.dataset.card ?? "", theme);
  }
}

customElements.define("indu-wall", Wall);
