"""What the public reads: digests that a group has published; and the page behind a receipt."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.history import Actor
from inducult.dialogue.actions import change_consent, withdraw, withdraw_all
from inducult.dialogue.digest import digest_of
from inducult.dialogue.models import Consent, Participant, Session, Story
from inducult.dialogue.models.spoken import Spoken
from inducult.dialogue.queries import behind_receipt, public_pictures, public_sessions, words_of
from inducult.dialogue.views.pictures import picture_answer

PAGE: Final = 30
TELLER: Final = Actor("visitor:receipt")


@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """Published digests, the latest first."""
    rows = public_sessions().prefetch_related("group__region__texts").order_by("-published_at")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "talk/talks.html", {"page": page})


@require_safe
def talk(request: HttpRequest, key: str) -> HttpResponse:
    """One published digest: only what its speakers gave to everybody."""
    session = _published(key)
    context = {
        "session": session,
        "group": session.group,
        "digest": digest_of(session, None),
        "pictures": public_pictures(session),
    }
    return render(request, "talk/talk.html", context)


@require_safe
def picture(request: HttpRequest, key: str, picture: str) -> HttpResponse:
    """A picture of a published digest that everybody may see."""
    return picture_answer(public_pictures(_published(key)).filter(key=picture).first())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find_receipt(request: HttpRequest) -> HttpResponse:
    """A receipt typed from paper."""
    typed = "".join(request.POST.get("receipt", "").lower().split()).replace("-", "")
    if request.method == "POST" and typed and behind_receipt(typed):
        return redirect("talk:receipt", receipt=typed)
    context = {"unknown": request.method == "POST"}
    status = 422 if context["unknown"] else 200
    return render(request, "talk/find_receipt.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """What is kept of somebody's words; she changes who reads them, or takes them back."""
    found = behind_receipt(receipt)
    if found is None:
        raise Http404(_("There is no such receipt."))
    if request.method == "POST":
        _decide(request, found)
        return redirect("talk:receipt", receipt=receipt)
    rows = words_of(found) if isinstance(found, Participant) else [found]
    context = {
        "receipt": receipt,
        "person": found if isinstance(found, Participant) else None,
        "rows": [(row, _told(row)) for row in rows],
        "consents": Consent.choices,
    }
    answer = render(request, "talk/receipt.html", context)
    answer["Referrer-Policy"] = "same-origin"  # the address is the secret; forms need an origin
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _decide(request: HttpRequest, found: Spoken | Participant) -> None:
    if isinstance(found, Participant):
        _decide_of(request, found)
    elif "withdraw" in request.POST:
        withdraw(found, by=TELLER)
        messages.success(request, _("Your words are gone, everywhere."))
    else:
        _change(request, found)


def _decide_of(request: HttpRequest, person: Participant) -> None:
    """Of all that one participant said: one thing, or everything."""
    if "withdraw_all" in request.POST:
        withdraw_all(person, by=TELLER)
        messages.success(request, _("Your words are gone, everywhere."))
        return
    wanted = request.POST.get("thing", "")
    one = next((row for row in words_of(person) if row.receipt == wanted), None)
    if one is not None:
        _decide(request, one)


def _change(request: HttpRequest, row: Spoken) -> None:
    consent, quote = request.POST.get("consent", ""), request.POST.get("quote_consent")
    if consent not in Consent.values or (quote is not None and quote not in Consent.values):
        messages.warning(request, _("Choose who may read it."))
        return
    change_consent(row, consent, by=TELLER, quote=quote)
    messages.success(request, _("Kept."))


def _told(row: Spoken) -> dict[str, Any]:
    """Her words, each with what it is called."""
    labels = {
        "title": _("Title"),
        "happening": _("What happened"),
        "made_possible": _("What made it possible"),
        "involved": _("Who was involved"),
        "where_text": _("Where"),
        "when": _("When"),
        "quote": _("Quote"),
        "named_as": _("Named as"),
        "text": _("Card"),
        "who": _("Who"),
        "what": _("What"),
        "needs": pgettext("commitment", "Needs"),
        "offers": pgettext("commitment", "Offers"),
        "reframed": _("As a question"),
        "caption": _("Picture"),
    }
    words = [(labels[field], getattr(row, field)) for field in row.WORDS if getattr(row, field)]
    return {"words": words, "is_story": isinstance(row, Story)}


def _published(key: str) -> Session:
    session = public_sessions().filter(key=key).first()
    if session is None:
        raise Http404(_("There is no such talk."))
    return session
