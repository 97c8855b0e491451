"""Pilots and reports on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inducult.common.documents import tree
from inducult.common.documents.paper import pdf_of
from inducult.partnership.models import Region
from inducult.strategy.models import HalfYear, Pilot
from inducult.strategy.papers.half_years import half_year_document
from inducult.strategy.papers.pilots import pilot_document
from tests.cast import HOME
from tests.strategy.planned import Small, small

TODAY = date(2026, 11, 27)
pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db: None) -> Small:
    Region.objects.create(code=HOME, country="DE")
    return small(title="Together")


def words(document: tree.Document) -> str:
    return "\n".join(tree.texts_of(document))


def frozen(made: Small) -> dict[str, Any]:
    reached = {"title": "Visitors", "unit": "people", "reached": str(Decimal(12)), "target": None}
    return {
        "format": 1,
        "on": "2026-07-01",
        "strategy": {"key": made.strategy.key, "title": "As it was called then"},
        "is_example": False,
        "actions": [],
        "milestones": [],
        "indicators": [reached],
        "totals": {"by_status": {"done": 2}, "overdue": 1, "blocked": 0, "costs": {"EUR": [5, 9]}},
    }


def test_a_report_is_printed_as_it_was_frozen(made: Small) -> None:
    report = HalfYear.objects.create(
        strategy=made.strategy, year=2026, half=1, due=TODAY, asked_by="test", content=frozen(made)
    )
    document = half_year_document(report, TODAY)
    assert document.title == "As it was called then"
    assert "Overdue: 1" in words(document)
    assert "12" in tree.texts_of(document)
    assert pdf_of(document).startswith(b"%PDF")


def test_a_pilot_is_printed_with_all_that_is_told_and_marked_if_an_example(made: Small) -> None:
    Pilot.objects.filter(pk=made.pilot.pk).update(
        chance="The gate was closed.", lessons="Begin with one evening.", is_example=True
    )
    document = pilot_document(Pilot.objects.get(pk=made.pilot.pk), TODAY)
    said = words(document)
    assert "The gate was closed." in said
    assert "Begin with one evening." in said
    assert document.mark


def test_files_are_sent_as_what_they_are(made: Small, client: Client) -> None:
    Pilot.objects.filter(pk=made.pilot.pk).update(is_public=True)
    told = {}
    for kind in ("pdf", "docx", "exe"):
        address = reverse("strategy:pilot_file", kwargs={"slug": made.pilot.slug, "kind": kind})
        answer = client.get(address)
        told[kind] = (answer.status_code, answer.content[:4] if answer.status_code == 200 else b"")
    assert told == {"pdf": (200, b"%PDF"), "docx": (200, b"PK\x03\x04"), "exe": (404, b"")}
