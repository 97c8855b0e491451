// <indu-writing>: buttons that set marks, and a draft on this device that outlives a closed page.
// Without scripts there are a plain field and its button.

const MOMENT_MS = 700;

/** @type {Record<string, [string, string]>} */
const AROUND = { strong: ["**", "**"], em: ["*", "*"], link: ["[", "](https://)"] };
/** @type {Record<string, string>} */
const BEFORE = { heading: "## ", list: "- ", quote: "> " };

class Writing extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.form = this.querySelector("form");
    if (!this.field || !this.form) return;
    this.addTools();
    this.offerDraft();
    this.form.addEventListener("input", () => this.wait());
    this.form.addEventListener("submit", () => this.forget());
  }

  get name() {
    return `writing ${this.dataset.key}`;
  }

  addTools() {
    const tools = document.createElement("div");
    tools.className = "writing__tools";
    for (const mark of [...Object.keys(AROUND), ...Object.keys(BEFORE)]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet button--small";
      button.textContent = this.dataset[mark] ?? mark;
      button.addEventListener("click", () => this.mark(mark));
      tools.append(button);
    }
    this.field?.before(tools);
  }

  /** @param {string} mark */
  mark(mark) {
    const field = this.field;
    if (!field) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    field.focus();
    if (BEFORE[mark]) {
      const line = value.lastIndexOf("\n", from - 1) + 1;
      field.setRangeText(BEFORE[mark], line, line, "end");
      field.setSelectionRange(from + BEFORE[mark].length, to + BEFORE[mark].length);
    } else {
      const [before, after] = AROUND[mark] ?? ["", ""];
      field.setRangeText(before + value.slice(from, to) + after, from, to, "select");
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), MOMENT_MS);
  }

  keep() {
    const text = this.field?.value ?? "";
    try {
      localStorage.setItem(this.name, JSON.stringify({ text, revision: this.dataset.revision }));
    } catch {
      return; // no room or not allowed: the page itself still holds the text
    }
    this.say(this.dataset.kept ?? "");
  }

  forget() {
    clearTimeout(this.timer);
    localStorage.removeItem(this.name);
  }

  offerDraft() {
    const kept = this.kept();
    const offer = this.querySelector("[data-draft]");
    if (!kept || kept.text === this.field?.value || !(offer instanceof HTMLElement)) return;
    const words = offer.querySelector("span");
    if (words) words.textContent = this.dataset.found ?? "";
    offer.hidden = false;
    offer.querySelector("[data-take]")?.addEventListener("click", () => this.take(kept, offer));
    offer.querySelector("[data-drop]")?.addEventListener("click", () => {
      this.forget();
      offer.hidden = true;
    });
  }

  /** @returns {{text: string, revision: string} | null} */
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * The draft goes back into the field with the revision that it was begun on, so that what others
   * saved meanwhile is merged and not overwritten.
   * @param {{text: string, revision: string}} kept
   * @param {HTMLElement} offer
   */
  take(kept, offer) {
    if (this.field) this.field.value = kept.text;
    const revision = this.form?.querySelector("[name=revision]");
    if (revision instanceof HTMLInputElement) revision.value = kept.revision;
    this.dataset.revision = kept.revision;
    offer.hidden = true;
    this.field?.focus();
  }

  /** @param {string} words */
  say(words) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }
}

customElements.define("indu-writing", Writing);

export {}; // a module of its own
