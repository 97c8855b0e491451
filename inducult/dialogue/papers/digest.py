"""The digest of a session as a document, for one reader: never more than the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from inducult.common.documents import tree
from inducult.dialogue.digest import Digest, SectorCount, ThemeOf
from inducult.dialogue.papers.kit import example_mark
from inducult.dialogue.rings import drawn, ring_of
from inducult.dialogue.voices import Voice


def digest_document(digest: Digest) -> tree.Document:
    """The document in the language of the session."""
    session = digest.session
    with translation.override(session.language):
        return tree.Document(
            title=session.title,
            subtitle=_("What came out of it"),
            language=session.language,
            authors=(session.group.title,),
            mark=example_mark() if session.is_example else "",
            blocks=tuple(_blocks(digest)),
        )


def _blocks(digest: Digest) -> Iterator[tree.Block]:
    if digest.held_on:
        yield tree.paragraph(date_format(digest.held_on, "DATE_FORMAT"), "lead")
    if digest.session.topic:
        yield tree.paragraph(digest.session.topic, "lead")
    yield from _people(digest)
    yield from _themes(digest)
    yield from _voices(digest)
    yield from _propositions(digest)
    yield from _map(digest)
    yield from _commitments(digest)
    yield from _counts(digest)


def _people(digest: Digest) -> Iterator[tree.Block]:
    if digest.sectors:
        yield tree.Heading(_("Who was there"))
        columns = (
            tree.Column(pgettext("table", "Sector"), 3),
            tree.Column(pgettext("table", "People"), 1, "end"),
        )
        yield tree.Table(columns, tuple(_sector(count) for count in digest.sectors))


def _sector(count: SectorCount) -> tuple[tree.Words, ...]:
    number = "1–2" if count.number is None else str(count.number)
    return (tree.words(count.label), tree.words(number))


def _themes(digest: Digest) -> Iterator[tree.Block]:
    if not digest.themes:
        return
    yield tree.Heading(_("Themes"))
    for theme in digest.themes:
        yield tree.Heading(theme.title, 2)
        yield tree.paragraph(_theme_line(theme), "small")
        if theme.note:
            yield tree.paragraph(theme.note)
        if theme.card_texts:
            yield tree.bullets(theme.card_texts)
        yield from (_quote(voice, digest.session.language) for voice in theme.quotes)


def _theme_line(theme: ThemeOf) -> str:
    said = [
        ngettext("%(number)d story", "%(number)d stories", theme.stories)
        % {"number": theme.stories},
        ngettext("%(number)d card", "%(number)d cards", theme.cards) % {"number": theme.cards},
        ngettext("%(number)d dot", "%(number)d dots", theme.dots) % {"number": theme.dots},
    ]
    return " · ".join([_("positive core"), *said] if theme.is_core else said)


def _quote(voice: Voice, language: str) -> tree.Quote:
    return tree.Quote(voice.quote, voice.named_as, _foreign(voice.language, language))


def _voices(digest: Digest) -> Iterator[tree.Block]:
    told = [voice for voice in digest.voices if voice.happening]
    if told:
        yield tree.Heading(_("Stories"))
    for voice in told:
        language = _foreign(voice.language, digest.session.language)
        yield tree.Heading(voice.title, 2, language)
        yield tree.paragraph(voice.happening, language=language)
        if voice.made_possible:
            made = tree.Run(_("What made it possible:") + " ", is_strong=True)
            yield tree.Paragraph((made, tree.Run(voice.made_possible, language=language)))


def _propositions(digest: Digest) -> Iterator[tree.Block]:
    if digest.propositions:
        yield tree.Heading(_("Propositions"))
    for each in digest.propositions:
        dots = ngettext("%(number)d dot", "%(number)d dots", each.dots) % {"number": each.dots}
        source = " · ".join([dots, *each.themes])
        yield tree.Quote(each.text, source, _foreign(each.language, digest.session.language))


def _map(digest: Digest) -> Iterator[tree.Block]:
    """The drawing of rings, and in words what stands on them."""
    if not digest.map:
        return
    yield tree.Heading(_("Design map"))
    yield tree.Figure(
        drawn(digest.map), _("Three rings; what stands on them is listed below."), width=0.8
    )
    for ring, label in digest.ring_names:
        here = [t for t in digest.map if ring_of(t.element) == ring]
        if here:
            yield tree.Heading(str(label), 2)
            yield tree.bullets([f"{thing.number} · {thing.element.text}" for thing in here])


def _commitments(digest: Digest) -> Iterator[tree.Block]:
    if not digest.commitments:
        return
    yield tree.Heading(_("Commitments"))
    columns = (
        tree.Column(pgettext("table", "What"), 4),
        tree.Column(pgettext("table", "Who"), 2),
        tree.Column(pgettext("table", "Until"), 1.4),
        tree.Column(pgettext("table", "Needs"), 2),
        tree.Column(pgettext("table", "Offers"), 2),
    )
    rows = (
        (made.what, made.who, _day(made.until), made.needs, made.offers)
        for made in digest.commitments
    )
    yield tree.Table(columns, tuple(tuple(tree.words(t) for t in row) for row in rows))


def _counts(digest: Digest) -> Iterator[tree.Block]:
    """What was said and is not shown here is counted."""
    yield tree.Heading(_("In figures"))
    yield tree.bullets(
        [
            _("Stories told: %(number)d") % {"number": digest.stories},
            _("Stories taken back by their tellers: %(number)d")
            % {"number": digest.stories_withdrawn},
            _("Cards written: %(number)d") % {"number": digest.cards},
            _("Commitments made: %(number)d") % {"number": digest.commitments_made},
        ]
    )
    yield tree.paragraph(_("Words stand here only as far as their authors allow."), "small")


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _foreign(language: str, of_document: str) -> str:
    return "" if language == of_document else language
