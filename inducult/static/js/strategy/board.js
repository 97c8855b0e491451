// <indu-board>: cards are moved by drag and by the arrow keys; the form of each card does the work.

class Board extends HTMLElement {
  connectedCallback() {
    for (const card of this.cards()) card.tabIndex = 0;
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("keydown", (event) => this.press(event));
    const moved = location.hash && this.querySelector(location.hash);
    if (moved instanceof HTMLElement) moved.focus();
  }

  /** @returns {NodeListOf<HTMLElement>} */
  cards() {
    return this.querySelectorAll(".board__card[draggable=true]");
  }

  /** @param {DragEvent} event */
  lift(event) {
    const card = event.target instanceof Element ? event.target.closest(".board__card") : null;
    if (card) event.dataTransfer?.setData("text/plain", card.id);
  }

  /** @param {DragEvent} event */
  over(event) {
    if (this.column(event.target)) event.preventDefault();
  }

  /** @param {DragEvent} event */
  drop(event) {
    const column = this.column(event.target);
    const card = document.getElementById(event.dataTransfer?.getData("text/plain") ?? "");
    if (!column || !card) return;
    event.preventDefault();
    this.move(card, column.dataset.status ?? "");
  }

  /**
   * @param {EventTarget | null} target
   * @returns {HTMLElement | null}
   */
  column(target) {
    return target instanceof Element ? target.closest(".board__column") : null;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const card = event.target;
    if (!step || !(card instanceof HTMLElement) || !card.matches(".board__card[draggable=true]")) return;
    const columns = [...this.querySelectorAll(".board__column")];
    const here = columns.indexOf(/** @type {Element} */ (this.column(card)));
    const next = columns[here + step];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    this.move(card, next.dataset.status ?? "");
  }

  /**
   * @param {HTMLElement} card
   * @param {string} status
   */
  move(card, status) {
    const select = card.querySelector("select");
    if (!select || select.value === status) return;
    select.value = status;
    select.form?.requestSubmit();
  }
}

customElements.define("indu-board", Board);
