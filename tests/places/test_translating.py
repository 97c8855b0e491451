"""The translation page: source beside target, a draft, checked by people, begun by machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.common.languages import CODES
from inducult.common.translations import TO_DO, Standing, digest_of, text_in
from inducult.places.actions import Trail, begin, change_record, put
from inducult.places.checks import faults_of
from inducult.places.models import Correction, Place, Publication
from inducult.places.records import Record, record_of
from inducult.places.translating import counts_of, source_language, units_of, with_text
from inducult.places.untranslated import Tally, standing_at, tallies
from inducult.places.writing import write_records
from tests.cast import HOME, Cast
from tests.fakes.translators import KEY, Service, translated, translators
from tests.places.test_editing import HORCH, rows, signed_in
from tests.places.test_joining import TEST


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place.objects.get(slug=HORCH)


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    """An engine that the operator has named."""
    with translators() as running:
        settings.TRANSLATOR = f"libretranslate:{running.address}"
        settings.TRANSLATOR_KEY = KEY
        yield running


def page_of(place: Place, query: str = "?from=en&to=pl") -> str:
    return f"/en/register/places/{place.identifier}/translate/{query}"


def sent(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    """What a browser sends for the page as it stands, with what somebody changed on it."""
    sheet = client.get(address).context["sheet"]
    told: dict[str, Any] = {}
    for row in sheet.rows:
        known = row.form.initial
        told |= {f"{row.unit.key}-text": known["text"].replace("\n", "\r\n")}
        told |= {f"{row.unit.key}-seen": known["seen"]}
        told |= {f"{row.unit.key}-checked": "on"} if known["checked"] else {}
    return {**told, **{name.replace("__", "-"): value for name, value in changed.items()}}


def summary(record: Record, language: str) -> Any:
    texts = [text for text in record["texts"] if text["field"] == "summary"]
    return text_in(texts, language)


def draft() -> Record:
    record: Record = Correction.objects.get().record
    return record


def test_who_only_looks_at_the_page_changes_nothing(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "contributor")
    for pair in ("?from=en&to=pl", "?from=de&to=en", "?to=nonsense&from=", ""):
        client.post(page_of(place, pair), sent(client, page_of(place, pair)))
    assert not Correction.objects.exists()


def test_a_translation_is_kept_as_a_draft_and_published_with_its_origin(
    cast: Cast, place: Place
) -> None:
    client = signed_in(cast, "keeper")
    told = sent(client, page_of(place), summary__text="Muzeum.", summary__checked="on")
    answer = client.post(page_of(place), {**told, "look": ""})
    changes = f"/en/register/places/{place.identifier}/changes/"
    assert answer.url == changes
    assert summary(record_of(place), "pl") is None
    assert "Muzeum. (from: English; checked by: keeper of a region)" in (
        client.get(changes).content.decode()
    )
    client.post(changes, {"do": "publish"})
    english = summary(record_of(place), "en")["text"]
    assert summary(json.loads(Publication.objects.get(place=place).record), "pl") == {
        "field": "summary",
        "language": "pl",
        "text": "Muzeum.",
        "origin": "person",
        "translation": {
            "of": "en",
            "digest": digest_of(english),
            "engine": "",
            "checked_by": "keeper",
        },
    }


def test_editing_a_text_in_the_editor_makes_exactly_its_translations_stale(
    cast: Cast, place: Place
) -> None:
    record = record_of(place)
    for language, of in (("pl", "en"), ("cs", "en"), ("nl", "de")):
        digest = digest_of(summary(record, of)["text"])
        made = {"of": of, "digest": digest, "engine": "", "checked_by": "keeper"}
        text = {"language": language, "text": "X", "origin": "person", "translation": made}
        record = with_text(record, "summary", language, text)
    write_records([record])
    entries = [
        {name: text[name] for name in ("field", "language", "text")} for text in record["texts"]
    ]
    for entry in entries:
        entry["text"] += " More." if entry["language"] == "en" else ""
    client = signed_in(cast, "keeper")
    client.post(
        f"/en/register/places/{place.identifier}/edit/texts/", rows("texts", entries, more=1)
    )
    (unit,) = [unit for unit in units_of(draft()) if unit.key == "summary"]
    stale = {code for code in CODES if unit.standing(code) is Standing.STALE}
    assert stale == {"pl", "cs"}
    assert summary(draft(), "nl") == summary(record, "nl")


def test_editing_a_translation_in_the_editor_leaves_it_one(cast: Cast, place: Place) -> None:
    record = record_of(place)
    made = {"of": "en", "digest": "0" * 16, "engine": "E", "checked_by": "keeper"}
    text = {"language": "pl", "text": "A\nB", "origin": "machine", "translation": made}
    write_records([with_text(record, "summary", "pl", text)])
    record = record_of(place)
    entries = [
        {name: text[name] for name in ("field", "language", "text")} for text in record["texts"]
    ]
    address = f"/en/register/places/{place.identifier}/edit/texts/"
    client = signed_in(cast, "keeper")
    for entry in entries:
        entry["text"] = entry["text"].replace("\n", "\r\n")
    client.post(address, rows("texts", entries))
    assert not Correction.objects.exists()  # looked at, with lines as browsers send them
    entries[-1]["text"] = "C"
    client.post(address, rows("texts", entries))
    assert summary(draft(), "pl") == {
        "field": "summary",
        "language": "pl",
        "text": "C",
        "origin": "person",
        "translation": {**made, "checked_by": ""},
    }


def test_a_page_that_keeps_itself_takes_back_what_was_taken_back(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    write_records([with_text(record_of(place), "summary", "pl", stale_polish())])
    before, told = record_of(place), sent(client, page_of(place))
    for text in ("Muzeum w Zwickau.", "Stare."):
        told["summary-text"] = text
        kept = client.post(page_of(place), told, headers={"X-Kept-By-Itself": "1"})
        assert kept.json() == {"kept": True}
    assert draft() == before


def stale_polish() -> Any:
    made = {"of": "en", "digest": "0" * 16, "engine": "", "checked_by": "keeper"}
    return {"language": "pl", "text": "Stare.", "origin": "person", "translation": made}


def test_who_has_seen_an_older_source_has_translated_that_one(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "contributor")
    told = sent(client, page_of(place), summary__text="Muzeum.")
    record = record_of(place)
    english = {**summary(record, "en"), "text": "Something else."}
    change_record(place, with_text(record, "summary", "en", english), Trail(TEST))
    client.post(page_of(place), told)
    assert counts_of(draft(), "pl")[Standing.STALE] == 1


def test_what_others_wrote_meanwhile_stays_and_the_translation_is_known_for_stale(
    cast: Cast, place: Place
) -> None:
    client = signed_in(cast, "keeper")
    opened = client.get(page_of(place)).context["opened_at"]
    told = {**sent(client, page_of(place), summary__text="Muzeum."), "opened_at": opened}
    record = record_of(place)
    english = {**summary(record, "en"), "text": "Something else."}
    change_record(place, with_text(record, "summary", "en", english), Trail(TEST))
    client.post(page_of(place), told)
    client.post(f"/en/register/places/{place.identifier}/changes/", {"do": "accept"})
    now = record_of(place)
    assert (summary(now, "en")["text"], summary(now, "pl")["text"]) == (english["text"], "Muzeum.")
    assert counts_of(now, "pl")[Standing.STALE] == 1


def test_a_text_does_not_end_up_at_another_offer(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    record = {**record_of(place), "offers": [offer("Tour of the hall"), offer("Night tour")]}
    write_records([record])
    told = sent(client, page_of(place), offers__0__text="x", **{"offers.0__text": "Nocna"})
    write_records([{**record, "offers": record["offers"][::-1]}])
    refused = client.post(page_of(place), told)
    assert refused.status_code == 422
    assert "Nocna" in refused.content.decode()
    assert not Correction.objects.exists()


def offer(note: str) -> Record:
    notes = [{"language": "en", "text": note, "origin": "person", "translation": None}]
    limits = dict.fromkeys(("duration_min", "capacity", "age_min", "age_max"))
    return {"kind": "guided_tour", "audiences": [], "months": [], **limits, "notes": notes}


def test_texts_that_are_too_long_are_said_and_not_lost(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    write_records([{**record_of(place), "offers": [offer("Tour")]}])
    told = sent(client, page_of(place), **{"offers.0__text": "x" * 2_001})
    refused = client.post(page_of(place), told)
    assert refused.status_code == 422
    assert "x" * 2_001 in refused.content.decode()


def test_without_an_engine_the_page_offers_none(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    assert "machine" not in client.get(page_of(place)).content.decode()
    client.post(page_of(place), {**sent(client, page_of(place)), "machine": "all"})
    assert not Correction.objects.exists()


def test_a_machine_drafts_what_is_missing_and_a_person_checks_it(
    cast: Cast, place: Place, service: Service
) -> None:
    client = signed_in(cast, "keeper")
    told = sent(client, page_of(place))
    client.post(page_of(place), {**told, "machine": "all"})
    english = summary(draft(), "en")["text"]
    polish = summary(draft(), "pl")
    assert (polish["text"], polish["origin"]) == (translated(english, "pl"), "machine")
    assert polish["translation"]["engine"] == "LibreTranslate"
    assert counts_of(draft(), "pl") == {Standing.MACHINE: len(units_of(draft()))}
    client.post(page_of(place), sent(client, page_of(place), summary__checked="on"))
    assert summary(draft(), "pl") == {
        **polish,
        "translation": {**polish["translation"], "checked_by": "keeper"},
    }


def test_a_machine_replaces_nothing_that_a_person_wrote(
    cast: Cast, place: Place, service: Service
) -> None:
    client = signed_in(cast, "keeper")
    write_records([with_text(record_of(place), "summary", "pl", stale_polish())])
    told = sent(client, page_of(place))
    for key in ("summary", "all", "summary", "nonsense"):
        client.post(page_of(place), {**told, "machine": key})
        assert summary(record_of(place), "pl")["text"] == "Stare."
    assert all(summary(each.record, "pl")["text"] == "Stare." for each in Correction.objects.all())
    told["summary-text"] = "What I have just written"
    client.post(page_of(place), {**told, "machine": "all"})
    assert summary(draft(), "pl")["text"] == "What I have just written"


def test_a_failing_machine_is_said_in_words_and_loses_nothing(
    cast: Cast, place: Place, service: Service
) -> None:
    client = signed_in(cast, "keeper")
    service.status = 500
    told = sent(client, page_of(place), summary__text="Written by hand")
    service_said = client.post(page_of(place), {**told, "machine": "all"}, follow=True)
    words = "The translation engine has a fault (500). What you wrote is kept."
    assert words in service_said.content.decode()
    assert summary(draft(), "pl")["text"] == "Written by hand"


def test_markup_from_a_machine_is_text(cast: Cast, place: Place, service: Service) -> None:
    client = signed_in(cast, "keeper")
    told = {**sent(client, page_of(place)), "machine": "summary"}
    service.texts = ["<script>alert(1)</script>"]
    client.post(page_of(place), told)
    shown = client.get(page_of(place)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown


def test_a_change_that_lies_with_the_keepers_is_not_touched(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "contributor")
    client.post(page_of(place), sent(client, page_of(place), summary__text="Muzeum."))
    changes = f"/en/register/places/{place.identifier}/changes/"
    client.post(changes, {"do": "propose"})
    told = sent(client, page_of(place), summary__text="Other.")
    assert client.post(page_of(place), told).url == changes
    assert summary(draft(), "pl")["text"] == "Muzeum."


# --- the list ------------------------------------------------------------------------------------
def test_counts_lead_to_the_places_and_the_places_to_their_page(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    write_records([with_text(record_of(place), "summary", "pl", stale_polish())])
    told = client.get(f"/en/register/languages/?region={HOME}&language=pl&state=stale")
    (row,) = told.context["rows"]
    assert (row.place, row.counts[-1]) == (place, (Standing.STALE, 1))
    assert client.get(row.address).context["pair"].target == "pl"
    assert 'state=stale#places">1</a>' in told.content.decode()
    nothing = client.get("/en/register/languages/?region=x&language=&state=y&page=99")
    assert nothing.status_code == 200


def test_who_goes_on_comes_to_the_next_place_with_something_to_do(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    told = sent(client, page_of(place))
    answer = client.post(page_of(place), {**told, "go_on": ""})
    other = Place.objects.get(identifier=answer.url.split("/")[4])
    assert other.slug != place.slug
    assert answer.url.endswith("?to=pl")


def test_unpublished_places_of_others_are_counted_for_nobody(cast: Cast, place: Place) -> None:
    hidden = Place.objects.get(slug="genk-ford-genk")
    Publication.objects.filter(place=hidden).delete()
    before = tallies(Place.objects.all())
    Place.objects.filter(pk=hidden.pk).update(state="draft")
    seen = signed_in(cast, "keeper").get("/en/register/languages/?language=pl").context
    units = seen["languages_told"][0].tally.units
    assert units == before[None, "en"].units - len(units_of(record_of(hidden)))


TEXTS = st.sampled_from(["", "a", "b"])
MADE = st.none() | st.fixed_dictionaries(
    {
        "of": st.sampled_from(["en", "de", "pl"]),
        "digest": st.sampled_from([digest_of("a"), digest_of("b")]),
        "engine": st.just("E"),
        "checked_by": st.sampled_from(["", "keeper"]),
    }
)


def text_of(language: str) -> Any:
    return st.fixed_dictionaries(
        {
            "language": st.just(language),
            "text": TEXTS,
            "origin": st.sampled_from(["person", "machine"]),
            "translation": MADE,
        }
    )


SAID = st.tuples(*(text_of(code) for code in ("en", "de", "pl"))).map(list)
RECORDS = st.lists(st.tuples(SAID, SAID, st.lists(SAID, max_size=2)), min_size=3, max_size=3)


@pytest.mark.django_db
def test_the_database_counts_as_the_records_do(register: list[Record]) -> None:
    known = [record_of(place) for place in Place.objects.order_by("pk")]

    @settings(max_examples=8)
    @given(told=RECORDS)
    def law(told: Any) -> None:
        records = [put_texts(record, *texts) for record, texts in zip(known, told, strict=True)]
        write_records(records)
        counted = tallies(Place.objects.all())
        for code in ("en", "pl", "cs"):
            counts = [counts_of(record, code) for record in records]
            tally = counted[None, code]
            for standing in TO_DO:
                assert getattr(tally, standing.value) == sum(each[standing] for each in counts)
                found = Place.objects.filter(standing_at(standing, code))
                wanted = {
                    record["id"]
                    for record, each in zip(records, counts, strict=True)
                    if each[standing]
                }
                assert {place.identifier for place in found} == wanted
        by_region = tallies(Place.objects.all(), by_region=True)
        for record in records:
            (region,) = [each["code"] for each in record["regions"]]
            assert (
                by_region.get((region, "pl"), Tally()).missing
                == counts_of(record, "pl")[Standing.MISSING]
            )

    law()


def put_texts(record: Record, summaries: Any, alt: Any, notes: Any) -> Record:
    texts = [{"field": "summary", **text} for text in summaries]
    offers = [{**offer("x"), "notes": each} for each in notes]
    medium = {"file": "x", "author": "", "licence": "", "source": "", "alt": alt}
    return {**record, "texts": texts, "offers": offers, "media": [medium], "events": []}


def test_the_usual_source_is_the_language_that_says_most(register: list[Record]) -> None:
    (horch,) = [record for record in register if record["slug"] == HORCH]
    record = {**horch, "texts": [], "offers": [], "media": []}
    assert source_language(record, "en") == "de"
    for language in ("en", "de"):
        record = with_text(record, "summary", language, {**stale_polish(), "language": language})
    assert (source_language(record, "pl"), source_language(record, "de")) == ("de", "en")
    record = with_text(record, "description", "en", {**stale_polish(), "language": "en"})
    assert source_language(record, "pl") == "en"


@pytest.mark.parametrize("part", ["keeper", "contributor", "scientist"])
def test_a_role_and_never_a_person_is_named_for_a_check(
    part: str, cast: Cast, place: Place
) -> None:
    client = signed_in(cast, part)
    told = sent(client, page_of(place), summary__text="Muzeum.", summary__checked="on")
    client.post(page_of(place), told)
    role = {"scientist": "contributor"}.get(part, part)
    assert summary(draft(), "pl")["translation"]["checked_by"] == role


def test_a_draft_of_another_page_is_gone_on_with(cast: Cast, place: Place) -> None:
    mine = begin(place, author=cast["keeper"])
    put(mine, {**mine.record, "phone": "+49 1"})
    client = signed_in(cast, "keeper")
    client.post(page_of(place), sent(client, page_of(place), summary__text="Muzeum."))
    assert (draft()["phone"], summary(draft(), "pl")["text"]) == ("+49 1", "Muzeum.")


def test_where_the_language_asked_for_says_nothing_another_stands_beside(
    cast: Cast, place: Place, service: Service
) -> None:
    client = signed_in(cast, "keeper")
    german = {**stale_polish(), "language": "de", "text": "Ein Museum.", "translation": None}
    record = {**with_text(record_of(place), "summary", "de", german), "offers": [offer("Tours")]}
    write_records([record])
    told = sent(client, page_of(place, "?from=de&to=pl"))
    client.post(page_of(place, "?from=de&to=pl"), {**told, "machine": "all"})
    made = [text_in(unit.texts, "pl") for unit in units_of(draft())]
    assert [text["translation"]["of"] for text in made if text] == ["de", "en"]
    assert [asked["source"] for asked in service.asked] == ["de", "en"]


@pytest.mark.parametrize("made", [{}, {"of": "en"}, [], "en", {"of": 1, "digest": ""}])
def test_a_translation_that_does_not_know_itself_does_not_enter(
    made: Any, register: list[Record]
) -> None:
    wrong = with_text(register[0], "summary", "pl", {**stale_polish(), "translation": made})
    assert list(faults_of(register[0])) == []
    assert [fault.field for fault in faults_of(wrong)] == ["summary"]


def test_the_list_asks_as_much_for_three_places_as_for_one(cast: Cast) -> None:
    client = signed_in(cast, "keeper")
    client.get("/en/register/languages/")  # the first request of a session writes it
    asked = []
    for query in ("?language=pl", f"?language=pl&region={HOME}"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/register/languages/{query}")
        asked.append(len(queries))
    assert asked[0] == asked[1]
