"""Words as one reader may see them: plain values in which everything else is empty."""

from __future__ import annotations

from dataclasses import dataclass

from inducult.dialogue.models import Story
from inducult.dialogue.reading import Circles


@dataclass(frozen=True)
class Voice:
    """A story as one reader sees it. What she may not read is "", not hidden."""

    key: str
    language: str
    region: str
    group: str
    session: str
    title: str
    happening: str
    made_possible: str
    involved: str
    when: str
    where_text: str
    place: str
    quote: str
    named_as: str
    is_example: bool
    is_withdrawn: bool

    @property
    def is_silent(self) -> bool:
        """Nothing of it may be read by this reader, or its words were taken back."""
        return not (self.title or self.happening or self.quote)


_TOLD = ("title", "happening", "made_possible", "involved", "when", "where_text")


def voice_of(story: Story, circles: Circles) -> Voice:
    """The story for whoever reads in these circles; of many, ask for the circles once."""
    told, quoted = (
        circles.may_read(consent, story.group_id) and not story.is_withdrawn
        for consent in (story.consent, story.quote_consent)
    )
    return Voice(
        key=story.key,
        language=story.language,
        region=story.group.region_id,
        group=story.group.key,
        session=story.session.key if story.session else "",
        place=story.where.identifier if told and story.where else "",
        quote=story.quote if quoted else "",
        named_as=story.named_as if told or quoted else "",
        is_example=story.is_example,
        is_withdrawn=story.is_withdrawn,
        **{field: getattr(story, field) if told else "" for field in _TOLD},
    )
