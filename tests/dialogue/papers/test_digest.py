"""The digest on paper: what was consented to, counts of the rest, never a word taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from inducult.common.documents import tree
from inducult.common.documents.paper import pdf_of
from inducult.common.documents.word import docx_of
from inducult.dialogue.models import Consent, Proposition, Session, Story, Theme
from inducult.dialogue.papers.digest import digest_document
from inducult.dialogue.queries import digest_of
from tests.dialogue.papers.test_kit import a_session

pytestmark = pytest.mark.django_db


def a_story(session: Session, title: str, consent: str, **more: Any) -> Story:
    return Story.objects.create(
        group=session.group,
        session=session,
        language="de",
        title=title,
        happening=f"{title} geschah",
        quote=f"{title} gesagt",
        consent=consent,
        quote_consent=consent,
        **more,
    )


def test_the_public_reads_what_is_public_and_counts_of_the_rest() -> None:
    session = a_session()
    theme = Theme.objects.create(session=session, title="Offene Tore", is_core=True)
    for story in (
        a_story(session, "Öffentliches", Consent.PUBLIC),
        a_story(session, "Vertrauliches", Consent.GROUP),
        a_story(session, "Zurückgenommenes", Consent.PUBLIC, withdrawn_at=timezone.now()),
    ):
        story.themes.add(theme)
    proposition = Proposition.objects.create(session=session, text="Die Tore stehen offen.")
    proposition.themes.add(theme)
    document = digest_document(digest_of(session, None))
    said = "\n".join(tree.texts_of(document))
    for shown in ("Offene Tore", "Öffentliches geschah", "Öffentliches gesagt", "Die Tore stehen"):
        assert shown in said
    assert "Vertraulich" not in said
    assert "Zurückgenommenes" not in said
    assert "Erzählte Geschichten: 3" in said
    assert document.mark
    assert pdf_of(document).startswith(b"%PDF")
    assert docx_of(document).startswith(b"PK")
