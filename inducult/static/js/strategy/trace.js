// <indu-trace>: whatever has the pointer or the focus shows its ways; the links do the rest.

class Trace extends HTMLElement {
  connectedCallback() {
    this.lines = [...this.querySelectorAll(".trace__line")].map((path) => ({
      path,
      begin: path.getAttribute("data-begin") ?? "",
      end: path.getAttribute("data-end") ?? "",
    }));
    for (const kind of ["pointerover", "focusin"]) {
      this.addEventListener(kind, (event) => this.show(this.name(event.target)));
    }
    for (const kind of ["pointerleave", "focusout"]) this.addEventListener(kind, () => this.show(""));
  }

  /** @param {EventTarget | null} target */
  name(target) {
    const node = target instanceof Element ? target.closest(".trace__node") : null;
    return node?.getAttribute("data-name") ?? "";
  }

  /** @param {string} name */
  show(name) {
    this.classList.toggle("is-showing", name !== "");
    const way = name ? new Set([...this.reach(name, "begin", "end"), ...this.reach(name, "end", "begin")]) : new Set();
    for (const node of this.querySelectorAll(".trace__node")) {
      node.classList.toggle("is-shown", way.has(node.getAttribute("data-name")));
    }
    for (const { path, begin, end } of this.lines ?? []) {
      path.classList.toggle("is-shown", way.has(begin) && way.has(end));
    }
  }

  /**
   * All that can be reached along the lines in one direction, the node itself included.
   * @param {string} name
   * @param {"begin" | "end"} from
   * @param {"begin" | "end"} to
   */
  reach(name, from, to) {
    const seen = new Set([name]);
    for (const here of seen) {
      for (const line of this.lines ?? []) if (line[from] === here) seen.add(line[to]);
    }
    return seen;
  }
}

customElements.define("indu-trace", Trace);
