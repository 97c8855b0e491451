// <indu-order>: parts of a plan are put in order by dragging; the buttons beside them do the same.

class Order extends HTMLElement {
  /** @type {HTMLElement | null} */
  lifted = null;

  connectedCallback() {
    for (const part of this.querySelectorAll("li[data-key]")) part.setAttribute("draggable", "true");
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => this.drop(event));
  }

  /** @param {DragEvent} event */
  lift(event) {
    event.stopPropagation();
    this.lifted = this.piece(event.target);
    event.dataTransfer?.setData("text/plain", this.lifted?.id ?? "");
  }

  /** @param {DragEvent} event */
  over(event) {
    if (this.like(event.target)) event.preventDefault();
  }

  /** @param {DragEvent} event */
  drop(event) {
    const before = this.like(event.target);
    const form = this.lifted?.querySelector("form");
    const field = form?.querySelector("input[name=before]");
    if (!before || !form || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    field.disabled = false;
    field.value = before.dataset.key ?? "";
    form.submit();
  }

  /**
   * @param {EventTarget | null} target
   * @returns {HTMLElement | null}
   */
  piece(target) {
    return target instanceof Element ? target.closest("li[data-key]") : null;
  }

  /**
   * The part of the same list under the pointer: only there has the order a meaning.
   * @param {EventTarget | null} target
   * @returns {HTMLElement | null}
   */
  like(target) {
    let part = this.piece(target);
    while (part && part.parentElement !== this.lifted?.parentElement) part = this.piece(part.parentElement);
    return part === this.lifted ? null : part;
  }
}

customElements.define("indu-order", Order);
