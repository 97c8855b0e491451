"""Reads a record into the value that the page of a place prints. Pure: no database, no clock."""

from inducult.explore.reading.page import Around, PlacePage, RegionOf, read

__all__ = ["Around", "PlacePage", "RegionOf", "read"]
