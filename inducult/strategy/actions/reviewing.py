"""Another region is asked for its view, gives it, and is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.adopting import freeze, set_state
from inducult.strategy.models import Review, Strategy

__all__ = ["Asked", "ask_review", "give_review", "reply_to_review"]


@dataclass(frozen=True)
class Asked:
    """Which region is asked what, and until when."""

    region: str
    questions: Sequence[str]
    note: str = ""
    due: date | None = None


@transaction.atomic
def ask_review(strategy: Strategy, asked: Asked, *, by: Actor) -> Review:
    """The strategy as it stands now is frozen for the reviewer, who may read it from now on."""
    version = freeze(strategy, "", by=by)
    review = Review.objects.create(
        version=version,
        by_id=asked.region,
        questions=list(asked.questions),
        note=asked.note,
        due=asked.due,
        asked_by=by.name,
    )
    after = {"region": asked.region, "version": version.number}
    keep([Trace("ask", "review", review.key, None, after)], by=by)
    if strategy.state == Strategy.State.DRAFT:
        set_state(strategy, Strategy.State.REVIEW, by=by)
    return review


@transaction.atomic
def give_review(review: Review, answers: Sequence[str], *, by: Actor) -> None:
    """The answers, one to each question; given again they replace the former."""
    before = {"answers": review.answers}
    review.answers, review.given_by, review.given_at = list(answers), by.name, timezone.now()
    review.save(update_fields=["answers", "given_by", "given_at"])
    keep([Trace("give", "review", review.key, before, {"answers": review.answers})], by=by)


@transaction.atomic
def reply_to_review(review: Review, text: str, *, by: Actor) -> None:
    """What follows from the review, in the words of who asked for it."""
    before = {"reply": review.reply}
    review.reply, review.replied_by, review.replied_at = text, by.name, timezone.now()
    review.save(update_fields=["reply", "replied_by", "replied_at"])
    keep([Trace("reply", "review", review.key, before, {"reply": text})], by=by)
