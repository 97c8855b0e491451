"""A strategy is read by another region."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_review, for_strategy
from inducult.strategy.actions import ask_review, give_review, reply_to_review
from inducult.strategy.desk import desk
from inducult.strategy.forms import AskForm, ReplyForm, ReviewForm
from inducult.strategy.models import Review, Strategy
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.lead")
def reviews(request: Request, strategy: Strategy) -> HttpResponse:
    """All reviews; sent, one more region is asked."""
    form = AskForm(request.POST or None, strategy=strategy)
    if request.method == "POST" and form.is_valid():
        ask_review(strategy, form.said(), by=actor_of(request.user))
        messages.success(request, _("Asked. Their people may read the draft from now on."))
        return redirect("planning:reviews", slug=strategy.slug)
    rows = Review.objects.filter(version__strategy=strategy).select_related("version", "by")
    context = {
        **desk(request.user, strategy),
        "form": form,
        "reviews": [(row, name_of_region(row.by)) for row in rows.prefetch_related("by__texts")],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/reviews.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review
def review(request: Request, strategy: Strategy, review: Review) -> HttpResponse:
    """Questions and answers; who was asked answers, who asked says what follows."""
    may_give = may(request.user, "strategy.review", review)
    may_reply = may(request.user, "strategy.lead", strategy) and review.given_at is not None
    if request.method == "POST" and not (may_give or may_reply):
        raise PermissionDenied(_("Others answer this review."))
    sent = request.POST if request.method == "POST" else None
    if sent is not None and _kept(request, review, may_give=may_give, may_reply=may_reply):
        return redirect("planning:review", slug=strategy.slug, key=review.key)
    answers = [*review.answers, *[""] * len(review.questions)]
    context = {
        **desk(request.user, strategy),
        "review": review,
        "reviewer": name_of_region(review.by),
        "pairs": list(zip(review.questions, answers, strict=False)),
        "form": ReviewForm(review=review) if may_give else None,
        "reply_form": ReplyForm(initial={"reply": review.reply}) if may_reply else None,
    }
    status = 422 if sent is not None else 200
    return render(request, "planning/review.html", context, status=status)


def _kept(request: Request, review: Review, *, may_give: bool, may_reply: bool) -> bool:
    """Whether what was sent could be kept."""
    by, form = actor_of(request.user), _form(request, review)
    if isinstance(form, ReplyForm) and may_reply and form.is_valid():
        reply_to_review(review, form.cleaned_data["reply"], by=by)
        messages.success(request, _("Saved."))
        return True
    if isinstance(form, ReviewForm) and may_give and form.is_valid():
        give_review(review, form.answers(), by=by)
        messages.success(request, _("Thank you. Your view stands with the strategy."))
        return True
    return False


def _form(request: Request, review: Review) -> Any:
    if "reply" in request.POST:
        return ReplyForm(request.POST)
    return ReviewForm(request.POST, review=review)
