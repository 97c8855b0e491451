// What was said on this phone and has not reached the server yet. It is kept in the browser's own
// store, so it outlives a lost net and a closed page; each thing has a key, so that what is sent
// twice is one thing.

const MOST_PAUSE_MS = 15_000;

/** @typedef {{to: string, fields: Record<string, string>}} Said */

export class Outbox extends EventTarget {
  sending = false;
  pause = 1000;

  /** @param {string} key of the session */
  constructor(key) {
    super();
    this.name = `outbox-${key}`;
    addEventListener("online", () => this.flush());
  }

  /** @returns {Said[]} */
  get waiting() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "[]");
    } catch {
      return [];
    }
  }

  /** @param {Said[]} rows */
  keep(rows) {
    localStorage.setItem(this.name, JSON.stringify(rows));
    this.dispatchEvent(new Event("changed"));
  }

  /** @param {Said} said */
  add(said) {
    this.keep([...this.waiting, said]);
    void this.flush();
  }

  /** Sends one after the other; what the server has not answered stays. */
  async flush() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let first = this.waiting[0]; first; first = this.waiting[0]) {
        const answer = await send(first);
        if (answer === null || answer.status >= 500 || answer.status === 429) {
          setTimeout(() => this.flush(), this.pause);
          this.pause = Math.min(this.pause * 2, MOST_PAUSE_MS);
          return;
        }
        this.pause = 1000;
        this.keep(this.waiting.slice(1));
        const name = answer.ok ? "sent" : "refused";
        this.dispatchEvent(new CustomEvent(name, { detail: { said: first, answer } }));
      }
    } finally {
      this.sending = false;
    }
  }
}

/** @param {Said} said @returns {Promise<Response | null>} null: there is no net */
export async function send(said) {
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  try {
    const body = new URLSearchParams(said.fields);
    return await fetch(said.to, { method: "POST", headers, body, redirect: "error" });
  } catch {
    return null;
  }
}

/** A key that nobody else makes. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function token() {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
