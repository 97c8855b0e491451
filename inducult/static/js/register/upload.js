// <indu-upload>: sends a picture and shows how far it has come; without it, a plain form.

class Upload extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.bar = this.querySelector("progress");
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.begin();
    });
  }

  /** What was typed below is kept first: the page comes anew when the picture is there. */
  async begin() {
    const draft = /** @type {{unkept?: boolean, keep?: () => Promise<void>} | null} */ (
      /** @type {unknown} */ (document.querySelector("indu-draft"))
    );
    if (draft?.unkept) await draft.keep?.();
    this.send();
  }

  send() {
    if (!this.form) return;
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => this.show(event.loaded, event.total));
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () => this.end(this.dataset.offline ?? ""));
    this.sending(true);
    request.send(new FormData(this.form));
  }

  /** @param {boolean} sending */
  sending(sending) {
    if (this.bar) this.bar.hidden = !sending;
    const button = this.querySelector("button");
    if (button) button.disabled = sending;
  }

  /**
   * @param {number} sent
   * @param {number} whole
   */
  show(sent, whole) {
    const part = whole ? Math.floor((100 * sent) / whole) / 100 : 0;
    if (this.bar) this.bar.value = 100 * part;
    const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
    const said = (this.dataset.sent ?? "").replace("{percent}", percent.format(part));
    this.say(part < 1 ? said : (this.dataset.working ?? ""));
  }

  /** @param {XMLHttpRequest} request */
  answered(request) {
    const told = /** @type {{address?: string, reason?: string}} */ (read(request.responseText));
    if (told.address) {
      if (new URL(told.address, location.href).pathname === location.pathname) location.reload();
      else location.assign(told.address);
    } else this.end(told.reason ?? this.dataset.offline ?? "");
  }

  /** @param {string} reason */
  end(reason) {
    this.sending(false);
    this.say(reason);
    this.querySelector("input[type=file]")?.setAttribute("aria-invalid", "true");
  }

  /** @param {string} words */
  say(words) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

customElements.define("indu-upload", Upload);
