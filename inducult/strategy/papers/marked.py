"""Light markup and what a part has grown from, as blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from inducult.common.documents import tree
from inducult.strategy.markup import Block, Span, blocks_of
from inducult.strategy.sources import Sources


def blocks(text: str, level: int, language: str = "") -> Iterator[tree.Block]:
    """The blocks of a text; its headings stand on `level`."""
    for block in blocks_of(text):
        yield _block(block, level, language)


def _block(block: Block, level: int, language: str) -> tree.Block:
    items = tuple(_words(item, language) for item in block.items)
    if block.kind == "heading":
        return tree.Heading(_plain(items[0]), level, language)
    if block.kind in ("bullets", "numbers"):
        return tree.Listing(items, is_numbered=block.kind == "numbers")
    if block.kind == "quote":
        return tree.Quote(_plain(items[0]), language=language)
    return tree.Paragraph(items[0])


def _words(spans: tuple[Span, ...], language: str) -> tree.Words:
    return tuple(
        tree.Run(span.text, span.style == "strong", span.style == "em", language, span.href)
        for span in spans
    )


def _plain(words: tree.Words) -> str:
    return "".join(run.text for run in words)


def grown_from(sources: Sources, language: str) -> Iterator[tree.Block]:
    """What a part cites: words only where this reader may have them, the others as counts."""
    for cited in sources.of("story", "proposition"):
        foreign = "" if cited.language == language else cited.language
        yield tree.Quote(cited.text or cited.words, cited.by, foreign)
    named = [cited.words for cited in sources.seen if cited.kind not in ("story", "proposition")]
    if named:
        yield tree.paragraph(" · ".join(named), "small")
    if sources.withdrawn:
        said = ngettext(
            "%(number)d voice behind this was taken back.",
            "%(number)d voices behind this were taken back.",
            sources.withdrawn,
        )
        yield tree.paragraph(said % {"number": sources.withdrawn}, "small")
