"""What stands on every document of a strategy: the mark of an example, licence and day."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from inducult.common.days import day_in_words

LICENCE: Final = "CC BY 4.0"


def example_mark() -> str:
    """What stands on every page of an example."""
    return _("Example: invented to show the shape")


def imprint_of(today: date) -> str:
    """Licence and the day on which the document was made."""
    return _("Licence: %(licence)s. Made on %(day)s.") % {
        "licence": LICENCE,
        "day": day_in_words(today),
    }
