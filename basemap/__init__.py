"""Builds the basemap from open data, offline: `python -m basemap --out inducult/static/basemap`.

It is no part of the product: the product only reads the files that it leaves.
"""
