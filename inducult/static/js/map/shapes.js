// Small GeoJSON shapes.

const KM_PER_DEGREE = (6371.0088 * Math.PI) / 180; // mean radius of the earth, IUGG

/**
 * @param {GeoJSON.Feature[]} features
 * @returns {GeoJSON.FeatureCollection}
 */
export const collection = (features) => ({ type: "FeatureCollection", features });

/**
 * @param {[number, number]} coordinates longitude, latitude
 * @param {Record<string, unknown>} properties
 * @returns {GeoJSON.Feature}
 */
export const point = (coordinates, properties) => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates },
});

/**
 * @param {[number, number, number]} around longitude, latitude, radius in kilometres
 * @returns {GeoJSON.Feature}
 */
export function circle([lon, lat, km]) {
  const tall = km / KM_PER_DEGREE;
  const wide = tall / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  const ring = Array.from({ length: 73 }, (_, step) => {
    const angle = (step % 72) * (Math.PI / 36);
    return [lon + wide * Math.cos(angle), lat + tall * Math.sin(angle)];
  });
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

/**
 * @param {string} text numbers between commas
 * @param {number} count
 * @returns {number[] | null} null unless there are exactly so many
 */
export function numbers(text, count) {
  const found = text.split(",").map(Number);
  return text && found.length === count && found.every(Number.isFinite) ? found : null;
}
