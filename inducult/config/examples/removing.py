"""Takes the examples away, with all that stands on them; what is documented stays."""

from __future__ import annotations

from django.db import transaction

from inducult.common.models import Act
from inducult.config.examples.reading import OF_EXAMPLES
from inducult.dialogue.models import FocusGroup, Story
from inducult.strategy.models import Adoption, Citation, Pilot, Strategy, Takeover


@transaction.atomic
def remove() -> int:
    """Groups, strategies and pilots that are examples; returns how many they were.

    What people have added to an example (a remark, a story) goes with it, and so do actions of
    other plans that were taken over from an example.
    """
    groups = FocusGroup.objects.filter(is_example=True)
    strategies = Strategy.objects.filter(is_example=True)
    pilots = Pilot.objects.filter(is_example=True)
    number = groups.count() + strategies.count() + pilots.count()
    keys = list(pilots.order_by().values_list("key", flat=True))
    Takeover.objects.filter(kind="pilot", taken_key__in=keys).delete()
    Citation.objects.filter(subject_kind="pilot", subject_key__in=keys).delete()
    Adoption.objects.filter(version__strategy__in=strategies).delete()
    for rows in (pilots, strategies, Story.objects.filter(is_example=True), groups):
        rows.delete()
    Act.objects.filter(actor=OF_EXAMPLES.name).delete()
    return number
