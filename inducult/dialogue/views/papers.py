"""What is printed for a session, and its digest as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inducult.common.documents.making import answer
from inducult.common.documents.paper import pdf_of
from inducult.dialogue.access import Request, for_session
from inducult.dialogue.models import Session
from inducult.dialogue.papers.digest import digest_document
from inducult.dialogue.papers.kit import BY_NAME, printed
from inducult.dialogue.queries import digest_of, public_sessions


@require_safe
@for_session("dialogue.run_session")
def paper(request: Request, session: Session, paper: str) -> HttpResponse:
    """A paper of the kit; each sheet has a receipt of its own, so none is made twice."""
    wanted = BY_NAME.get(paper)
    if wanted is None:
        raise Http404(_("There is no such paper."))
    asked = request.GET.get("copies", "")
    copies = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0
    document = printed(wanted, session, copies or wanted.copies, lambda c: _address(request, c))
    response = HttpResponse(pdf_of(document), content_type="application/pdf")
    name = f"{slugify(session.title)[:60] or 'session'}-{wanted.name}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@for_session("dialogue.see_session")
def digest(request: Request, session: Session, kind: str) -> HttpResponse:
    """The digest as its reader may see it."""
    return answer(digest_document(digest_of(session, request.user)), kind)


@require_safe
def public_digest(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The digest that a group has published, as everybody may read it."""
    session = public_sessions().filter(key=key).first()
    if session is None:
        raise Http404(_("There is no such session."))
    return answer(digest_document(digest_of(session, None)), kind)


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("talk:receipt", kwargs={"receipt": code}))
