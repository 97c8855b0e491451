// How the basemap looks: a quiet sheet of paper (or slate) on which coloured places stand out.
// Layers and properties of the tiles are those of docs/operating/basemap.md.

/** @typedef {import("maplibre-gl").StyleSpecification} Style */
/** @typedef {import("maplibre-gl").LayerSpecification} Layer */
/** @typedef {import("maplibre-gl").ExpressionSpecification} Expression */
/** @typedef {typeof LIGHT} Colours */

/**
 * @typedef {object} Choice
 * @property {string} tiles address of basemap.pmtiles, with or without pmtiles:// before it
 * @property {string} [railways] address of railways.pmtiles; "" leaves the railways out
 * @property {string} [glyphs] address of the letters, with {fontstack} and {range}; "" takes the
 *   visitor's own fonts
 * @property {string} language code of the page's language, such as "cs"
 * @property {boolean} [dark] the dark variant
 */

const LIGHT = {
  beyond: "#dfddd6", // outside the covered sheet
  land: "#f4f2ed",
  urban: "#e8e5dd",
  water: "#cfd8d9",
  coast: "#a9b7b9",
  river: "#a9bcc0",
  border: "#8f887d",
  province: "#cbc4b8",
  region: "#1f5c49", // machine green, the accent of the product
  railway: "#8c8275",
  town: "#35322d",
  village: "#6a645b",
  country: "#7d766b",
  waterName: "#5f7a80",
  halo: "#f4f2ed",
  waterHalo: "#cfd8d9",
};

/** @type {Colours} */
const DARK = {
  beyond: "#0c0e0f",
  land: "#1b2022",
  urban: "#23292b",
  water: "#10171a",
  coast: "#3a494e",
  river: "#3a4f55",
  border: "#6d7472",
  province: "#454d4e",
  region: "#6fbf9f",
  railway: "#5f6764",
  town: "#d3d7d3",
  village: "#99a09d",
  country: "#848b88",
  waterName: "#6f8a91",
  halo: "#1b2022",
  waterHalo: "#10171a",
};

const REGULAR = ["noto-sans-regular"];
const MEDIUM = ["noto-sans-medium"];
const LARGE = 6; // the rank up to which a town is written large and before other names
/** @type {Expression} a capital or a metropolis */
const IS_CAPITAL = ["any", ["has", "capital"], ["<=", ["get", "rank"], 3]];

// Names of areas leave the middle to a town that stands there.
/** @type {{"text-variable-anchor": ("center" | "top" | "bottom")[], "text-radial-offset": number}} */
const GIVING_WAY = { "text-variable-anchor": ["center", "top", "bottom"], "text-radial-offset": 1.3 };

// Many places are known only to their town: the symbol stands on the town, its name below or above.
const BESIDE_SYMBOLS = {
  "text-variable-anchor": ["top", "bottom"],
  "text-radial-offset": byZoom(5, 0.2, 7, 1, 9, 1.5),
};

const EARTH = '<a href="https://www.naturalearthdata.com/">Made with Natural Earth</a>';
const GEONAMES = '<a href="https://www.geonames.org/">© GeoNames (CC BY 4.0)</a>';
const BKG = '<a href="https://www.bkg.bund.de/">© GeoBasis-DE / BKG 2021 (data changed)</a>';
const REGIONS = `Regions: ${BKG}, Statistik Austria, ISTAT/Openpolis, GURS, PRG/GUGiK, NGI`;

export const ATTRIBUTION = [EARTH, GEONAMES, REGIONS].join(" · ");
export const RAILWAY_ATTRIBUTION =
  '<a href="https://github.com/railwayhistory/map">Railway History Project and contributors</a> (ODbL)';

/**
 * West, south, east, north of the covered sheet; beyond it the map is empty.
 * @type {[number, number, number, number]}
 */
export const BOUNDS = [-12, 34, 35, 62];

/** Layers that a switch for the railways shows and hides. */
export const RAILWAY_LAYERS = ["railways", "railways-ties"];

/** The lowest layer of names: surfaces and lines of a map are added before it. */
export const FIRST_NAMES = "river-names";

/**
 * The basemap as a MapLibre style.
 * @param {Choice} choice
 * @returns {Style}
 */
export function basemapStyle({ tiles, railways = "", glyphs = "", language, dark = false }) {
  const colours = dark ? DARK : LIGHT;
  return {
    version: 8,
    name: "InduCult",
    ...(glyphs && { glyphs }),
    sources: {
      basemap: archive(tiles, ATTRIBUTION),
      ...(railways && { railways: archive(railways, RAILWAY_ATTRIBUTION) }),
    },
    layers: [
      ...surfaces(colours, dark),
      ...(railways ? railwayLines(colours) : []),
      ...lines(colours),
      riverNames(colours, language),
      seaNames(colours, language),
      // What comes later is placed first: capitals, countries, large towns, regions, villages.
      smallTowns(colours, language),
      regionNames(colours, language),
      largeTowns(colours, language),
      countries(colours, language),
      capitals(colours, language),
    ],
  };
}

/**
 * @param {string} address
 * @param {string} attribution
 * @returns {import("maplibre-gl").VectorSourceSpecification}
 */
function archive(address, attribution) {
  return { type: "vector", url: address.replace(/^(pmtiles:\/\/)?/, "pmtiles://"), attribution };
}

/**
 * @param {Colours} colours
 * @param {boolean} dark
 * @returns {Layer[]}
 */
function surfaces(colours, dark) {
  return [
    { id: "beyond", type: "background", paint: { "background-color": colours.beyond } },
    fill("land", { "fill-color": colours.land, "fill-antialias": false }),
    fill("urban", { "fill-color": colours.urban, "fill-opacity": byZoom(4, 0.7, 6, 1, 8, 0.8, 10, 0) }),
    fill("regions", { "fill-color": colours.region, "fill-opacity": byZoom(8, dark ? 0.12 : 0.07, 12, 0.02) }),
    line("rivers", {
      "line-color": colours.river,
      "line-width": byZoom(3, riverWidth(0.8), 7, riverWidth(2), 12, riverWidth(5)),
    }),
    fill("water", { "fill-color": colours.water }),
    line("coast", { "line-color": colours.coast, "line-width": byZoom(3, 0.4, 8, 0.9) }),
  ];
}

/**
 * @param {Colours} colours
 * @returns {Layer[]}
 */
function railwayLines(colours) {
  return [
    railway("railways", 0, {
      "line-color": colours.railway,
      "line-width": byZoom(4, 0.3, 7, 0.6, 10, 1, 13, 1.6),
      "line-opacity": byZoom(4, 0.5, 7, 0.7, 9, 0.9),
    }),
    railway("railways-ties", 9, {
      "line-color": colours.railway,
      "line-width": byZoom(9, 3, 11, 5, 13, 7),
      "line-dasharray": [0.2, 2.2],
      "line-opacity": byZoom(9, 0, 10, 0.9),
    }),
  ];
}

/**
 * @param {Colours} colours
 * @returns {Layer[]}
 */
function lines(colours) {
  return [
    {
      ...line("borders", {
        "line-color": colours.province,
        "line-width": byZoom(4, 0.5, 8, 1),
        "line-dasharray": [3, 2],
      }),
      id: "province-borders",
      maxzoom: 11, // too coarse to stand beside the regions from here on
      filter: ["==", ["get", "kind"], "province"],
    },
    line("regions", {
      "line-color": colours.region,
      "line-width": byZoom(4, 0.8, 8, 1.6, 12, 2.4),
      "line-opacity": 0.55,
    }),
    {
      ...line("borders", { "line-color": colours.border, "line-width": byZoom(3, 0.6, 8, 1.4) }),
      id: "country-borders",
      filter: ["==", ["get", "kind"], "country"],
    },
  ];
}

/**
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function riverNames(colours, language) {
  return {
    id: FIRST_NAMES,
    type: "symbol",
    source: "basemap",
    "source-layer": "rivers",
    minzoom: 6,
    filter: ["has", "name"],
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 420,
      "text-field": named(language),
      "text-font": REGULAR,
      "text-size": byZoom(6, 10, 11, 13),
      "text-letter-spacing": 0.06,
      "text-max-angle": 30,
      "text-padding": 8,
    },
    paint: haloed(colours.waterName, colours.halo),
  };
}

/**
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function seaNames(colours, language) {
  return {
    id: "sea-names",
    type: "symbol",
    source: "basemap",
    "source-layer": "sea_names",
    layout: {
      "text-field": named(language),
      "text-font": REGULAR,
      "text-size": byZoom(3, 10, 7, 15),
      "text-letter-spacing": 0.12,
      "text-max-width": 7,
    },
    paint: haloed(colours.waterName, colours.waterHalo),
  };
}

/**
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function capitals(colours, language) {
  return {
    ...towns(language, MEDIUM),
    id: "capitals",
    filter: IS_CAPITAL,
    paint: haloed(colours.town, colours.halo),
  };
}

/**
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function largeTowns(colours, language) {
  return {
    ...towns(language, MEDIUM),
    id: "large-towns",
    filter: ["all", ["<=", ["get", "rank"], LARGE], ["!", IS_CAPITAL]],
    paint: haloed(colours.town, colours.halo),
  };
}

/**
 * Names of villages come late, or they would fill the map.
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function smallTowns(colours, language) {
  const inhabitants = /** @type {Expression} */ (["step", ["zoom"], 0, 9, 2500, 10, 1000, 11, 0]);
  return {
    ...towns(language, REGULAR),
    id: "small-towns",
    filter: ["all", [">", ["get", "rank"], LARGE], ["!", IS_CAPITAL], [">=", ["get", "population"], inhabitants]],
    paint: haloed(colours.village, colours.halo),
  };
}

/**
 * @param {string} language
 * @param {string[]} font
 * @returns {any}
 */
function towns(language, font) {
  return {
    type: "symbol",
    source: "basemap",
    "source-layer": "towns",
    layout: {
      "text-field": named(language),
      "text-font": font,
      "text-size": byZoom(4, ranked(12, 1), 7, ranked(16, 1.4), 10, ranked(20, 1.6), 14, ranked(24, 1.6)),
      "text-max-width": 8,
      "text-padding": byZoom(4, 6, 9, 3),
      ...BESIDE_SYMBOLS,
      "symbol-sort-key": ["-", ["*", ["get", "rank"], 1e8], ["get", "population"]],
    },
  };
}

/**
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function regionNames(colours, language) {
  return {
    id: "region-names",
    type: "symbol",
    source: "basemap",
    "source-layer": "region_names",
    minzoom: 5.5,
    maxzoom: 10,
    layout: {
      "text-field": named(language),
      "text-font": MEDIUM,
      "text-size": byZoom(5, 10, 9, 15),
      "text-letter-spacing": 0.04,
      "text-max-width": 8,
      ...GIVING_WAY,
    },
    paint: haloed(colours.region, colours.halo),
  };
}

/**
 * @param {Colours} colours
 * @param {string} language
 * @returns {Layer}
 */
function countries(colours, language) {
  return {
    id: "country-names",
    type: "symbol",
    source: "basemap",
    "source-layer": "country_names",
    maxzoom: 7,
    layout: {
      "text-field": countryName(language),
      "text-font": MEDIUM,
      "text-size": byZoom(3, 10, 6, 15),
      "text-letter-spacing": 0.16,
      "text-transform": "uppercase",
      "text-max-width": 6,
      ...GIVING_WAY,
    },
    paint: haloed(colours.country, colours.halo),
  };
}

/** Countries whose names stand on the map (ISO 3166-1). */
const COUNTRIES =
  "AL AT BA BE BG BY CH CZ DE DK DZ EE ES FI FR GB GR HR HU IE IT LI LT LU LV MA MD ME MK NL NO PL PT RO RS RU SE SI SK TN TR UA XK";

/**
 * The browser knows what countries are called in every language.
 * @param {string} language
 * @returns {Expression}
 */
function countryName(language) {
  const known = new Intl.DisplayNames([language, "en"], { type: "region" });
  const pairs = COUNTRIES.split(" ").flatMap((code) => [code, known.of(code) ?? code]);
  return /** @type {any} */ (["match", ["get", "iso"], ...pairs, ["get", "iso"]]);
}

/**
 * The name in the language of the page, else the local one.
 * @param {string} language
 * @returns {Expression}
 */
function named(language) {
  return ["coalesce", ["get", `name_${language}`], ["get", "name"]];
}

/**
 * Size of a town's name: that of a metropolis (rank 3), less a step for each further rank.
 * @param {number} largest pixels
 * @param {number} step pixels
 * @returns {Expression}
 */
function ranked(largest, step) {
  return ["max", 10.5, ["-", largest, ["*", step, ["-", ["get", "rank"], 3]]]];
}

/**
 * @param {number} widest pixels, of rivers of rank 1
 * @returns {Expression}
 */
function riverWidth(widest) {
  return ["/", widest, ["^", ["get", "rank"], 0.6]];
}

/**
 * @param {...any} stops zoom and value in turn
 * @returns {any}
 */
function byZoom(...stops) {
  return ["interpolate", ["linear"], ["zoom"], ...stops];
}

/**
 * @param {any} colour
 * @param {string} halo
 */
function haloed(colour, halo) {
  return { "text-color": colour, "text-halo-color": halo, "text-halo-width": 1.4 };
}

/**
 * @param {string} layer
 * @param {object} paint
 * @returns {Layer}
 */
function fill(layer, paint) {
  return { id: layer, type: "fill", source: "basemap", "source-layer": layer, paint };
}

/**
 * @param {string} layer
 * @param {object} paint
 * @returns {any}
 */
function line(layer, paint) {
  const layout = { "line-join": "round", "line-cap": "round" };
  return { id: `${layer}-line`, type: "line", source: "basemap", "source-layer": layer, layout, paint };
}

/**
 * @param {string} id
 * @param {number} minzoom
 * @param {object} paint
 * @returns {Layer}
 */
function railway(id, minzoom, paint) {
  return { id, type: "line", source: "railways", "source-layer": "railways", minzoom, paint };
}
