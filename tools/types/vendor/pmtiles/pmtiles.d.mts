export * from "pmtiles";
