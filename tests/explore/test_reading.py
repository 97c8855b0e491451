"""What the page of a place says, read from a record, a language and a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from inducult.catalogue.cards import card_of
from inducult.common.languages import CODES
from inducult.common.translations import digest_of
from inducult.explore.reading import PlacePage, read
from inducult.explore.reading.dates import in_words, ordinal
from inducult.explore.reading.neighbours import distance_in_words
from inducult.explore.reading.told import Told
from inducult.places.records import Record, empty_record

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 13:00 in Central Europe
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def places(real_records: list[Record]) -> dict[str, Record]:
    return {record["slug"]: record for record in real_records}


def a_place(**fields: Any) -> Record:
    """A place in Genk of which nothing more is known than is said."""
    visit = {**empty_record()["visit"], **fields.pop("visit", {})}
    address = {"street": "", "postal_code": "", "municipality": "Genk", "country": "BE"}
    return {
        **empty_record(),
        "id": "0123456789",
        "slug": "a-place",
        "nuts3": "BE224",
        "address": address,
        "visit": visit,
        **fields,
    }


def phase(state: str, start: str = "", end: str = "", as_type: str = "", note: str = "") -> Record:
    return {"state": state, "start": start, "end": end, "as_type": as_type, "note": note}


def name(language: str, text: str, kind: str = "official") -> Record:
    return {"language": language, "kind": kind, "text": text, "origin": "source"}


def english(record: Record, moment: datetime = MONDAY) -> PlacePage:
    return read(record, "en", moment)


# --- every real place -------------------------------------------------------------------------
@pytest.mark.parametrize("language", CODES)
def test_every_real_place_can_be_read(real_records: list[Record], language: str) -> None:
    pages = [read(record, language, TUESDAY) for record in real_records]
    assert all(page.names.heading.text for page in pages)
    assert all(page.visit.opening.sentence for page in pages)


def test_reading_leaves_the_record_and_the_language_as_they_were(places: dict[str, Record]) -> None:
    before = repr(places["peko-trzic"])
    with translation.override("pl"):
        read(places["peko-trzic"], "sl", MONDAY)
        assert translation.get_language() == "pl"
    assert repr(places["peko-trzic"]) == before


def test_a_moment_without_a_time_zone_is_refused(places: dict[str, Record]) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        english(places["august-horch-museum"], datetime(2026, 11, 24))


# --- names ------------------------------------------------------------------------------------
def test_the_heading_is_in_the_language_of_the_page_and_the_local_name_below() -> None:
    names = english(a_place(names=[name("nl", "Mijn"), name("en", "Mine", "exonym")])).names
    assert (names.heading, names.local) == (Told("Mine", "en"), Told("Mijn", "nl"))
    assert names.others == ()


def test_another_language_stands_in_for_a_missing_name() -> None:
    page = read(a_place(names=[name("nl", "Mijn"), name("de", "Zeche", "exonym")]), "pl", MONDAY)
    assert page.names.heading == Told("Zeche", "de")


def test_a_historical_name_is_told_as_such_and_never_as_heading() -> None:
    names = english(a_place(names=[name("en", "Old Mine", "historical"), name("nl", "Mijn")])).names
    assert names.heading == Told("Mijn", "nl")
    assert [(o.name.text, o.language, o.kind) for o in names.others] == [
        ("Old Mine", "English", "historical name")
    ]


def test_a_place_without_a_name_is_called_by_its_slug() -> None:
    assert english(a_place()).names.heading == Told("a-place", "")


def test_a_machine_says_so_until_somebody_has_checked() -> None:
    made = {"of": "de", "digest": digest_of("Ein Schacht."), "engine": "E", "checked_by": ""}
    german = {"field": "summary", "language": "de", "text": "Ein Schacht.", "origin": "person"}
    text = {**german, "language": "en", "text": "A pit.", "origin": "machine", "translation": made}
    checked = {**text, "translation": {**made, "checked_by": "keeper"}}
    stale = {**checked, "translation": {**checked["translation"], "digest": "0"}}
    shown = [english(a_place(texts=[german, each])).summary for each in (text, checked, stale)]
    assert shown == [
        Told("A pit.", "en", machine=True),
        Told("A pit.", "en"),
        Told("A pit.", "en", stale=True),
    ]
    cards = [card_of(a_place(texts=[german, each]), "en", []) for each in (text, checked)]
    assert [card.summary_is_unchecked for card in cards] == [True, False]


def test_a_text_that_a_machine_wrote_says_so() -> None:
    text = {"field": "summary", "language": "en", "text": "A mine.", "origin": "machine"}
    assert english(a_place(texts=[text])).summary == Told("A mine.", "en", machine=True)


# --- dates and life ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1909", "1909"),
        ("1991~", "about 1991"),
        ("1930?", "perhaps 1930"),
        ("1950%", "perhaps about 1950"),
        ("185X", "1850s"),
        ("12XX", "13th century"),
        ("20XX", "21st century"),
        ("2014-12", "December 2014"),
        ("2014-12-18", "18 December 2014"),
        ("", ""),
        ("long ago", "long ago"),
    ],
)
def test_dates_are_told_in_words(written: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(written) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "13th"), ("de", "13."), ("pl", "XIII"), ("it", "XIII"), ("nl", "13e"), ("sl", "13.")],
)
def test_centuries_are_counted_as_each_language_does(language: str, words: str) -> None:
    with translation.override(language):
        assert ordinal(13) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("cs", ["první desetiletí 20. století", "50. léta 19. století"]),
        ("pl", ["pierwsza dekada XX wieku", "lata 50. XIX wieku"]),
        ("sl", ["prvo desetletje 20. stoletja", "50. leta 19. stoletja"]),
        ("hr", ["prvo desetljeće 20. stoljeća", "50-e godine 19. stoljeća"]),
        ("de", ["1900er Jahre", "1850er Jahre"]),
    ],
)
def test_decades_are_counted_as_each_language_does(language: str, words: list[str]) -> None:
    with translation.override(language):
        assert [in_words("190X"), in_words("185X")] == words


def test_a_year_in_croatian_is_an_ordinal() -> None:
    works = [phase("working", "1868", "1978~"), phase("closed", "1978~")]
    page = read(a_place(phases=works), "hr", MONDAY)
    assert [told.when for told in page.life.phases] == [
        "1868. – približno 1978.",
        "približno 1978. – danas",
    ]


def test_phases_are_told_with_what_is_not_known() -> None:
    page = english(
        a_place(
            phases=[
                phase("working", "", "1855"),
                phase("closed", "1855"),
                phase("mothballed"),
                phase("converted", "1996"),
                phase("planned", "2030", note="a lift"),
            ]
        )
    )
    assert [told.when for told in page.life.phases] == [
        "start not known – 1855",
        "1855 – end not known",
        "dates not known",
        "1996 – today",
        "planned for: 2030",
    ]
    assert page.life.phases[-1].note == Told("a lift", "en")


def test_ford_genk_tells_why_it_is_past(places: dict[str, Record]) -> None:
    (past,) = english(places["genk-ford-genk"]).life.tenses
    assert (past.label, [reason.text for reason in past.reasons]) == (
        "Past",
        ["automobile factory until 2014", "demolished (2017–2022)", "converted since 2018"],
    )


def test_nothing_is_concluded_about_what_was_made_where_a_note_says_it() -> None:
    office = phase("working", "1912", "1988", note="mine offices")
    page = english(a_place(types=["LIV.TECH", "MIN.COAL"], phases=[office, phase("converted")]))
    reason = page.life.tenses[0].reasons[0]
    assert (reason.text, reason.note.text) == ("industry until 1988", "mine offices")


# --- visit ------------------------------------------------------------------------------------
def test_a_museum_is_open_until_it_closes(places: dict[str, Record]) -> None:
    opening = english(places["august-horch-museum"], TUESDAY).visit.opening
    assert (opening.answer, opening.sentence) == ("open", "Open now until 17:00")
    assert opening.clock == "Europe/Berlin (CET)"


def test_a_museum_closed_on_mondays_says_when_it_opens(places: dict[str, Record]) -> None:
    opening = english(places["august-horch-museum"], MONDAY).visit.opening
    assert (opening.sentence, opening.why) == ("Closed today", "Opens tomorrow at 09:30.")
    assert [(day.weekday, day.times, day.words) for day in opening.week[:2]] == [
        ("Monday", (), "closed"),
        ("Tuesday", (("09:30", "17:00"),), ""),
    ]


def test_a_mine_closed_for_the_winter_says_when_it_opens(places: dict[str, Record]) -> None:
    opening = english(places["abenteuer-erzberg"]).visit.opening
    assert opening.why == "Next opening: Saturday, 1 May 2027, 10:00."


def test_hours_with_a_comment_say_ask_first(places: dict[str, Record]) -> None:
    opening = english(places["kupferschaubergwerk-radmer"], TUESDAY).visit.opening
    assert (opening.answer, opening.sentence) == ("ask_first", "By appointment only")


def test_hours_checked_long_ago_say_so(places: dict[str, Record]) -> None:
    checking = english(places["genk-c-mine-expedition"]).visit.checking
    assert checking is not None
    assert (checking.doubt, checking.is_stale) == ("not checked since 2022", True)


@pytest.mark.parametrize(
    ("checked_by", "sentence"),
    [
        ("", "Last checked: 1 September 2026"),
        ("the mine itself", "Last checked: 1 September 2026, by: the mine itself"),
        ("keeper", "Last checked: 1 September 2026, by: keeper of a region"),
    ],
)
def test_a_fresh_visit_says_when_and_by_whom_it_was_checked(checked_by: str, sentence: str) -> None:
    visit = {"state": "open", "checked_on": "2026-09-01", "checked_by": checked_by}
    checking = english(a_place(visit=visit)).visit.checking
    assert checking is not None
    assert (checking.sentence, checking.doubt) == (sentence, "")


def test_where_nobody_can_visit_nothing_is_said_of_a_check() -> None:
    assert english(a_place(visit={"state": "from_outside"})).visit.checking is None


def test_a_place_open_to_visitors_without_hours_is_not_known_to_be_open() -> None:
    opening = english(a_place(visit={"state": "open"})).visit.opening
    assert (opening.answer, opening.sentence, opening.week) == (
        "unknown",
        "Opening hours are not known",
        (),
    )


def test_a_demolished_place_never_reads_as_open() -> None:
    gone = [phase("working", "1900", "1990", "MIN.COAL"), phase("demolished", "1991")]
    page = english(a_place(phases=gone, visit={"state": "open", "opening_hours": "24/7"}))
    assert page.visit.opening.sentence == "This place is gone"
    assert page.visit.opening.week == ()
    assert page.visit.conditions is None


def test_hours_of_a_closed_place_are_doubted() -> None:
    closed = [phase("working", "1900", "1990", "MIN.COAL"), phase("closed", "1990")]
    opening = english(
        a_place(phases=closed, visit={"state": "open", "opening_hours": "24/7"})
    ).visit.opening
    assert opening.answer == "ask_first"
    assert "out of use" in opening.why


def test_hours_out_of_their_time_are_not_believed() -> None:
    visit = {"state": "open", "opening_hours": "24/7", "hours_valid_to": "2025-12-31"}
    opening = english(a_place(visit=visit)).visit.opening
    assert (opening.answer, opening.why) == (
        "unknown",
        "The hours on record are not valid today.",
    )
    assert opening.valid == "valid to: 31 December 2025"


def test_a_public_holiday_is_named_in_the_week() -> None:
    christmas = datetime(2026, 12, 24, 12, tzinfo=UTC)
    visit = {"state": "open", "opening_hours": "Mo-Su 10:00-17:00; PH off"}
    week = english(a_place(visit=visit), christmas).visit.opening.week
    assert [(day.words, day.holiday) for day in week[:2]] == [
        ("", ""),
        ("closed", "public holiday"),
    ]


def test_the_local_day_of_the_place_counts() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday already in Genk
    visit = {"state": "open", "opening_hours": "Mo 00:00-02:00"}
    opening = english(a_place(visit=visit), late).visit.opening
    assert (opening.sentence, opening.week[0].weekday) == ("Open now until 02:00", "Monday")


# --- conditions -------------------------------------------------------------------------------
def test_what_is_not_known_of_a_visit_is_said() -> None:
    conditions = english(a_place(visit={"state": "open"})).visit.conditions
    assert conditions is not None
    assert conditions.visit.known == ()
    assert conditions.visit.unknown == (
        *("Booking", "Time needed", "Guide", "Languages", "Group size", "Minimum age"),
        "Prices",
    )
    assert len(conditions.access.unknown) == 10
    assert conditions.safety.known == ()


def test_conditions_are_told_in_words() -> None:
    visit = {
        "state": "open",
        "opening_hours": "Sa 10:00-17:00",
        "booking": "required",
        "booking_lead_days": 14,
        "duration_min": 90,
        "last_entry_min": 60,
        "guided": "only",
        "languages": ["de", "en"],
        "group_max": 25,
        "min_age": 6,
        "prices": [{"group": "adult", "amount": "8.50", "currency": "EUR"}],
        "accessibility": {"wheelchair": "limited", "lift": "no", "hearing_loop": "who knows"},
        "safety": {"helmet": "provided", "temperature_c": 8, "ladders": True},
    }
    conditions = english(a_place(visit=visit)).visit.conditions
    assert conditions is not None
    assert conditions.visit.known == (
        ("Booking", "booking required"),
        ("Book ahead", "at least 14 days"),
        ("Book by", "28 November 2026 (visit: Saturday, 12 December 2026)"),
        ("Time needed", "1 h 30 min"),
        ("Last entry", "1 h before closing"),
        ("Guide", "with a guide only"),
        ("Languages", "German, English"),
        ("Group size", "at most 25 people"),
        ("Minimum age", "6 years"),
    )
    assert conditions.prices == (("adults", "8.50 EUR"),)
    assert conditions.access.known == (("usable with a wheelchair", "limited"), ("lift", "no"))
    assert conditions.safety.known == (
        ("helmet", "lent at the place"),
        ("temperature (°C)", "8"),
        ("ladders", "yes"),
    )


def test_who_looks_from_outside_is_not_told_what_tickets_are_not_known() -> None:
    conditions = english(a_place(visit={"state": "from_outside"})).visit.conditions
    assert conditions is not None
    assert conditions.visit.unknown == ()


# --- where ------------------------------------------------------------------------------------
def test_a_position_known_only_to_its_town_is_said_and_asked_about(
    places: dict[str, Record],
) -> None:
    where = english(places["genk-ford-genk"]).where
    assert where.shown is not None
    assert where.shown.words == "Known only to its town: somewhere in Genk."
    assert where.asks


def test_a_share_alike_position_stands_apart(places: dict[str, Record]) -> None:
    where = english(places["august-horch-museum"]).where
    assert where.position is not None
    assert where.share_alike is not None
    assert (where.position.precision, where.position.licence.name) == ("municipality", "CC BY 4.0")
    assert where.share_alike.licence.name == "ODbL 1.0"
    assert where.shown == where.share_alike


@pytest.mark.parametrize(
    ("km", "about", "words"),
    [
        (None, False, ""),
        (0.0, True, "in the same town"),
        (3.24, True, "about 3 km"),
        (0.853, False, "850 m"),
        (3.24, False, "3.2 km"),
        (42.4, False, "42 km"),
    ],
)
def test_distances_are_no_finer_than_what_is_known(
    km: float | None, about: bool, words: str
) -> None:
    with translation.override("en"):
        assert distance_in_words(km, about=about) == words


# --- offers, events, evidence -----------------------------------------------------------------
def test_offers_stand_with_each_audience_they_are_for() -> None:
    note = {"language": "en", "text": "forging", "origin": "person"}
    workshop = {
        "kind": "workshop",
        "audiences": ["schools", "visitors"],
        "months": [5, 6],
        "duration_min": 45,
        "capacity": 12,
        "age_min": 8,
        "age_max": None,
        "notes": [note],
    }
    groups = english(a_place(offers=[workshop])).offers
    assert [group.label for group in groups] == ["visitors", "school classes"]
    (offer,) = groups[0].offers
    assert (offer.label, offer.note) == ("workshop", Told("forging", "en"))
    assert offer.details == ("May, June", "45 min", "for 12 people", "from age 8")


def test_events_that_are_over_are_left_out() -> None:
    def event(starts: str, ends: str = "", recurrence: str = "") -> Record:
        title = [{"language": "en", "text": "Forge day", "origin": "person"}]
        dates = {"starts_on": starts, "ends_on": ends, "recurrence": recurrence, "url": ""}
        return {"titles": title, **dates}

    events = [
        event("2026-11-01"),
        event("2027-05-01", "2027-05-02"),
        event("2020-09-01", recurrence="FREQ=YEARLY"),
    ]
    assert [told.when for told in english(a_place(events=events)).events] == [
        "1 September 2020, every year",
        "1 May 2027 – 2 May 2027",
    ]


def test_facts_link_to_their_source_and_nothing_else_becomes_a_link() -> None:
    facts = [
        {"text": "Built 1911.", "language": "en", "origin": "person", "source": "https://a.eu/x"},
        {"text": "Big.", "language": "en", "origin": "person", "source": "javascript:alert(1)"},
    ]
    evidence = english(a_place(facts=facts, website="javascript:alert(1)")).evidence
    assert [fact.source and fact.source.host for fact in evidence.facts] == ["a.eu", None]
    assert english(a_place(website="javascript:alert(1)")).belonging.website is None


def test_confidence_is_told_in_words() -> None:
    evidence = english(a_place(confidence="medium", doubts="Street not checked.")).evidence
    assert evidence.confidence == "Medium: not everything was checked."
    assert evidence.doubts == Told("Street not checked.", "en")
