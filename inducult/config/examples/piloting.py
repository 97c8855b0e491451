"""Pilots of the demonstration: documented ones with their sources, and examples."""

from __future__ import annotations

from typing import Any

from inducult.common.history import Actor
from inducult.config.examples.planning import cite_all
from inducult.config.examples.reading import OF_EXAMPLES, OF_SOURCES, Told, key_of, place_keys
from inducult.partnership.models import Region
from inducult.strategy.actions import growing
from inducult.strategy.actions.piloting import appreciate, begin_pilot, set_links
from inducult.strategy.models import Action, Pilot, PilotLink

# What a file says of a pilot under the names of the model.
FIELDS = frozenset(
    field.name
    for field in Pilot._meta.concrete_fields
    if field.name not in ("id", "key", "slug", "region", "action", "begun_by", "begun_at")
)


def add_documented_pilots(told: Told) -> None:
    """Each says what a source says of it, and names the source."""
    for said in told["pilots"]:
        _add(said, said, by=OF_SOURCES, is_example=False)


def add_example_pilots(told: Told) -> None:
    """Pilots of a region that grow from what was said in its session."""
    for said in told.get("pilots", ()):
        pilot = _add(told, said, by=OF_EXAMPLES, is_example=True)
        cite_all(told, growing.Subject("pilot", pilot.key), said.get("cites", []))
        for region, answers in said.get("appreciations", {}).items():
            given_by = Region.objects.get(pk=region)
            appreciate(pilot, "after", given_by, answers, by=OF_EXAMPLES)


def pilot_key(told: Told, name: str) -> str:
    return key_of(told, "pilot", name)


def _add(told: Told, said: Told, *, by: Actor, is_example: bool) -> Pilot:
    values: dict[str, Any] = {name: said[name] for name in FIELDS & said.keys()}
    action = said.get("action")
    pilot = Pilot(
        **{"language": told["language"], **values},
        key=pilot_key(told, said["key"]),
        region=Region.objects.get(pk=told["region"]),
        action=Action.objects.get(key=key_of(told, "action", action)) if action else None,
        is_public=True,
        is_example=is_example,
    )
    begin_pilot(pilot, by=by, places=place_keys(said.get("places", [])))
    links = [PilotLink(kind="page", **link) for link in said.get("links", ())]
    set_links(pilot, links, by=by)
    return pilot
