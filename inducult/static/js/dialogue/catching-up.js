// <indu-catching-up>: rows are sent as they are left, and wait on this computer while they cannot
// be. Without it, a form that sends all rows together.

const REST_MS = 400;
const AGAIN_MS = 5000;
const HINT_MS = 600;

/** @typedef {{ kind: string, client_key: string, fields: Record<string, string> }} Row */

class CatchingUp extends HTMLElement {
  connectedCallback() {
    this.store = `catching-up:${this.dataset.session}`;
    /** @type {Map<string, Row>} */
    this.waiting = new Map(this.read());
    this.addEventListener("input", (event) => this.typed(event));
    this.addEventListener("change", (event) => this.typed(event));
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("click", (event) => this.clicked(event));
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    window.addEventListener("online", () => void this.send());
    for (const button of this.querySelectorAll("[data-add], [data-many]")) button.removeAttribute("hidden");
    for (const section of this.sections) this.trim(section);
    this.putBack();
    if (this.waiting.size) void this.send();
  }

  get sections() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-kind]")]);
  }

  /** @returns {[string, Row][]} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.store ?? "") ?? "[]");
    } catch {
      return [];
    }
  }

  /** What waits stays on this computer until the server has it, and not longer. */
  write() {
    const store = this.store ?? "";
    if (this.waiting?.size) localStorage.setItem(store, JSON.stringify([...this.waiting]));
    else localStorage.removeItem(store);
  }

  /** One empty row is enough for those who have Enter. @param {HTMLElement} section */
  trim(section) {
    const rows = /** @type {HTMLTableRowElement[]} */ ([...section.querySelectorAll("tbody tr")]);
    const empty = rows.filter((row) => !this.said(row));
    for (const row of empty.slice(1)) row.remove();
  }

  /** Rows that an earlier page could not send. */
  putBack() {
    for (const row of this.waiting?.values() ?? []) {
      const section = this.sections.find((each) => each.dataset.kind === row.kind);
      if (!section) continue;
      const shown = section.querySelector(`tr[data-key="${CSS.escape(row.client_key)}"]`);
      const line = /** @type {HTMLElement} */ (shown ?? this.add(section, row.client_key));
      for (const [name, value] of Object.entries(row.fields)) this.fill(line, name, value);
    }
  }

  /** @param {HTMLElement} line @param {string} name @param {string} value */
  fill(line, name, value) {
    const field = /** @type {HTMLInputElement | null} */ (line.querySelector(`[data-field="${CSS.escape(name)}"]`));
    if (!field) return;
    if (field.type === "checkbox") field.checked = value === "on";
    else field.value = value;
  }

  /** @param {HTMLElement} line */
  said(line) {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (line.querySelectorAll("input[type=text], textarea"));
    return [...fields].some((field) => field.value.trim() !== "");
  }

  /** @param {HTMLElement} section @param {string} key */
  add(section, key = `p${crypto.randomUUID().replaceAll("-", "")}`) {
    const blank = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
    const body = /** @type {HTMLElement} */ (section.querySelector("tbody"));
    const line = /** @type {HTMLElement} */ (blank.content.querySelector("tr")?.cloneNode(true));
    line.dataset.key = key;
    for (const field of line.querySelectorAll("[name]")) {
      field.setAttribute("name", (field.getAttribute("name") ?? "").replace("__key__", key));
    }
    const last = body.querySelector("tr:last-child .typed__number")?.textContent ?? "0";
    const number = String((parseInt(last, 10) || 0) + 1);
    const shown = /** @type {HTMLElement} */ (line.querySelector(".typed__number"));
    shown.firstChild?.nodeType === Node.TEXT_NODE
      ? (shown.firstChild.textContent = number)
      : shown.prepend(number);
    this.fill(line, "order", number);
    this.carry(/** @type {HTMLElement | null} */ (body.lastElementChild), line);
    body.append(line);
    return line;
  }

  /** What was chosen on the last sheet holds for the next, and is seen to be carried over.
   * @param {HTMLElement | null} above @param {HTMLElement} line */
  carry(above, line) {
    for (const each of line.querySelectorAll("select")) {
      const last = /** @type {HTMLSelectElement | null | undefined} */ (above?.querySelector(`select[data-field="${each.dataset.field}"]`));
      if (!last || last.selectedIndex === each.selectedIndex) continue;
      each.value = last.value;
      each.classList.add("is-carried");
      each.title = this.dataset.carried ?? "";
      each.setAttribute("aria-label", `${each.getAttribute("aria-label")} (${each.title})`);
    }
  }

  /** How many of each kind are typed in. */
  countUp() {
    for (const section of this.sections) {
      const rows = /** @type {HTMLElement[]} */ ([...section.querySelectorAll("tbody tr")]);
      const shown = section.querySelector("[data-count]");
      if (shown) shown.textContent = String(rows.filter((row) => this.said(row)).length);
    }
  }

  /** Several in one field, one a line: `#2` at the end of a card is its theme.
   * @param {HTMLElement} section */
  many(section) {
    const field = /** @type {HTMLTextAreaElement | null} */ (section.querySelector(".typed__many textarea"));
    const blank = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
    const main = blank.content.querySelector("input[type=text], textarea")?.getAttribute("data-field") ?? "";
    for (const said of (field?.value ?? "").split("\n").map((row) => row.trim()).filter(Boolean)) {
      const known = section.dataset.kind === "card" ? /^(.*\S)\s+#(\d{1,4}(?:,\d{1,4})*)$/.exec(said) : null;
      const last = /** @type {HTMLElement | null} */ (section.querySelector("tbody tr:last-child"));
      const line = last && !this.said(last) ? last : this.add(section);
      this.fill(line, main, known?.[1] ?? said);
      if (known) this.fill(line, "themes", known[2] ?? "");
      this.keep(line);
    }
    if (field) { field.value = ""; field.focus(); }
    this.countUp();
    void this.send();
  }

  /** @param {Event} event */
  typed(event) {
    const field = /** @type {HTMLElement} */ (event.target);
    const line = field.closest("tr");
    if (!line) return;
    field.classList.remove("is-carried");
    this.countUp();
    this.keep(line);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), REST_MS);
    if (field.dataset.sentence !== undefined) this.hint(/** @type {HTMLInputElement} */ (field));
  }

  /** @param {HTMLElement} line */
  keep(line) {
    const kind = /** @type {HTMLElement} */ (line.closest("[data-kind]")).dataset.kind ?? "";
    const key = line.dataset.key ?? "";
    /** @type {Record<string, string>} */
    const fields = {};
    for (const each of line.querySelectorAll("[data-field]")) {
      const field = /** @type {HTMLInputElement} */ (each);
      fields[field.dataset.field ?? ""] = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
    }
    this.waiting?.set(key, { kind, client_key: key, fields });
    this.write();
  }

  /** Enter goes to the next row, and makes one at the end. @param {KeyboardEvent} event */
  pressed(event) {
    const field = /** @type {HTMLElement} */ (event.target);
    const line = field.closest("tr");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.closest(".typed__many")) {
      event.preventDefault();
      return this.many(/** @type {HTMLElement} */ (field.closest("[data-kind]")));
    }
    if (event.key !== "Enter" || event.shiftKey || !line || event.isComposing) return;
    event.preventDefault();
    const section = /** @type {HTMLElement} */ (line.closest("[data-kind]"));
    const next = /** @type {HTMLElement} */ (line.nextElementSibling ?? this.add(section));
    this.enter(next);
  }

  /** @param {HTMLElement} line */
  enter(line) {
    /** @type {HTMLElement | null} */ (line.querySelector("input:not([type=hidden]), textarea, select"))?.focus();
  }

  /** @param {Event} event */
  clicked(event) {
    const pressed = /** @type {HTMLElement} */ (event.target);
    const several = /** @type {HTMLElement | null} */ (pressed.closest("[data-many]")?.closest("[data-kind]") ?? null);
    if (several) return this.many(several);
    const button = pressed.closest("[data-add]");
    const section = /** @type {HTMLElement | null} */ (button?.closest("[data-kind]") ?? null);
    if (section) this.enter(this.add(section));
  }

  get token() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[name=csrfmiddlewaretoken]"));
  }

  async send() {
    if (this.sending || !this.waiting?.size) return this.tell("");
    this.sending = true;
    const rows = [...this.waiting.values()].slice(0, 100);
    const answer = await fetch(this.dataset.rows ?? "", {
      method: "POST",
      body: JSON.stringify({ rows }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token.value },
    }).catch(() => null);
    this.sending = false;
    await this.answered(answer, rows);
  }

  /** @param {Response | null} answer @param {Row[]} rows */
  async answered(answer, rows) {
    const isOurs = answer?.headers.get("Content-Type")?.includes("json") ?? false;
    if (!answer?.ok || answer.redirected || !isOurs) {
      this.tell(answer?.redirected || answer?.status === 403 ? (this.dataset.signedOut ?? "") : "");
      if (answer?.status === 403) await this.renew();
      setTimeout(() => void this.send(), AGAIN_MS);
      return;
    }
    const told = await answer.json();
    for (const row of rows) this.settle(row, told.words[row.client_key] ?? "");
    this.write();
    this.tell("");
    if (this.waiting?.size) await this.send();
  }

  /** A row that was typed on meanwhile goes on waiting. @param {Row} row @param {string} words */
  settle(row, words) {
    const now = this.waiting?.get(row.client_key);
    if (JSON.stringify(now) === JSON.stringify(row)) this.waiting?.delete(row.client_key);
    const line = this.querySelector(`tr[data-key="${CSS.escape(row.client_key)}"]`);
    line?.classList.toggle("is-kept", !words);
    this.note(line, words, "typed__odd");
  }

  /** A fresh token, when the old one went with the session. */
  async renew() {
    const page = await fetch(location.href).catch(() => null);
    if (!page?.ok || page.redirected) return;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = /** @type {HTMLInputElement | null} */ (fresh.querySelector("[name=csrfmiddlewaretoken]"));
    if (token) this.token.value = token.value;
  }

  /** @param {string} words */
  tell(words) {
    const status = this.querySelector(".typed__state");
    if (!status) return;
    const number = this.waiting?.size ?? 0;
    status.textContent = words || (number ? `${this.dataset.waiting} ${number}` : (this.dataset.allKept ?? ""));
  }

  /** @param {Element | null} line @param {string} words @param {string} name */
  note(line, words, name) {
    line?.querySelector(`.${name}`)?.remove();
    if (!line || !words) return;
    const note = document.createElement("p");
    note.className = name;
    note.textContent = words;
    line.querySelector("td:nth-child(2)")?.append(note);
  }

  /** What to look at again in a sentence; a hint, never a refusal. @param {HTMLInputElement} field */
  hint(field) {
    clearTimeout(this.hinting);
    this.hinting = setTimeout(async () => {
      if (this.sending || this.waiting?.size) return this.hint(field); // the words first, then advice
      const line = /** @type {HTMLElement} */ (field.closest("tr"));
      const themes = /** @type {HTMLInputElement | null} */ (line.querySelector("[data-field=themes]"));
      const body = new URLSearchParams({ text: field.value, grounded: themes?.value ?? "" });
      const answer = await fetch(this.dataset.hints ?? "", {
        method: "POST",
        body,
        headers: { "X-CSRFToken": this.token.value },
      }).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = [...fresh.querySelectorAll("li")].map((each) => each.textContent ?? "");
      this.note(line, said.join(" "), "typed__hint");
    }, HINT_MS);
  }
}

customElements.define("indu-catching-up", CatchingUp);
