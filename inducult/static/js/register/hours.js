// <indu-hours>: has the server read the hours back in words while somebody types.

const READING_PAUSE_MS = 400;

class Hours extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form?.addEventListener("input", () => this.wait());
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), READING_PAUSE_MS);
  }

  async read() {
    const place = this.querySelector("[data-read-back]");
    if (!this.form || !place || !this.dataset.preview) return;
    const body = new FormData(this.form);
    const answer = await fetch(this.dataset.preview, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return;
    place.innerHTML = await answer.text();
    this.write(place.querySelector("[data-syntax]")?.textContent ?? null);
  }

  /**
   * The text follows the table, unless somebody is writing in it.
   * @param {string | null} syntax
   */
  write(syntax) {
    const [text, read] = ["text", "read"].map((name) =>
      /** @type {HTMLInputElement | null} */ (this.querySelector(`[name="${name}"]`)),
    );
    if (syntax === null || !text || !read || text === document.activeElement) return;
    if (text.value !== read.value) return;
    text.value = syntax;
    read.value = syntax;
  }
}

customElements.define("indu-hours", Hours);
