// Light or dark: the reader's own choice, kept in her browser. Stands in the head and runs before
// the page is drawn, so nothing flashes; it is no module because modules run too late.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  /** @returns {string | null} what was chosen before; null where storage is forbidden */
  const kept = () => {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null;
    }
  };

  /** @param {string} scheme "light" or "dark" */
  const keep = (scheme) => {
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // The choice then holds for this page only.
    }
  };

  const scheme = () => root.dataset.scheme ?? (system.matches ? "dark" : "light");
  const told = () => document.dispatchEvent(new CustomEvent("schemechange", { detail: scheme() }));

  const before = kept();
  if (before === "light" || before === "dark") root.dataset.scheme = before;

  /** <indu-scheme>: holds the button that goes to the other scheme; without scripts it is hidden. */
  class Scheme extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("button");
      if (!button) return;
      button.hidden = false;
      this.label(button);
      button.addEventListener("click", () => {
        root.dataset.scheme = scheme() === "dark" ? "light" : "dark";
        keep(root.dataset.scheme);
        this.label(button);
        told();
      });
      system.addEventListener("change", () => {
        this.label(button);
        told();
      });
    }

    /** @param {HTMLButtonElement} button */
    label(button) {
      const says = (scheme() === "dark" ? this.dataset.toLight : this.dataset.toDark) ?? "";
      button.title = says;
      const text = button.querySelector("span");
      if (text) text.textContent = says;
    }
  }

  // Only now does the element have its button.
  document.addEventListener("DOMContentLoaded", () => customElements.define("indu-scheme", Scheme));
})();
