// <indu-rows>: adds a row without a new page, and moves rows up and down; without it, a button
// that asks the server for another row and numbers that give the order.

class Rows extends HTMLElement {
  connectedCallback() {
    this.rows = this.dataset.rows ?? "";
    const button = this.querySelector("button[name=add_row]");
    button?.addEventListener("click", (event) => {
      event.preventDefault();
      this.add();
    });
  }

  get total() {
    const name = `${this.rows}-TOTAL_FORMS`;
    return /** @type {HTMLInputElement | null} */ (
      this.closest("form")?.querySelector(`input[name="${name}"]`) ?? null
    );
  }

  /** The last row is always an empty one: it is copied, numbers and all, under the next number. */
  add() {
    const rows = [...this.querySelectorAll("fieldset.row")];
    const last = /** @type {HTMLElement | undefined} */ (rows.at(-1));
    const total = this.total;
    if (!last || !total) return;
    const old = rows.length - 1;
    const row = /** @type {HTMLElement} */ (last.cloneNode(true));
    this.renumber(row, old, rows.length);
    this.empty(row);
    last.after(row);
    total.value = String(rows.length + 1);
    /** @type {HTMLElement | null} */ (row.querySelector("input, select, textarea"))?.focus();
  }

  /**
   * @param {HTMLElement} row
   * @param {number} old
   * @param {number} number
   */
  renumber(row, old, number) {
    const mark = new RegExp(`(${this.rows}-)${old}-`);
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby", "aria-labelledby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(mark, `$1${number}-`));
      }
    }
    const shown = row.querySelector("[data-row-number]");
    if (shown) shown.textContent = String(number + 1);
  }

  /** @param {HTMLElement} row */
  empty(row) {
    for (const error of row.querySelectorAll(".field__error")) error.remove();
    for (const input of row.querySelectorAll("input")) {
      if (["checkbox", "radio"].includes(input.type)) input.checked = false;
      else input.value = input.defaultValue && input.type === "hidden" ? input.defaultValue : "";
    }
    for (const text of row.querySelectorAll("textarea")) text.value = "";
  }
}

customElements.define("indu-rows", Rows);
