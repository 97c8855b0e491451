// The small card of the place (or of the places on one point) that was clicked on the map.

export class Preview {
  /**
   * @param {HTMLElement} panel holds a close button and a place for the card
   * @param {() => void} closed
   * @param {string} [target] where links open, if not in the same window
   */
  constructor(panel, closed, target) {
    this.target = target;
    this.panel = panel;
    this.closed = closed;
    this.asked = 0;
    panel.querySelector("[data-close]")?.addEventListener("click", () => this.close(true));
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close(true);
    });
  }

  /**
   * @param {string} here address that answers for a point
   * @param {[number, number]} position
   */
  async open(here, [lon, lat]) {
    const asked = ++this.asked;
    const address = new URL(here, location.href);
    address.searchParams.set("lon", String(lon));
    address.searchParams.set("lat", String(lat));
    const answer = await fetch(address).catch(() => null);
    if (asked !== this.asked) return;
    if (!answer?.ok) return this.close();
    const card = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of this.target ? card.links : []) link.setAttribute("target", this.target ?? "");
    this.panel.querySelector("[data-card]")?.replaceChildren(...card.body.children);
    this.panel.hidden = false;
    /** @type {HTMLElement | null} */ (this.panel.querySelector("h2"))?.focus({ preventScroll: true });
  }

  /** @param {boolean} [byVisitor] whether the focus was in the card and has to go somewhere */
  close(byVisitor = false) {
    this.asked++;
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    this.closed();
    if (byVisitor) /** @type {HTMLElement | null} */ (this.panel.parentElement?.querySelector("canvas"))?.focus();
  }
}
