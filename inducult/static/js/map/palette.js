// The colours of the page, read from its custom properties (css/tokens.css).

/** The times of industrial culture, in the order in which symbols show them. */
export const TIMES = /** @type {const} */ (["past", "present", "future"]);

/**
 * @typedef {object} Palette
 * @property {boolean} dark
 * @property {Record<"past" | "present" | "future", string>} times
 * @property {string} onTime colour of a glyph on the colour of a time
 * @property {string} ink
 * @property {string} paper
 * @property {string} sheet
 * @property {string} line
 * @property {string} accent
 * @property {string} type font family of signs
 */

/** @returns {Palette} */
export function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    dark: style.colorScheme === "dark",
    times: { past: read("past"), present: read("present"), future: read("future") },
    onTime: read("on-time"),
    ink: read("ink"),
    paper: read("paper"),
    sheet: read("sheet"),
    line: read("line-strong"),
    accent: read("accent"),
    type: read("type-figure"),
  };
}
