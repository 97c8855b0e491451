"""Loads what of the demonstration is not there yet; a second time there is nothing to do."""

from __future__ import annotations

from django.db import transaction

from inducult.config.examples import piloting, planning, reading, talking
from inducult.config.examples.reading import Told, key_of
from inducult.dialogue.actions import load_house_templates
from inducult.dialogue.models import FocusGroup, Template
from inducult.strategy.models import Pilot, Strategy


def load(*, examples: bool = True) -> int:
    """What is documented and, unless they are not wanted, the examples; returns how many files.

    Each file is one transaction: a run that is stopped leaves whole files.
    """
    if not Template.objects.filter(region=None).exists():
        load_house_templates(by=reading.OF_SOURCES)
    loaded = sum(_documented())
    return loaded + (sum(_examples()) if examples else 0)


def _documented() -> list[bool]:
    return [_groups(told) for told in reading.regions() if "documented" in told] + [_pilots()]


@transaction.atomic
def _groups(told: Told) -> bool:
    if FocusGroup.objects.filter(key=key_of(told, "group", "documented")).exists():
        return False
    talking.add_documented_group(told)
    return True


@transaction.atomic
def _pilots() -> bool:
    told = reading.read("pilots")
    first = told["pilots"][0]
    if Pilot.objects.filter(key=piloting.pilot_key(first, first["key"])).exists():
        return False
    piloting.add_documented_pilots(told)
    return True


def _examples() -> list[bool]:
    return [_region(told) for told in reading.regions()] + [_europe()]


@transaction.atomic
def _region(told: Told) -> bool:
    if FocusGroup.objects.filter(key=key_of(told, "group", "example")).exists():
        return False
    talking.add_example_group(told)
    strategy = planning.add_strategy(told)
    piloting.add_example_pilots(told)
    planning.finish_strategy(strategy, told)
    return True


@transaction.atomic
def _europe() -> bool:
    told = reading.read("europe")
    if Strategy.objects.filter(slug=planning.slug_of(told)).exists():
        return False
    planning.finish_strategy(planning.add_strategy(told), told)
    return True
