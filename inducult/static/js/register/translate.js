// <indu-translate>: Ctrl + Enter in a text ticks it as checked and goes on to the next text.

class Translate extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      const text = event.target;
      const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (wanted && text instanceof HTMLTextAreaElement) {
        event.preventDefault();
        this.done(text);
      }
    });
  }

  /** @param {HTMLTextAreaElement} text */
  done(text) {
    const box = /** @type {HTMLInputElement | null} */ (
      text.closest(".pair")?.querySelector("input[type=checkbox]") ?? null
    );
    if (box && text.value.trim() && !box.checked) box.click();
    const texts = [...this.querySelectorAll("textarea")];
    const next = texts[texts.indexOf(text) + 1];
    const target = next ?? this.querySelector("button[name=look]");
    if (target instanceof HTMLElement) target.focus();
  }
}

customElements.define("indu-translate", Translate);
