"""A session: laid out from a template, led through its steps, its pairs, concerns and promises."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.common.identifiers import new_identifier
from inducult.dialogue.access import Request, for_group, for_session
from inducult.dialogue.actions import (
    NotNow,
    close_session,
    draw_pairs,
    keep_session,
    latest_version,
    open_session,
    reframe,
    settle,
)
from inducult.dialogue.digest import digest_of
from inducult.dialogue.framing import core_questions
from inducult.dialogue.models import FocusGroup, Pair, Session, Template
from inducult.dialogue.papers.kit import PAPERS
from inducult.dialogue.phases import Step, minutes_of, plain, starts, steps_from
from inducult.dialogue.session_forms import SessionForm, steps_form_set
from inducult.dialogue.wording import KINDS, PHASES
from inducult.partnership.queries import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_group("dialogue.run_group")
def new(request: Request, group: FocusGroup) -> HttpResponse:
    """A session is prepared from a template."""
    session = Session(group=group, language=group.language, is_example=group.is_example)
    form = SessionForm(request.POST or None, instance=session, templates=_templates(group))
    if request.method == "POST" and form.is_valid():
        kept = _from_template(form, request)
        return redirect("dialogue:framing", key=group.key, session=kept.key)
    context = {"form": form, "group": group, "templates": _templates(group)}
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/session_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_session("dialogue.run_session")
def edit(request: Request, session: Session) -> HttpResponse:
    """Its title, day, and how people are named."""
    templates = _templates(session.group)
    form = SessionForm(request.POST or None, instance=session, templates=templates)
    if request.method == "POST" and form.is_valid():
        keep_session(form.save(commit=False), by=actor_of(request.user))
        messages.success(request, _("Kept."))
        return _back(session)
    context = {"form": form, "group": session.group, "session": session}
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/session_form.html", context, status=status)


@require_safe
@for_session("dialogue.see_session")
def session(request: Request, session: Session) -> HttpResponse:
    """Where it stands, its way through the phases, and what has come out so far."""
    steps = steps_from(session.steps)
    context = {
        "group": session.group,
        "session": session,
        "steps": in_words(steps),
        "minutes": minutes_of(steps),
        "digest": digest_of(session, request.user),
        "pairs": _rounds(session),
        "concerns": session.concerns.filter(withdrawn_at=None),
        "commitments": session.commitments.filter(withdrawn_at=None).order_by("until", "id"),
        "today": timezone.localdate(),
        "papers": PAPERS,
        "may_run": rules.has_perm("dialogue.run_session", request.user, session),
    }
    return render(request, "dialogue/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_session("dialogue.run_session")
def steps(request: Request, session: Session) -> HttpResponse:
    """The steps with their minutes, for this session alone."""
    known = steps_from(session.steps)
    forms = steps_form_set(request.POST or None, known, more=1)
    if request.method == "POST" and forms.is_valid() and "add_row" not in request.POST:
        session.steps = plain(forms.steps(new_identifier))
        session.position = min(session.position, max(len(session.steps) - 1, 0))
        keep_session(session, by=actor_of(request.user))
        messages.success(request, _("Kept."))
        return _back(session)
    context = {"forms": forms, "group": session.group, "session": session}
    context["minutes"] = minutes_of(known)
    status = 422 if forms.is_bound else 200
    return render(request, "dialogue/steps.html", context, status=status)


@require_POST
@for_session("dialogue.run_session")
def state(request: Request, session: Session) -> HttpResponse:
    """The session opens, or closes."""
    by = actor_of(request.user)
    try:
        if request.POST.get("state") == Session.State.OPEN:
            open_session(session, by=by)
            messages.success(request, _("The session is open. People can join by its code."))
        else:
            close_session(session, by=by)
            messages.success(request, _("The session is closed."))
    except NotNow:
        messages.warning(request, _("The session is not open."))
    return _back(session)


@require_POST
@for_session("dialogue.run_session")
def pairs(request: Request, session: Session) -> HttpResponse:
    """Another round of unlike pairs."""
    number = draw_pairs(session, by=actor_of(request.user))
    messages.success(request, _("Round %(number)s is drawn.") % {"number": number})
    return _back(session)


@require_POST
@for_session("dialogue.run_session")
def concerns(request: Request, session: Session) -> HttpResponse:
    """A concern is turned into a question, or was taken up."""
    concern = session.concerns.filter(key=request.POST.get("concern", "")).first()
    if concern is None:
        messages.warning(request, _("This concern is not there any more."))
    elif "settle" in request.POST:
        settle(concern, by=actor_of(request.user))
    else:
        _reframed(request, concern)
    return _back(session)


@require_POST
@for_session("dialogue.run_session")
def commitments(request: Request, session: Session) -> HttpResponse:
    """A commitment was kept, or is open again."""
    rows = session.commitments.filter(key=request.POST.get("commitment", ""))
    rows.update(done_at=timezone.now() if "done" in request.POST else None)
    return _back(session)


def in_words(steps: list[Step]) -> list[dict[str, Any]]:
    """Steps with the words for phase and kind, and after how many minutes each begins."""
    return [
        {"step": s, "phase": PHASES[s.phase.value], "kind": KINDS[s.kind.value], "at": at}
        for s, at in zip(steps, starts(steps), strict=True)
    ]


def _reframed(request: Request, concern: Any) -> None:
    try:
        question = request.POST.get("reframed", "")[:1000]
        reframe(concern, question, by=actor_of(request.user))
    except NotNow:
        messages.warning(request, _("Whoever raised it has not agreed to that."))


def _templates(group: FocusGroup) -> QuerySet[Template]:
    """Those of the house and shared ones in the language of the group, and the region's own."""
    open_ones = Q(region=None, language=group.language) | Q(is_shared=True, language=group.language)
    rows = Template.objects.filter(open_ones | Q(region=group.region), ended_at=None)
    return rows.order_by("region_id", "id")


def _from_template(form: SessionForm, request: Request) -> Session:
    session = form.save(commit=False)
    version = latest_version(form.cleaned_data["template"])
    session.template_version = version
    session.steps = version.steps if version else []
    session.guide = core_questions(session.language)
    return keep_session(session, by=actor_of(request.user))


def _rounds(session: Session) -> dict[int, list[Pair]]:
    rounds: dict[int, list[Pair]] = {}
    for pair in session.pairs.prefetch_related("members").order_by("-round", "number"):
        rounds.setdefault(pair.round, []).append(pair)
    return rounds


def _back(session: Session) -> HttpResponse:
    return redirect("dialogue:session", key=session.group.key, session=session.key)
