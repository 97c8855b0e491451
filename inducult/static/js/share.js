// <indu-share data-address data-title data-copied data-failed>: a button that hands the address of a
// place on, by the telephone's own sharing or by the clipboard. Without scripts it stays hidden and
// the permanent address beside it is a link.

class Share extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => this.handOn());
  }

  async handOn() {
    const { address = location.href, title = document.title } = this.dataset;
    if (navigator.share) {
      try {
        await navigator.share({ title, url: address });
        return;
      } catch (error) {
        // Closing the sheet is an answer; anything else leaves the clipboard.
        if (error instanceof DOMException && error.name === "AbortError") return;
      }
    }
    this.say((await copied(address)) ? this.dataset.copied : this.dataset.failed);
  }

  /** @param {string | undefined} words */
  say(words) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words ?? "";
  }
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether the clipboard took it; it is closed to pages without https
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

customElements.define("indu-share", Share);
