"""Templates: the house's own are loaded, regions copy, change, share and merge them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from inducult.common.history import Actor
from inducult.common.identifiers import identifier_from
from inducult.dialogue.actions.tracing import note
from inducult.dialogue.house_templates import house_templates
from inducult.dialogue.merging import Merged, merge
from inducult.dialogue.models import Template, TemplateVersion
from inducult.dialogue.phases import Step, plain, steps_from
from inducult.partnership.models import Region


@dataclass(frozen=True)
class Newer:
    """A later version of what a template was adopted from, and what came of bringing it in."""

    version: TemplateVersion
    base: TemplateVersion
    merged: Merged


@transaction.atomic
def load_house_templates(*, by: Actor) -> tuple[int, int]:
    """The six templates in eight languages as the package has them.

    Returns how many are new and how many got a new version; repeated, neither.
    """
    added = changed = 0
    for told in house_templates():
        words = {"title": told.title, "about": told.about, "is_shared": True}
        key = identifier_from(f"template:{told.form}:{told.language}")
        where: dict[str, Any] = {"form": told.form, "language": told.language, "region": None}
        template, fresh = Template.objects.update_or_create(
            **where, defaults=words, create_defaults={**words, "key": key}
        )
        latest = latest_version(template)
        if latest is None or latest.steps != plain(told.steps):
            _version(template, told.steps, by=by)
            added, changed = (added + 1, changed) if fresh else (added, changed + 1)
    return added, changed


@transaction.atomic
def adopt(version: TemplateVersion, region: Region, *, by: Actor) -> Template:
    """A copy for a region, with credit to the version that it was made from."""
    origin = version.template
    copy = Template.objects.create(
        title=origin.title,
        about=origin.about,
        language=origin.language,
        form=origin.form,
        region=region,
    )
    _version(copy, steps_from(version.steps), credit=version, by=by)
    note("adopt", "template", copy.key, {"from": version.key, "region": region.code}, by=by)
    return copy


@transaction.atomic
def change_template(
    template: Template,
    steps: Sequence[Step],
    *,
    by: Actor,
    remark: str = "",
    credit: TemplateVersion | None = None,
) -> TemplateVersion:
    """The next version, or the latest one if nothing has changed."""
    Template.objects.select_for_update(of=("self",)).get(pk=template.pk)
    latest = latest_version(template)
    credit = credit or (latest.credit if latest else None)
    if latest and latest.steps == plain(steps) and latest.credit == credit:
        return latest
    made = _version(template, steps, by=by, remark=remark, credit=credit)
    note("change", "template", template.key, {"number": made.number}, by=by)
    return made


@transaction.atomic
def share_template(template: Template, *, by: Actor, shared: bool) -> None:
    """Other regions see it, or not any more; what they copied stays theirs."""
    Template.objects.filter(pk=template.pk).update(is_shared=shared)
    note("share" if shared else "unshare", "template", template.key, {}, by=by)


def latest_version(template: Template) -> TemplateVersion | None:
    """The version that is used."""
    return template.versions.select_related("credit__template").order_by("-number").first()


def newer_than_credit(template: Template) -> Newer | None:
    """What the origin has made since, brought together with what the region made; None: nothing."""
    mine = latest_version(template)
    if mine is None or mine.credit is None:
        return None
    base = mine.credit
    theirs = latest_version(base.template)
    if theirs is None or theirs.number <= base.number:
        return None
    three = (steps_from(each.steps) for each in (base, mine, theirs))
    return Newer(theirs, base, merge(*three))


def _version(
    template: Template,
    steps: Sequence[Step],
    *,
    by: Actor,
    remark: str = "",
    credit: TemplateVersion | None = None,
) -> TemplateVersion:
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    told = {"number": last + 1, "steps": plain(steps), "note": remark, "credit": credit}
    return TemplateVersion.objects.create(template=template, made_by=by.name, **told)
