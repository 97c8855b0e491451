// <indu-draft>: keeps what is typed as a draft, a moment after the last key; without it, a button.

const PAUSE_MS = 1500;

class Draft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form?.addEventListener("input", () => this.wait());
    this.form?.addEventListener("submit", () => this.settle());
    window.addEventListener("beforeunload", (event) => {
      if (this.unkept) event.preventDefault();
    });
  }

  wait() {
    this.unkept = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), PAUSE_MS);
  }

  settle() {
    this.unkept = false;
    clearTimeout(this.timer);
  }

  async keep() {
    if (!this.form) return;
    const body = new FormData(this.form);
    const answer = await fetch(location.href, {
      method: "POST",
      body,
      headers: { "X-Kept-By-Itself": "1" },
    }).catch(() => null);
    if (answer?.ok && !answer.redirected) this.settle();
    this.say(answer ? (this.unkept ? "waits" : "kept") : "offline");
  }

  /** @param {"kept" | "waits" | "offline"} what */
  say(what) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = this.dataset[what] ?? "";
  }
}

customElements.define("indu-draft", Draft);
