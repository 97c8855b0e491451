// <indu-copy>: a button that copies the text of a field; without scripts there is no button.

class Copy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => void this.copy());
  }

  async copy() {
    const field = document.getElementById(this.dataset.from ?? "");
    if (!(field instanceof HTMLTextAreaElement)) return;
    const done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    if (!done) field.select();
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = (done ? this.dataset.done : this.dataset.failed) ?? "";
  }
}

customElements.define("indu-copy", Copy);
