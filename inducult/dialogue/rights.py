"""Who may do what in the dialogue. Who reads whose words stands in `reading.py`."""

from __future__ import annotations

from typing import Any

import rules

from inducult.dialogue.models import FocusGroup, Session, Template
from inducult.dialogue.reading import RUNNING, belongs_to, runs
from inducult.partnership.models import Region
from inducult.partnership.roles import everywhere, is_member, is_steward, plays, regions_of


@rules.predicate
def runs_groups(person: Any) -> bool:
    """Facilitator or coordinator of some region."""
    return plays(person, *RUNNING)


@rules.predicate
def runs_group(person: Any, group: FocusGroup | None) -> bool:
    return runs(person, group)


@rules.predicate
def is_of_group(person: Any, group: FocusGroup | None) -> bool:
    return belongs_to(person, group)


@rules.predicate
def runs_in_region(person: Any, region: Region | None) -> bool:
    """Facilitator or coordinator of this region."""
    here = region is not None and region.code in regions_of(person, *RUNNING)
    return here or everywhere(person, *RUNNING)


@rules.predicate
def runs_session(person: Any, session: Session | None) -> bool:
    return session is not None and runs(person, session.group)


@rules.predicate
def is_of_session(person: Any, session: Session | None) -> bool:
    return session is not None and belongs_to(person, session.group)


@rules.predicate
def is_open_template(person: Any, template: Template | None) -> bool:
    """Of the house, or shared by its region."""
    return template is not None and (template.region_id is None or template.is_shared)


@rules.predicate
def keeps_template(person: Any, template: Template | None) -> bool:
    """Of a region in which the person runs groups."""
    region = template.region if template else None
    return region is not None and (runs_in_region(person, region) or is_steward(person))


rules.add_perm("dialogue.see_groups", is_member)
rules.add_perm("dialogue.found", runs_groups | is_steward)
rules.add_perm("dialogue.found_in", runs_in_region | is_steward)
rules.add_perm("dialogue.see_group", runs_group | is_of_group)
rules.add_perm("dialogue.run_group", runs_group)
rules.add_perm("dialogue.see_session", runs_session | is_of_session)
rules.add_perm("dialogue.run_session", runs_session)
rules.add_perm("dialogue.see_template", is_open_template | keeps_template)
rules.add_perm("dialogue.keep_template", keeps_template)
