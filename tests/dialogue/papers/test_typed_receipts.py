"""What was written on a sheet and typed in can be taken back with the slip of that sheet."""

from __future__ import annotations

import pytest

from inducult.common.history import Actor
from inducult.dialogue.actions.typing_in import type_in
from inducult.dialogue.models import Story
from inducult.dialogue.models.spoken import new_receipt
from inducult.dialogue.papers.receipts import in_fours
from inducult.dialogue.typed_forms import row_of
from tests.dialogue.papers.test_kit import a_session

pytestmark = pytest.mark.django_db
BY = Actor.command("test")


def test_the_code_of_the_slip_leads_to_the_story_that_was_typed_in() -> None:
    session, code = a_session(), new_receipt()
    form = row_of(session, "story", "row-1", {"title": "Hof", "receipt": in_fours(code).upper()})
    assert form.is_valid(), form.errors
    type_in(form.save(commit=False), by=BY, receipt=form.cleaned_data["receipt"])
    assert Story.objects.get().receipt == code


def test_a_code_that_is_not_whole_or_is_taken_is_refused() -> None:
    session = a_session()
    taken = Story.objects.create(group=session.group, session=session, language="de", title="A")
    for receipt in ("k7m2 9xqp", taken.receipt):
        form = row_of(session, "story", "row-2", {"title": "Hof", "receipt": receipt})
        assert list(form.errors) == ["receipt"]


def test_without_a_sheet_the_row_keeps_the_receipt_that_it_was_given() -> None:
    form = row_of(a_session(), "story", "row-3", {"title": "Hof", "receipt": ""})
    type_in(form.save(commit=False), by=BY)
    assert len(Story.objects.get().receipt) == 20
