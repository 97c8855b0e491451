"""The affirmative topic and the guide; hints for a topic or a proposition while it is typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inducult.dialogue.access import Request, for_session
from inducult.dialogue.actions import keep_session
from inducult.dialogue.framing import core_questions, problem_words, turnings
from inducult.dialogue.models import Session
from inducult.dialogue.session_forms import FramingForm
from inducult.dialogue.wording import hints_in_words
from inducult.partnership.queries import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_session("dialogue.run_session")
def framing(request: Request, session: Session) -> HttpResponse:
    """A problem is turned into a topic; the questions of the interview."""
    form = FramingForm(request.POST or None, instance=session)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        kept.guide = form.cleaned_data["guide"] or core_questions(session.language)
        keep_session(kept, by=actor_of(request.user))
        messages.success(request, _("Kept."))
        return redirect("dialogue:session", key=session.group.key, session=session.key)
    context = {
        "form": form,
        "group": session.group,
        "session": session,
        "problem_words": problem_words(session.topic, session.language),
        "turnings": turnings(session.language),
    }
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/framing.html", context, status=status)


@require_POST
@for_session("dialogue.run_session")
def hints(request: Request, session: Session) -> HttpResponse:
    """What to look at again in a topic or a proposition; never a refusal. Nothing is kept."""
    language = session.language
    if "topic" in request.POST:
        found = problem_words(request.POST["topic"][:2000], language)
        context = {"problem_words": found, "turnings": turnings(language), "session": session}
        return render(request, "dialogue/_topic_hints.html", context)
    text = request.POST.get("text", "")[:2000]
    grounded = bool(request.POST.get("grounded"))
    said = hints_in_words(text, language, grounded=grounded)
    return render(request, "dialogue/_hints.html", {"hints": said, "text": text})
