"""Papers for a session: in its language, each with a receipt of its own, marked if an example."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from inducult.common.documents import tree
from inducult.common.documents.paper import pdf_of
from inducult.common.languages import CODES
from inducult.dialogue.models import FocusGroup, Session
from inducult.dialogue.papers.kit import BY_NAME, MOST_COPIES, PAPERS, printed
from inducult.partnership.models import Region

pytestmark = pytest.mark.django_db


def a_session(language: str = "de") -> Session:
    """A short session that needs no people."""
    region = Region.objects.create(code=f"somewhere-{language}", country="DE")
    group = FocusGroup.objects.create(region=region, title="Gruppe", language=language)
    step = {"key": "a", "phase": "discover", "kind": "pairs", "title": "Zu zweit", "minutes": 30}
    return Session.objects.create(
        group=group,
        title="Ein Nachmittag",
        language=language,
        topic="Wann ist Arbeit hier am schönsten?",
        guide=["Erzählen Sie von einem guten Tag.", "Was machte ihn möglich?"],
        steps=[step | {"question": "Wann lief es gut?"}, step | {"key": "b", "kind": "close"}],
        is_example=True,
    )


def address_of(code: str) -> str:
    return f"https://example.org/talk/receipts/{code}/"


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_paper_can_be_printed_in_every_language(paper: object, language: str) -> None:
    document = printed(paper, a_session(language), 2, address_of)  # type: ignore[arg-type]
    pdf = pikepdf.open(io.BytesIO(pdf_of(document)))
    assert str(pdf.Root.Lang) == language


def test_each_story_sheet_has_a_receipt_of_its_own() -> None:
    said = tree.texts_of(printed(BY_NAME["stories"], a_session(), 3, address_of))
    codes = [text.split("/")[-2] for text in said if text.startswith("https://")]
    assert len(set(codes)) == 3
    assert all(re.fullmatch("[0-9a-z]{20}", code) for code in codes)


def test_the_example_mark_is_in_the_language_of_the_session() -> None:
    assert printed(BY_NAME["guide"], a_session(), 1, address_of).mark.startswith("Beispiel")


def test_nobody_prints_a_forest() -> None:
    document = printed(BY_NAME["propositions"], a_session(), 5000, address_of)
    assert document.blocks.count(tree.PageBreak()) == MOST_COPIES - 1
