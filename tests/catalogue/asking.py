"""Random filters for laws that must hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from inducult.catalogue.filters import WEEKDAYS, Filter, Near

VALUES: dict[str, tuple[str, ...]] = {
    "theme": ("MIN", "MET", "VIS", "LIV", "ENG"),
    "type": ("MIN.COAL", "VIS.TRAI", "LIV.COMP", "MIN.ORE", "FOD.BREW", "MIN"),
    "time": ("past", "present", "future"),
    "visit": ("open", "event_days", "unknown", "by_appointment"),
    "offer": ("museum", "guided_tour", "shop", "creative_space"),
    "audience": ("visitors", "schools", "jobs"),
    "speaks": ("de", "en", "fr", "xx"),
    "access": ("wheelchair", "lift", "step_free"),
    "region": ("zwickau", "genk", "nowhere"),
    "country": ("DE", "BE", "AT", "ZZ"),
    "area": ("T2", "T3", "T4"),
}
LON, LAT = st.integers(20, 200), st.integers(420, 560)  # tenths of a degree around Central Europe


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    west, east = sorted(draw(st.tuples(LON, LON)))
    south, north = sorted(draw(st.tuples(LAT, LAT)))
    return west / 10, south / 10, east / 10, north / 10


@st.composite
def nears(draw: st.DrawFn) -> Near:
    lon, lat = draw(LON) / 10, draw(LAT) / 10
    return Near(lon, lat, f"{lon},{lat}")


DAYS = st.dates().filter(lambda day: 2024 <= day.year <= 2030).map(lambda day: day.isoformat())


def seldom(strategy: st.SearchStrategy[object], nothing: object) -> st.SearchStrategy[object]:
    """Mostly nothing, so that results are not always empty."""
    return st.one_of(st.just(nothing), st.just(nothing), strategy)


def chosen(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(VALUES[name]), min_size=1, max_size=3).map(
        lambda values: tuple(sorted(values))
    )


FILTERS = st.builds(
    Filter,
    **{name: seldom(chosen(name), ()) for name in VALUES},
    year=seldom(st.integers(1700, 2040), None),
    open=seldom(st.one_of(st.sampled_from(("now", *WEEKDAYS)), DAYS), ""),
    bbox=seldom(boxes(), None),
    near=seldom(nears(), None),
    within=st.sampled_from((5.0, 25.0, 100.0, 400.0)),
)
