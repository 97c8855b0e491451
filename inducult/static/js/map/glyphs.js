// The symbols of the themes as paths that a canvas can draw.

/** Side of the square in which a symbol is drawn (its viewBox). */
export const SIDE = 24;

/**
 * @param {string} address of the drawing that holds a <symbol> for each theme
 * @returns {Promise<Map<string, Path2D>>} paths by code of the theme
 */
export async function loadGlyphs(address) {
  const answer = await fetch(address);
  const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const glyphs = new Map();
  for (const symbol of drawing.querySelectorAll("symbol")) {
    const path = new Path2D();
    for (const part of symbol.querySelectorAll("path")) {
      path.addPath(new Path2D(part.getAttribute("d") ?? ""));
    }
    glyphs.set(symbol.id, path);
  }
  return glyphs;
}
