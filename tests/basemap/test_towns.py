from functools import cache
from typing import Any

from basemap.features import LAST_ZOOM
from basemap.towns import Town, first_zooms, rank, towns

PARTNERS = {
    "Zwickau", "Leoben", "Karlovy Vary", "Padova", "Kranj", "Sisak", "Opole", "Genk",
    "Leipzig", "Graz",
}  # fmt: skip


@cache
def _shown() -> dict[str, tuple[int, dict[str, Any]]]:
    """First zoom and properties by name; of namesakes the largest."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for feature in towns():
        properties = dict(feature.properties)
        found.setdefault(str(properties["name"]), (feature.first_zoom, properties))
    return found


def test_the_towns_of_the_partners_are_shown_early_and_written_large() -> None:
    late = {name for name in PARTNERS if _shown()[name][0] > 6 or _shown()[name][1]["rank"] > 6}
    assert late == set()


def test_venice_goes_before_its_mainland() -> None:
    assert _shown()["Venezia"][0] < _shown()["Mestre"][0]


def test_a_quarter_is_shown_last_and_small_however_many_live_there() -> None:
    zoom, properties = _shown()["Wandsbek"]
    assert (zoom, properties["rank"]) == (LAST_ZOOM, LAST_ZOOM)


def test_karlovy_vary_is_told_in_each_language_that_has_another_name() -> None:
    _, properties = _shown()["Karlovy Vary"]
    assert properties == {
        "name": "Karlovy Vary",
        "name_de": "Karlsbad",
        "name_pl": "Karlowe Wary",
        "name_sl": "Karlovi Vari",
        "name_nl": "Karlsbad",
        "population": 45500,
        "rank": 6,
    }


def test_capitals_are_marked() -> None:
    capitals = {name for name, (_, properties) in _shown().items() if properties.get("capital")}
    assert capitals >= {"Praha", "Wien", "Warszawa", "Zagreb", "Ljubljana", "Roma", "Berlin"}


def test_two_towns_on_one_spot_wait_for_the_last_zoom() -> None:
    city = Town("City", "XX", 10, 50, 900_000)
    quarter = Town("Quarter", "XX", 10, 50, 400_000)
    assert list(first_zooms([city, quarter])) == [4, LAST_ZOOM]
    assert [rank(city, 4), rank(quarter, LAST_ZOOM)] == [4, LAST_ZOOM]
