"""A list of one's own: sent, understood, looked over on a map, saved as a source, run."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.common.languages import OWN_NAMES
from inducult.harvest.access import Request, for_upload, needs
from inducult.harvest.drafts import PRECISIONS
from inducult.harvest.guessing.coordinates import systems
from inducult.harvest.guessing.heads import HEADS
from inducult.harvest.guessing.kinds import kinds_in, type_for
from inducult.harvest.licences import OPEN, SHARE_ALIKE
from inducult.harvest.models import Upload
from inducult.harvest.rows import Unreadable
from inducult.harvest.steps.country import FRAMES
from inducult.harvest.tasks import harvest_source
from inducult.harvest.trying import Trial, first_rows, try_out
from inducult.harvest.uploads import NEEDED, SUFFIXES, discard, path_of, save_as_source, take
from inducult.harvest.wording import fault_words
from inducult.partnership.queries import actor_of
from inducult.places.terms import load_terms
from inducult.places.vocabulary import Precision

LICENCES: Final = ("CC-BY-4.0", "CC0-1.0", *sorted(OPEN | SHARE_ALIKE), "CC-BY-NC-4.0")
FAULTS_SHOWN: Final = 50
LONGEST: Final = 500
PLAIN: Final = ("crs", "country", "language", "precision", "types", *NEEDED, "home")
OURS: Final[dict[str, Any]] = {
    "key": gettext_lazy("Key: what the list calls it"),
    "name": gettext_lazy("Name"),
    "lon": gettext_lazy("Longitude or easting"),
    "lat": gettext_lazy("Latitude or northing"),
    "country": gettext_lazy("Country"),
    "municipality": gettext_lazy("Town or municipality"),
    "postal_code": gettext_lazy("Postal code"),
    "street": gettext_lazy("Street and number"),
    "kind": gettext_lazy("Kind"),
    "start": gettext_lazy("Beginning (year)"),
    "end": gettext_lazy("End (year)"),
    "status": gettext_lazy("State today"),
    "dates": gettext_lazy("Dates in words"),
    "operator": gettext_lazy("Operator"),
    "website": gettext_lazy("Website"),
    "phone": gettext_lazy("Telephone"),
    "hours": gettext_lazy("Opening hours"),
    "protection": gettext_lazy("Protection as a monument"),
    "precision": gettext_lazy("Column that says how exact the position is"),
}
ALWAYS: Final = ("key", "name", "lon", "lat", "municipality", "kind")  # shown though not found


@require_http_methods(["GET", "HEAD", "POST"])
@needs("harvest.upload")
def uploads(request: Request) -> HttpResponse:
    """My files, and the form for another."""
    error = ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise Unreadable(_("No file"), 0, _("came; at most 25 MB are taken"))
            upload = take(sent.name or "", sent.chunks(), by=actor_of(request.user))
            return redirect("harvest:upload", key=upload.key)
        except Unreadable as fault:
            error = str(fault)
    mine = Upload.objects.filter(by=actor_of(request.user).name).select_related("source")
    context = {"uploads": mine, "error": error, "accept": ",".join(SUFFIXES)}
    return render(request, "harvest/uploads.html", context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_upload
def upload(request: Request, upload: Upload) -> HttpResponse:
    """What the file is taken to mean, and what comes of it; every change is kept as a draft."""
    if request.method != "POST":
        return _page(request, upload)
    if upload.by != actor_of(request.user).name and request.POST.get("do") == "discard":
        raise PermissionDenied(_("This file is of somebody else."))
    what = request.POST.get("do", "")
    if what == "discard":
        discard(upload)
        messages.success(request, _("The file is deleted."))
        return redirect("harvest:uploads")
    if "name" in request.POST or "column-name" in request.POST:
        upload.mapping = _told(request, upload)
        upload.save(update_fields=["mapping", "changed_at"])
    if request.headers.get("X-Kept-By-Itself"):
        return HttpResponse(status=200)
    return _saved(request, upload) if what == "save" else redirect("harvest:upload", key=upload.key)


def _saved(request: Request, upload: Upload) -> HttpResponse:
    lacking = [name for name in NEEDED if not upload.mapping.get(name)]
    if not upload.mapping["columns"].get("name"):
        lacking.append("column-name")
    if lacking:
        return _page(request, upload, lacking=lacking)
    source = save_as_source(upload)
    harvest_source.enqueue(source.name, actor_of(request.user).name)
    words = _("“%(title)s” is a source now. Its harvest waits in the queue and begins in a moment.")
    messages.success(request, words % {"title": source.title})
    return redirect("harvest:runs")


def _told(request: Request, upload: Upload) -> dict[str, Any]:
    """What the form says; a column that the file has not is left out, and so is an unknown code."""
    said = request.POST
    heads, terms = _heads(upload), load_terms()
    columns = {ours: said.get(f"column-{ours}", "") for ours in HEADS}
    kinds = dict(upload.mapping.get("kinds", {}))
    for number, kind in enumerate(_kinds(upload, columns.get("kind", ""))):
        code = said.get(f"kind-{number}")
        kinds[kind] = code if code in terms else ("" if code == "" else type_for(kind))
    return {
        **upload.mapping,
        **{name: said.get(name, "").strip()[:LONGEST] for name in PLAIN},
        "crs": said["crs"] if said.get("crs") in systems() else "",
        "columns": {ours: theirs for ours, theirs in columns.items() if theirs in heads},
        "kinds": kinds,
        "is_whole": "is_whole" in said,
    }


def _rows(upload: Upload) -> list[dict[str, Any]]:
    try:
        return first_rows(path_of(upload))
    except Unreadable:
        return []


def _heads(upload: Upload) -> list[str]:
    return list(dict.fromkeys(head for row in _rows(upload) for head in row))


def _kinds(upload: Upload, column: str) -> list[str]:
    return [kind for kind, _count in kinds_in(_rows(upload), column)] if column else []


def _page(request: Request, upload: Upload, *, lacking: Any = ()) -> HttpResponse:
    rows, told = _rows(upload), upload.mapping
    trial, error = _tried(upload)
    columns = told.get("columns", {})
    kinds = told.get("kinds", {})
    heads = list(dict.fromkeys(head for row in rows for head in row))
    context = {
        "upload": upload,
        "told": told,
        "heads": heads,
        "fields": _fields(columns, seldom=False),
        "seldom": _fields(columns, seldom=True),
        "example": [(head, _example(rows, head)) for head in heads],
        "kinds": [
            (number, kind, count, kinds.get(kind, ""))
            for number, (kind, count) in enumerate(kinds_in(rows, columns.get("kind", "")))
        ],
        "terms": _terms(),
        "systems": systems(str(told.get("country", ""))),
        "countries": sorted(FRAMES),
        "tongues": sorted(OWN_NAMES.items()),
        "licences": list(dict.fromkeys(LICENCES)),
        "precisions": [(code, Precision(code).label) for code in PRECISIONS],
        "trial": trial,
        "error": error,
        "faults": trial.faults[:FAULTS_SHOWN] if trial else (),
        "fault_kinds": [(fault_words(k), n) for k, n in trial.faults_by_kind] if trial else (),
        "lacking": lacking,
    }
    return render(request, "harvest/upload.html", context, status=422 if lacking else 200)


def _fields(columns: dict[str, str], *, seldom: bool) -> list[tuple[str, Any, str]]:
    """Our fields with the column chosen; the seldom ones are those that nothing was found for."""
    return [
        (ours, words, columns.get(ours, ""))
        for ours, words in OURS.items()
        if (ours not in ALWAYS and not columns.get(ours)) == seldom
    ]


def _tried(upload: Upload) -> tuple[Trial | None, str]:
    """What the first rows become, or why the file cannot be read so."""
    if not upload.mapping.get("columns", {}).get("name"):
        return None, _("Say first which column is the name.")
    try:
        return try_out(upload.mapping, path_of(upload)), ""
    except Unreadable as fault:
        return None, str(fault).replace(path_of(upload).name, upload.file)


def _example(rows: list[dict[str, Any]], head: str) -> str:
    return next((str(row[head])[:60] for row in rows if row.get(head) not in (None, "")), "")


def _terms() -> list[tuple[str, str]]:
    language = get_language() or "en"
    found = ((t.code, t.labels[language]) for t in load_terms().values() if not t.is_theme)
    return sorted(found, key=lambda pair: pair[1].casefold())
