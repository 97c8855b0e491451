"""What keepers do with what visitors send: answer, take a suggestion up, show a story."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.partnership.models import Person, Region
from inducult.partnership.queries import actor_of
from inducult.places.actions.corrections import add_place
from inducult.places.models import Correction, Place, Report, Story
from inducult.places.naming import free_slug
from inducult.places.records import Record
from inducult.places.vocabulary import FoundBy, NameKind


class NotWaiting(RuntimeError):
    """The report has been answered, or taken back by its sender."""


@transaction.atomic
def answer(report: Report, *, by: Actor, outcome: str, words: str = "") -> str:
    """Close the report with an outcome and words for its sender; raises NotWaiting.

    Her e-mail address is deleted with it and returned, so that one last letter can go there.
    """
    report = _locked(report)
    email, report.email = report.email, ""
    report.outcome, report.answer = outcome, words
    report.answered_at, report.answered_by = timezone.now(), by.name
    report.save()
    _trace(report, by)
    return email


@transaction.atomic
def show_story(report: Report, *, by: Actor, words: str = "") -> str:
    """Show the story on the page of its place, and answer its teller. Raises NotWaiting."""
    report = _locked(report)
    if report.place is None:
        raise NotWaiting(report.receipt)
    Story.objects.create(
        place=report.place,
        receipt=report.receipt,
        teller=report.told.get("teller", ""),
        language=report.language,
        text=report.message,
    )
    return answer(report, by=by, outcome=Report.Outcome.DONE, words=words)


@transaction.atomic
def take_up_suggestion(report: Report, *, author: Person) -> Correction:
    """A draft of the suggested place, with what is known; the report waits for its end.

    Raises NotWaiting.
    """
    report = _locked(report)
    correction = add_place(_begun(report), author=author)
    report.place = Place.objects.get(pk=correction.place_id)
    report.save(update_fields=["place"])
    _trace(report, actor_of(author))
    return correction


@transaction.atomic
def watch(place: Place, *, by: Actor, watched: bool) -> None:
    """Put what was reported of the place on the watch list, or take it off."""
    reports = place.reports.filter(kind=Report.Kind.AT_RISK)
    before = {"watched": not watched}
    if reports.exclude(watched=watched).update(watched=watched):
        trace = Trace("watch", "place", place.identifier, before, {"watched": watched})
        keep([trace], by=by)


def _locked(report: Report) -> Report:
    locked = Report.objects.select_for_update(of=("self",)).select_related("place")
    found = locked.get(pk=report.pk)
    if found.outcome != Report.Outcome.WAITING:
        raise NotWaiting(found.receipt)
    return found


def _trace(report: Report, by: Actor) -> None:
    """Neither the sender's words nor the keeper's: both go when the sender takes hers back."""
    after = {
        "outcome": report.outcome,
        "place": report.place.identifier if report.place else None,
    }
    keep([Trace("answer", "report", report.receipt, {}, after)], by=by)


def _begun(report: Report) -> Record:
    told = report.told
    name = {"language": report.language, "kind": NameKind.OFFICIAL.value, "text": told["name"]}
    regions = Region.objects.filter(code__in=told.get("regions", [])).order_by("code")
    found = FoundBy.BOUNDARY.value
    address = {"street": "", "postal_code": "", "municipality": told["town"]}
    return {
        "slug": free_slug(told["name"], told["town"]),
        "names": [{**name, "origin": "person"}],
        "address": {**address, "country": told["country"]},
        "regions": [{"code": region.code, "found_by": found} for region in regions],
        "sources": [{"url": told["source"], "licence": ""}] if told.get("source") else [],
    }
