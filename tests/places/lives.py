"""Random lives of places, for the laws that hold for every one of them."""

from datetime import date

from hypothesis import strategies as st

from inducult.places.rules import Phase, State

TODAY = date(2026, 6, 1)
PHASE_STATES = [state for state in State if state not in (State.UNKNOWN, State.NOT_YET)]
INDUSTRIES = ["MIN.COAL", "MET.STEL", "TEX.WEAV", "FOD.BREW", "LIV.COMP", "ARL.FACT", "MIN"]
OTHER_TYPES = ["VIS.MMIN", "VIS.TRAI", "CRE.HUB", "LIV.HIGH", "HOU.COLY", "TRA.HERI", "ARL.HALL"]
OFFERS = ["museum", "guided_tour", "apprenticeship", "school_programme", "coworking"]

_marks = st.sampled_from(["", "", "", "~", "?", "%"])
_years = st.integers(1200, 2035)
dates = st.one_of(
    st.tuples(_years.map(str), _marks).map("".join),
    st.tuples(_years.map(lambda year: f"{year // 10}X"), _marks).map("".join),
    _years.map(lambda year: f"{year // 100}XX"),
    st.dates(date(1800, 1, 1), date(2030, 12, 31)).map(date.isoformat),
)
perhaps_dates = st.one_of(st.just(""), dates)
type_codes = st.sampled_from([*INDUSTRIES, *OTHER_TYPES])
types = st.lists(type_codes, max_size=3, unique=True)
offers = st.lists(st.sampled_from(OFFERS), max_size=3, unique=True)
phases = st.builds(
    Phase,
    state=st.sampled_from(PHASE_STATES),
    start=perhaps_dates,
    end=st.one_of(perhaps_dates, st.just("..")),
    as_type=st.one_of(st.just(""), type_codes),
)
lives = st.lists(phases, max_size=6)
