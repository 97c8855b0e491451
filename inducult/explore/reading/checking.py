"""When somebody last looked whether the visit is as we say, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inducult.explore.reading.dates import in_words
from inducult.partnership.models import Role
from inducult.places.freshness import Verdict, verdict_on, verdicts_on


@dataclass(frozen=True)
class Checking:
    """`sentence` says when and by whom, "" if nobody has noted it.

    `stale` names the kinds of field not to be relied on, `doubt` says since when.
    """

    sentence: str
    doubt: str
    stale: frozenset[str]

    @property
    def is_stale(self) -> bool:
        """Whether the hours, or the access itself, are not to be relied on."""
        return bool(self.stale & {"hours", "access"})


def checking_of(visit: Mapping[str, Any], today: date) -> Checking | None:
    """None where nobody can visit: there is nothing to be checked."""
    if verdict_on(visit, today) is None:
        return None
    stale = frozenset(v.code for v in verdicts_on(visit, today) if v.is_stale)
    doubt = _doubt(visit["checked_on"]) if stale else ""
    return Checking(_sentence(visit), doubt, stale)


def hours_in_doubt(verdict: Verdict | None) -> str:
    """A few words for a list; nothing while the hours are fresh enough."""
    if verdict is None or not verdict.is_stale:
        return ""
    if not verdict.checked:
        return _("hours not checked")
    return _("hours not checked since %(date)s") % {"date": in_words(verdict.checked)}


def _doubt(checked_on: str) -> str:
    if not checked_on:
        return _("not checked")
    return _("not checked since %(date)s") % {"date": in_words(checked_on)}


def _sentence(visit: Mapping[str, Any]) -> str:
    if not visit["checked_on"]:
        return ""
    told = {"date": in_words(visit["checked_on"]), "who": _who(visit["checked_by"])}
    if not told["who"]:
        return _("Last checked: %(date)s") % told
    return _("Last checked: %(date)s, by: %(who)s") % told


def _who(checked_by: str) -> str:
    """The name of a role in the language of the page, or what somebody wrote."""
    return str(Role(checked_by).label) if checked_by in Role.values else checked_by
