"""Meetings: planned, invited to by letter, noted down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from smtplib import SMTPException

import rules
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.dialogue.access import Request, for_group, for_meeting
from inducult.dialogue.actions import keep_meeting, note_attendance, note_invited
from inducult.dialogue.forms import meeting_form
from inducult.dialogue.hours import calendar_of, in_region, name_of_place, place_in_words
from inducult.dialogue.letters import Letter, letter_to, send
from inducult.dialogue.models import Attendance, FocusGroup, Meeting, Member
from inducult.partnership.queries import actor_of
from inducult.places.models import Place, PlaceName
from inducult.places.queries import published

SHOWN = 12  # places to pick from


@require_http_methods(["GET", "HEAD", "POST"])
@for_group("dialogue.run_group")
def new(request: Request, group: FocusGroup) -> HttpResponse:
    """A meeting is planned."""
    return _form(request, Meeting(group=group))


@require_http_methods(["GET", "HEAD", "POST"])
@for_meeting("dialogue.run_group")
def edit(request: Request, meeting: Meeting) -> HttpResponse:
    """Another time or place, the agenda, the minutes."""
    return _form(request, meeting)


@require_safe
@for_group("dialogue.run_group")
def places(request: Request, group: FocusGroup) -> HttpResponse:
    """Public places to pick from, by words of their name or town."""
    found = _named(request.GET.get("found", ""))
    context = {"places": [(p, name_of_place(p, get_language() or "en")) for p in found]}
    return render(request, "dialogue/_places.html", context)


@require_safe
@for_meeting("dialogue.see_group")
def meeting(request: Request, meeting: Meeting) -> HttpResponse:
    """When, where, what about, who comes or came."""
    begins, ends = in_region(meeting)
    context = {
        "group": meeting.group,
        "meeting": meeting,
        "begins": begins,
        "ends": ends,
        "place": name_of_place(meeting.place, get_language() or "en"),
        "rows": _rows(meeting),
        "states": Attendance.State.choices,
        "answers": _answers(meeting),
        "sessions": meeting.sessions.order_by("id"),
        "may_run": rules.has_perm("dialogue.run_group", request.user, meeting.group),
    }
    return render(request, "dialogue/meeting.html", context)


@require_POST
@for_meeting("dialogue.run_group")
def attendance(request: Request, meeting: Meeting) -> HttpResponse:
    """Who comes, or came."""
    allowed = {"", *Attendance.State.values}
    told = [(member, request.POST.get(member.key, "")) for member in _members(meeting)]
    states = [(member, state) for member, state in told if state in allowed]
    note_attendance(meeting, states, by=actor_of(request.user))
    messages.success(request, _("Kept."))
    return redirect("dialogue:meeting", key=meeting.group.key, meeting=meeting.key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_meeting("dialogue.run_group")
def letters(request: Request, meeting: Meeting) -> HttpResponse:
    """The letters to print; sent, those go out to whoever has an address."""
    written = [letter_to(request, meeting, member) for member in _members(meeting)]
    if request.method == "POST":
        return _sent(request, meeting, written)
    context = {"group": meeting.group, "meeting": meeting, "letters": written}
    context["reached"] = sum(bool(letter.member.email) for letter in written)
    return render(request, "dialogue/letters.html", context)


@require_safe
@for_meeting("dialogue.see_group")
def calendar(request: Request, meeting: Meeting) -> HttpResponse:
    """The meeting for a calendar."""
    return calendar_answer(meeting)


def calendar_answer(meeting: Meeting) -> HttpResponse:
    """The meeting as a calendar file to download."""
    where = place_in_words(meeting, name_of_place(meeting.place, get_language() or "en"))
    content = calendar_of(meeting, timezone.now(), where)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meeting-{meeting.key}.ics"'
    return answer


def _form(request: Request, meeting: Meeting) -> HttpResponse:
    form = meeting_form(meeting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = keep_meeting(form.filled(), by=actor_of(request.user))
        messages.success(request, _("Kept."))
        return redirect("dialogue:meeting", key=kept.group.key, meeting=kept.key)
    picked = meeting.place if meeting.pk else None
    context = {
        "form": form,
        "group": meeting.group,
        "meeting": meeting if meeting.pk else None,
        "picked": picked,
        "picked_name": name_of_place(picked, get_language() or "en"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/meeting_form.html", context, status=status)


def _named(words: str) -> QuerySet[Place]:
    """Public places in whose name or town all words stand."""
    wanted = Q(pk__isnull=not words.strip())
    for word in words.split()[:6]:
        named = PlaceName.objects.filter(place=OuterRef("pk"), text__icontains=word).order_by()
        wanted &= Q(Exists(named)) | Q(municipality__icontains=word)
    return published().filter(wanted).order_by("slug")[:SHOWN]


def _members(meeting: Meeting) -> QuerySet[Member]:
    rows = meeting.group.members.filter(left_at=None, erased_at=None)
    return rows.select_related("group", "person").order_by("name", "id")


def _rows(meeting: Meeting) -> list[tuple[Member, Attendance | None]]:
    known = {row.member_id: row for row in meeting.attendances.all()}
    return [(member, known.get(member.pk)) for member in _members(meeting)]


def _answers(meeting: Meeting) -> list[tuple[str, int]]:
    """How many have answered what, and how many have not."""
    rows = dict(_rows(meeting))
    states = Counter(row.state if row else "" for row in rows.values())
    silent = states[""] + states[Attendance.State.INVITED]
    said = [(str(s.label), states[s]) for s in Attendance.State if s != Attendance.State.INVITED]
    return [pair for pair in [*said, (_("no answer yet"), silent)] if pair[1]]


def _sent(request: Request, meeting: Meeting, written: Iterable[Letter]) -> HttpResponse:
    """A letter that the mail server does not take is named; the others are on their way."""
    reached, failed = 0, []
    for letter in written:
        if not letter.member.email:
            continue
        try:
            send(letter, meeting)
        except (SMTPException, OSError):
            failed.append(letter.member.name)
            continue
        note_invited(meeting, letter.member)
        reached += 1
    _tell(request, reached, failed)
    return redirect("dialogue:meeting", key=meeting.group.key, meeting=meeting.key)


def _tell(request: Request, reached: int, failed: list[str]) -> None:
    words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", reached)
    messages.success(request, words % {"n": reached})
    if failed:
        named = {"names": ", ".join(failed)}
        messages.error(request, _("The mail server did not take those to: %(names)s") % named)
