"""The questions that another region answers about a pilot; they look for what works."""

from __future__ import annotations

from django.utils.translation import gettext as _

from inducult.strategy.models import Appreciation


def questions(stage: str) -> list[str]:
    """Four, in their order; of an idea the first one asks what is promising in it."""
    first = (
        _("What is most promising in it, and why?")
        if stage == Appreciation.Stage.IDEA
        else _("What worked best, and why?")
    )
    return [
        first,
        _("What should live on?"),
        _("What would you take home?"),
        _("What would you wish for?"),
    ]
