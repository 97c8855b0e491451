"""What holds for every page of the register, of people and of accounts, in a real browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inducult.harvest.actions import Lot, draw, judge
from inducult.harvest.uploads import take
from inducult.partnership.models import Invitation, Person, Region, Role
from inducult.partnership.queries import actor_of
from inducult.places.actions import Pair, Trail, begin, change_many, propose, put
from inducult.places.actions.exchanging import keep_sheet, table_of
from inducult.places.actions.reverting import states_of
from inducult.places.exchange.sheets import Table
from inducult.places.links import sealed
from inducult.places.models import Correction, Place, Reminder, Report
from inducult.places.records import record_of
from inducult.places.sections import SECTIONS
from tests.browser.conftest import sign_in
from tests.browser.judging import Judge
from tests.cast import HOME, Cast
from tests.dialogue.made import a_group_that_has_met
from tests.harvest.lists import HORCH
from tests.harvest.test_harvesting import run_of
from tests.harvest.test_review_page import BREWERIES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OF_GROUP = (
    *("edit", "members/new", "members/{group_member}", "meetings/new", "meetings/{meeting}"),
    *("meetings/{meeting}/letters", "sessions/new", "sessions/{session}"),
    *("sessions/{session}/framing", "sessions/{session}/steps", "sessions/{session}/pictures"),
    *("sessions/{session}/catching-up", "sessions/{session}/digest", "sessions/{session}/receipts"),
)

# Who looks -> the addresses behind the language. {place}, {act}, ... are filled in by `things`.
PAGES: dict[str, tuple[str, ...]] = {
    "keeper": (
        *("register/", "register/places/", "register/places/?missing=picture&sort=checked"),
        *("register/places/?q=xyzzy", "register/places/new/", "register/places/{place}/"),
        *(f"register/places/{{place}}/edit/{name}/" for name in SECTIONS),
        *("register/places/{place}/translate/?from=de&to=pl", "register/languages/"),
        *("register/places/{place}/translate/?from=en&to=de", "register/languages/?state=stale"),
        *("register/reports/", "register/reports/{report}/", "register/watch/"),
        *("register/places/{place}/changes/", "register/places/{place}/history/"),
        *("register/places/{place}/history/{act}/", "register/bulk/?place={place}"),
        *("register/runs/", "register/runs/{run}/", "register/review/"),
        *("register/exchange/", "register/exchange/?q=xyzzy", "register/exchange/{sheet}/"),
        "register/review/{proposal}/",
        *("register/harvest/review/", "register/harvest/suggestions/{suggestion}/"),
        *("register/harvest/runs/{harvest}/sample/", "register/harvest/samples/{sample}/"),
        *("register/harvest/uploads/", "register/harvest/uploads/{upload}/"),
    ),
    "member": ("register/",),
    "coordinator": (
        *("people/", "people/invite/", "people/me/", "people/me/erase/"),
        *("register/freshness/", "register/freshness/?freshness=fresh"),
    ),
    "steward": (
        *("register/places/{place}/merge/", "register/places/{place}/merge/?other=genk-ford-genk"),
        *("register/places/{place}/split/", "register/languages/?language=pl&region=zwickau"),
        "people/",
        "register/review/?region=zwickau",
        "register/tasks/",
        *("register/harvest/", "register/harvest/runs/{harvest}/?state=all&kind=new"),
    ),
    "visitor": (
        *("people/invitations/{invitation}/", "account/login/", "account/password/reset/"),
        *("account/login/?next=/en/register/", "register/still-right/{still_right}/"),
        *("talk/{session}/", "talk/receipt/{words}/", "talk/invitation/{invited}/"),
    ),
    "facilitator": (
        *("account/email/", "account/password/change/", "account/2fa/", "account/sessions/"),
        "account/logout/",
        *("register/groups/", "register/groups/new/", "register/groups/{group}/"),
        *(f"register/groups/{{group}}/{page}/" for page in OF_GROUP),
        *("register/groups/templates/", "register/groups/templates/{template}/"),
        "register/groups/templates/{template}/merging/",
    ),
}


@pytest.fixture
def suggested(cast: Cast, tmp_path: Path) -> dict[str, str]:
    """What a source suggests, a sample of it that is judged, and a list that somebody sent."""
    run, by = run_of(tmp_path, HORCH, *BREWERIES), actor_of(cast["keeper"])
    check = draw(Lot(run, "new", 0.0, run.suggestions.all()), size=10, by=by)
    judge(check, dict.fromkeys(check.drawn, "right"))
    sent = b"name;type;lat;lon\nExample;brewery;50.72;12.49\nChurch;church;50.7;12.5\n"
    return {
        "suggestion": run.suggestions.get(kind="change").key,
        "harvest": run.key,
        "sample": check.key,
        "upload": take("list.csv", [sent], by=by).key,
    }


@pytest.fixture
def talked(cast: Cast) -> dict[str, str]:
    """A focus group that has met, and a template that its origin went on with."""
    return a_group_that_has_met(Region.objects.get(code=HOME))


@pytest.fixture
def things(cast: Cast, suggested: dict[str, str], talked: dict[str, str]) -> dict[str, str]:
    """A register in which something has happened."""
    horch = Place.objects.get(slug="august-horch-museum")
    record = record_of(horch)
    done = change_many(
        [Pair(record, {**record, "protection": "monument"})],
        Trail(actor_of(cast["keeper"]), deed="bulk"),
    )
    _change(cast["keeper"], horch, phone="+49 1")
    proposal = propose(_change(cast["contributor"], horch, operator="Somebody", names=[]))
    act = next(iter(states_of(horch)))
    letter = Invitation.objects.create(
        email="new@example.org", role=Role.KEEPER, region_id=HOME, invited_by="command:test"
    )
    return {
        **suggested,
        **talked,
        "place": horch.identifier,
        "report": Report.objects.create(
            place=horch, kind="hours", message="It opens at 10 now.", language="en"
        ).receipt,
        "act": str(act),
        "run": done.run,
        "proposal": proposal.key,
        "sheet": _sheet(cast["keeper"], horch),
        "invitation": letter.key,
        "still_right": sealed(
            Reminder.objects.create(
                place=horch, person=cast["keeper"], season="yearly", due_on=date(2026, 11, 1)
            )
        ),
    }


def _sheet(person: Person, place: Place) -> str:
    """A table with a row that is good, one that is wrong and one that is stale."""
    out = table_of(Place.objects.order_by("slug"), ["en", "de"])
    at = {name: number for number, name in enumerate(out.header)}
    wrong, good, stale = out.rows
    good[at["operator"]], good[at["opening_hours"]] = "City of Zwickau", "Tu-Su 10:00-17:00"
    wrong[at["website"]], wrong[at["position.lat"]] = "nowhere", "north"
    if good[at["id"]] != place.identifier:
        good, stale = stale, good
    stale[at["phone"]] = "+49 2"
    table = Table(out.header, list(enumerate(out.rows, 2)))
    return keep_sheet(table, name="places-2026.xlsx", person=person).key


def _change(person: Person, place: Place, **fields: Any) -> Correction:
    correction = begin(place, author=person)
    return put(correction, {**correction.record, **fields})


@pytest.fixture
def windows(visit: Any, site: str, cast: Cast) -> Any:
    """Opens a window in which a part has signed in."""

    def open_window(part: str, *options: Any, **named: Any) -> Any:
        window = visit(*options, **named)
        return window if part == "visitor" else sign_in(window, site, cast[part])

    return open_window


@pytest.mark.parametrize("part", PAGES)
def test_every_page_is_accessible_calls_nobody_else_and_fits_a_phone(
    windows: Any, things: dict[str, str], site: str, part: str
) -> None:
    judge = Judge(windows(part, bypass_csp=True), site)
    for address in PAGES[part]:
        judge.look_at(f"/de/{address.format(**things)}")
    assert judge.wrong == {}
