"""Remarks on parts of a strategy."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inducult.partnership.queries import actor_of, names_of_actors
from inducult.strategy.access import Request, for_strategy, for_subject
from inducult.strategy.actions import Subject, comment, settle
from inducult.strategy.desk import desk
from inducult.strategy.forms import CommentForm
from inducult.strategy.models import Comment, Strategy
from inducult.strategy.remarks import Remark, remarks_on
from inducult.strategy.subjects import name_of_subject


@require_http_methods(["GET", "HEAD", "POST"])
@for_subject("strategy.see", "strategy.comment")
def remarks(request: Request, strategy: Strategy, subject: Subject, name: str) -> HttpResponse:
    """All that was remarked on one thing; sent, one more."""
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comment(subject, form.cleaned_data["text"], by=actor_of(request.user))
        messages.success(request, _("Your remark stands with the part."))
        return redirect(_back(request))
    context = {
        **desk(request.user, strategy),
        "subject": subject,
        "name": name,
        "remarks": remarks_on(strategy, subject.kind, subject.key),
        "remark_form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/remarks.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@for_strategy("strategy.see")
def waiting(request: Request, strategy: Strategy) -> HttpResponse:
    """All remarks that are open, wherever they stand."""
    rows = list(Comment.objects.filter(strategy=strategy, settled_at=None).order_by("id"))
    names = names_of_actors(row.by for row in rows)
    about = [(row, name_of_subject(strategy, row.subject_kind, row.subject_key)) for row in rows]
    found = [(Remark(row, names[row.by]), name) for row, name in about if name]
    context = {**desk(request.user, strategy), "waiting": found}
    return render(request, "planning/waiting.html", context)


@require_POST
@for_strategy("strategy.see", "strategy.comment")
def settling(request: Request, strategy: Strategy, key: str) -> HttpResponse:
    """A remark is dealt with, or open again."""
    said = Comment.objects.filter(strategy=strategy, key=key).first()
    if said is None:
        raise Http404(_("There is no such remark."))
    settle(said, is_settled=request.POST.get("do") != "open", by=actor_of(request.user))
    return redirect(_back(request))


def _back(request: Request) -> str:
    """Where the form stood, if that is a page of ours."""
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours and wanted else request.path
