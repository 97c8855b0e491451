"""Making a file of a document. The same document is made once; nothing of it touches a disk.

What is remembered is found again only by the very same words: when somebody takes words back, the
document is another one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from inducult.common.documents.paper import pdf_of
from inducult.common.documents.tree import Document

KINDS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
REMEMBERED: Final = 24  # documents in each process, some 300 kB each


@lru_cache(REMEMBERED)
def made(document: Document, kind: str) -> bytes:
    """The file; `kind` is one of `KINDS`."""
    if kind == "pdf":
        return pdf_of(document)
    from inducult.common.documents.word import docx_of  # noqa: PLC0415 -- every start would wait

    return docx_of(document)


def answer(document: Document, kind: str, name: str = "") -> HttpResponse:
    """The file for a browser: a PDF is shown, a DOCX is saved. Raises Http404 for other kinds."""
    if kind not in KINDS:
        raise Http404
    response = HttpResponse(made(document, kind), content_type=KINDS[kind])
    way = "inline" if kind == "pdf" else "attachment"
    stem = slugify(name or document.title)[:80] or "document"
    response["Content-Disposition"] = f'{way}; filename="{stem}.{kind}"'
    response["Content-Language"] = document.language
    return response
