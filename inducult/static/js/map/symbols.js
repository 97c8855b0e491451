// The symbols of the map, drawn on a canvas when the map first needs them.
//
// An image is named by what it shows: "place|MIN|past,future", "group|4|2|0|17", "pile|past|3".
// One time is a shape of its own (past a square, present a disc, future a triangle, as on all
// pages); several times share a disc.

import { SIDE } from "./glyphs.js";
import { TIMES } from "./palette.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {"past" | "present" | "future"} Time */
/** @typedef {{width: number, height: number, data: Uint8ClampedArray<ArrayBuffer>}} Picture */

export const PIXELS = 2; // canvas pixels for each pixel of the page
const TURN = 2 * Math.PI;
const HALO = 2;

/**
 * @param {string} name
 * @param {Palette} palette
 * @param {Map<string, Path2D>} glyphs
 * @returns {Picture | null} null for a name that is none of ours
 */
export function draw(name, palette, glyphs) {
  const [kind, ...parts] = name.split("|");
  if (kind === "place") return drawPlace(parts[0], timesIn(parts[1]), palette, glyphs);
  if (kind === "group") return drawGroup(parts.slice(0, 3).map(Number), parts[3], palette);
  if (kind === "pile") return drawPile(timesIn(parts[0]), parts[1], palette);
  return null;
}

/**
 * @param {string} text
 * @returns {Time[]}
 */
const timesIn = (text) => TIMES.filter((time) => text.split(",").includes(time));

/**
 * @param {number} side in pixels of the page
 * @param {(pen: CanvasRenderingContext2D, middle: number) => void} paint
 * @returns {Picture}
 */
function picture(side, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * PIXELS;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser cannot draw.");
  pen.scale(PIXELS, PIXELS);
  paint(pen, side / 2);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * @param {string} theme
 * @param {Time[]} times
 * @param {Palette} palette
 * @param {Map<string, Path2D>} glyphs
 */
function drawPlace(theme, times, palette, glyphs) {
  return picture(36, (pen, middle) => {
    const single = times.length === 1 ? times[0] : null;
    plate(pen, middle, middle, 13, times, palette);
    const glyph = glyphs.get(theme);
    if (!glyph) return;
    const size = single === "future" ? 13 : 17;
    const lower = single === "future" ? 3.5 : 0;
    pen.translate(middle - size / 2, middle - size / 2 + lower);
    pen.scale(size / SIDE, size / SIDE);
    pen.lineWidth = single === "future" ? 2.3 : 2;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = times.length ? palette.onTime : palette.sheet;
    pen.stroke(glyph);
  });
}

/**
 * The plate under a glyph: the shape of one time, or a disc shared by several.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {Time[]} times
 * @param {Palette} palette
 */
function plate(pen, x, y, radius, times, palette) {
  const outline = shape(x, y, radius, times.length === 1 ? times[0] : "present");
  pen.lineJoin = "round";
  pen.lineWidth = 2 * HALO;
  pen.strokeStyle = palette.sheet;
  pen.stroke(outline);
  pen.fillStyle = times.length === 1 ? palette.times[times[0]] : palette.line;
  pen.fill(outline);
  if (times.length > 1) sectors(pen, x, y, radius, times, palette);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {Time} time
 */
function shape(x, y, radius, time) {
  const path = new Path2D();
  if (time === "past") {
    path.roundRect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, 2.5);
  } else if (time === "future") {
    path.moveTo(x, y - radius * 1.08);
    path.lineTo(x + radius * 1.18, y + radius * 0.98);
    path.lineTo(x - radius * 1.18, y + radius * 0.98);
    path.closePath();
  } else {
    path.arc(x, y, radius, 0, TURN);
  }
  return path;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {Time[]} times
 * @param {Palette} palette
 */
function sectors(pen, x, y, radius, times, palette) {
  const start = -TURN / 4 - (times.length === 2 ? TURN / 2 : TURN / 3);
  times.forEach((time, place) => {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.arc(x, y, radius, start + (place * TURN) / times.length, start + ((place + 1) * TURN) / times.length);
    pen.closePath();
    pen.fillStyle = palette.times[time];
    pen.fill();
  });
}

/**
 * A ring shared by the times, around a number.
 *
 * @param {number[]} shares of past, present, future, adding up to anything
 * @param {string} label
 * @param {Palette} palette
 */
function drawGroup(shares, label, palette) {
  const radius = 13 + 3 * label.length;
  return picture(2 * (radius + HALO + 1), (pen, middle) => {
    disc(pen, middle, radius + HALO, palette.sheet);
    const whole = shares.reduce((sum, share) => sum + share, 0);
    let start = -TURN / 4;
    TIMES.forEach((time, place) => {
      if (!shares[place]) return;
      const end = start + (TURN * shares[place]) / whole;
      pen.beginPath();
      pen.arc(middle, middle, radius - 2, start, end);
      pen.lineWidth = 5;
      pen.strokeStyle = palette.times[time];
      pen.stroke();
      start = end;
    });
    if (!whole) ring(pen, middle, radius - 2, palette.line);
    figure(pen, middle, middle, label, palette.ink, 14, palette);
  });
}

/**
 * Plates upon each other with the number of places on one point.
 *
 * @param {Time[]} times
 * @param {string} label
 * @param {Palette} palette
 */
function drawPile(times, label, palette) {
  return picture(44, (pen, middle) => {
    for (const step of [6, 3, 0]) {
      const side = 24;
      const path = new Path2D();
      path.roundRect(middle - side / 2 + step - 3, middle - side / 2 - step + 3, side, side, 3);
      pen.lineWidth = 2;
      pen.strokeStyle = step ? palette.line : palette.ink;
      pen.fillStyle = palette.sheet;
      pen.fill(path);
      pen.stroke(path);
    }
    figure(pen, middle - 3, middle + 1, label, palette.ink, 14, palette);
    times.forEach((time, place) => {
      pen.fillStyle = palette.times[time];
      pen.fillRect(middle - 14 + (place * 22) / times.length, middle + 10.5, 22 / times.length, 3.5);
    });
  });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} middle
 * @param {number} radius
 * @param {string} colour
 */
function disc(pen, middle, radius, colour) {
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, TURN);
  pen.fillStyle = colour;
  pen.fill();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} middle
 * @param {number} radius
 * @param {string} colour
 */
function ring(pen, middle, radius, colour) {
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, TURN);
  pen.lineWidth = 5;
  pen.strokeStyle = colour;
  pen.stroke();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} colour
 * @param {number} size
 * @param {Palette} palette
 */
function figure(pen, x, y, text, colour, size, palette) {
  pen.fillStyle = colour;
  pen.font = `700 ${size}px ${palette.type}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, x, y + 0.5);
}
