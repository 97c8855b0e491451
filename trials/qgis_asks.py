"""What QGIS sees; run by `trials/qgis.py` with Debian's Python, which knows PyQGIS."""
# mypy: ignore-errors

from __future__ import annotations

import json
import sys

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

AUSTRIA = QgsRectangle(9.5, 46.3, 17.2, 49.1)


def main(site: str, file: str, edition: str, counts: list[int]) -> int:
    """0 when everything held. `counts`: of places, of offers, of places in Austria."""
    places, offers, austrian = counts
    application = QgsApplication([], False)
    application.initQgis()
    told = [
        _said("version", {"qgis": Qgis.QGIS_VERSION}, True),
        collection(site, "places", places),
        collection(site, "offers", offers),
        box(site),
        expression(site, austrian),
        geopackage(file, places),
        tiles(site, edition),
    ]
    application.exitQgis()
    return 0 if all(told) else 1


def _said(part: str, told: dict, held: bool) -> bool:
    sys.stdout.write(json.dumps({"part": part, **told, "held": held}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return held


def _opened(site: str, name: str, more: str = "") -> QgsVectorLayer:
    return QgsVectorLayer(
        f" url='{site}/ogc/' typename='{name}' pageSize='100'{more}", name, "OAPIF"
    )


def collection(site: str, name: str, wanted: int) -> bool:
    """All features of a collection, page by page."""
    layer = _opened(site, name)
    if not layer.isValid():
        return _said(name, {"error": layer.error().message()}, False)
    read = list(layer.getFeatures())
    located = sum(not feature.geometry().isEmpty() for feature in read)
    told = {"features": len(read), "wanted": wanted, "with_geometry": located}
    told |= {"crs": layer.crs().authid(), "fields": layer.fields().count()}
    return _said(name, told, len(read) == wanted)


def box(site: str) -> bool:
    """What is in view: QGIS asks with a bbox, and shows the same as by its own sieve."""
    layer = _opened(site, "places", " restrictToRequestBBOX='1'")
    seen = {f["slug"] for f in layer.getFeatures(QgsFeatureRequest().setFilterRect(AUSTRIA))}
    whole = _opened(site, "places")
    wanted = {f["slug"] for f in whole.getFeatures() if f.geometry().intersects(AUSTRIA)}
    return _said("box", {"features": len(seen), "wanted": len(wanted)}, seen == wanted != set())


def expression(site: str, wanted: int) -> bool:
    """A filter of the layer."""
    layer = _opened(site, "places")
    layer.setSubsetString("\"country\" = 'AT'")
    read = [feature["country"] for feature in layer.getFeatures()]
    held = len(read) == wanted and set(read) == {"AT"}
    return _said("filter", {"features": len(read), "wanted": wanted}, held)


def geopackage(file: str, wanted: int) -> bool:
    """The file, and whether its style comes along by itself."""
    layer = QgsVectorLayer(f"{file}|layername=places", "places", "ogr")
    words, by_itself = layer.loadDefaultStyle()
    kind = layer.renderer().type() if layer.renderer() else ""
    told = {"features": layer.featureCount(), "wanted": wanted, "style": kind, "said": words}
    held = layer.isValid() and layer.featureCount() == wanted and by_itself
    return _said("geopackage", told, held and kind not in ("", "singleSymbol"))


def tiles(site: str, edition: str) -> bool:
    """Vector tiles as a layer of their own, drawn: how much of the picture is not white."""
    web = f"{site}/ogc/collections/places/tiles/WebMercatorQuad"
    address = f"{web}/{{z}}/{{y}}/{{x}}?edition={edition}"
    layer = QgsVectorTileLayer(f"type=xyz&url={address}&zmin=0&zmax=14", "tiles")
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(QgsRectangle(500_000, 5_500_000, 2_100_000, 7_000_000))
    settings.setOutputSize(QSize(512, 480))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    white = QColor("white").rgb()
    drawn = sum(picture.pixel(x, y) != white for x in range(512) for y in range(480))
    return _said("tiles", {"valid": layer.isValid(), "drawn_pixels": drawn}, drawn > 100)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], [int(count) for count in sys.argv[4:7]]))
