// The board of a session in this page: everything that the room sees, kept up to date. A phone hears
// on its line what is new. Other lines say how far the session has grown; what is new since then is
// fetched, a few times a second at most. So it is also when no line can be had.

const AGAIN_MS = 5000; // when no line can be had
const SILENT_MS = 50_000; // the server says something every twenty seconds
const PAUSE_MS = 250; // between two questions

/** @typedef {Record<string, any>} Thing */

export class Board extends EventTarget {
  /** @type {Map<string, Thing>} */
  things = new Map();
  count = -1;
  wanted = -1;
  asking = false;
  heardAt = Date.now();
  /** @type {EventSource | undefined} */
  line;
  /** @type {number | undefined} */
  clock;

  /** @param {string} live @param {string} address */
  constructor(live, address) {
    super();
    this.live = live;
    this.address = address;
  }

  begin() {
    this.listen();
    this.clock = setInterval(() => this.look(), AGAIN_MS);
    this.onNet = () => { this.listen(); void this.ask(); };
    addEventListener("online", this.onNet);
  }

  end() {
    this.line?.close();
    clearInterval(this.clock);
    if (this.onNet) removeEventListener("online", this.onNet);
  }

  listen() {
    this.line?.close();
    this.heardAt = Date.now();
    this.line = new EventSource(`${this.live}?since=${this.count}`);
    this.line.addEventListener("still", () => { this.heardAt = Date.now(); });
    this.line.addEventListener("grown", (event) => {
      this.heardAt = Date.now();
      this.wanted = Math.max(this.wanted, Number(event.data));
      if (this.wanted > this.count) void this.ask();
    });
    this.line.addEventListener("news", (event) => {
      this.heardAt = Date.now();
      const told = JSON.parse(event.data);
      if (told.count > this.count) this.take(told); // else the page has asked meanwhile, and knows more
    });
    this.line.addEventListener("over", () => this.dispatchEvent(new Event("over")));
  }

  /** Every few seconds: without a line the page asks, and a line that fell silent is drawn anew. */
  look() {
    if (this.line?.readyState === EventSource.CLOSED || this.count < 0) void this.ask();
    else if (Date.now() - this.heardAt > SILENT_MS) this.listen();
  }

  async ask() {
    if (this.asking) return;
    this.asking = true;
    try {
      do {
        const response = await fetch(`${this.address}?since=${this.count}&to=${this.wanted}`);
        if (response.status === 404) return void this.dispatchEvent(new Event("over")); // its code leads nowhere
        if (!response.ok) throw new Error(String(response.status));
        this.take(await response.json());
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      } while (this.wanted > this.count);
    } catch {
      this.dispatchEvent(new Event("silent"));
    } finally {
      this.asking = false;
    }
  }

  /** @param {{count: number, whole: boolean, things: Record<string, Thing | null>}} told */
  take(told) {
    const first = this.count < 0;
    const names = new Set(Object.keys(told.things));
    if (told.whole) {
      for (const name of this.things.keys()) if (!names.has(name)) { this.things.delete(name); names.add(name); }
    }
    for (const [name, thing] of Object.entries(told.things)) {
      if (!first && JSON.stringify(this.things.get(name)) === JSON.stringify(thing)) names.delete(name);
      if (thing === null) this.things.delete(name);
      else this.things.set(name, thing);
    }
    this.count = told.count;
    this.dispatchEvent(new CustomEvent("changed", { detail: { names, first } }));
  }
}
