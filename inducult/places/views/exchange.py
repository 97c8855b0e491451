"""Take places out as a table, change them in a spreadsheet, bring them back."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.languages import OWN_NAMES
from inducult.places.access import Request, needs
from inducult.places.actions.exchanging import (
    TableOut,
    carry_out_sheet,
    keep_sheet,
    table_in_sheet,
    table_of,
)
from inducult.places.exchange.cells import UNSEEN
from inducult.places.exchange.columns import FIXED, every_column
from inducult.places.exchange.looking import Look, look_over
from inducult.places.exchange.sheets import (
    MOST_BYTES,
    MOST_ROWS,
    NotATable,
    csv_of,
    table_in,
    xlsx_of,
)
from inducult.places.listing import ListFilter, listed
from inducult.places.models import Sheet
from inducult.places.views.bulk import tell
from inducult.places.views.listing import query_of

SHOWN: Final = 200  # rows whose difference is written out
WAITING: Final = 10
KINDS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class OutForm(forms.Form):
    """How the table is to be: kind of file, and in which languages names and texts stand in it."""

    format = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[
            ("xlsx", gettext_lazy("XLSX, for LibreOffice and other spreadsheets (recommended)")),
            ("csv", gettext_lazy("CSV, for programs of your own")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Names and texts in"),
        choices=list(OWN_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class BackForm(forms.Form):
    """A table that comes back."""

    table = forms.FileField(
        label=gettext_lazy("The changed table"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy(
            "XLSX or CSV in UTF-8, up to 10 MB. You see what would change first."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class DecisionForm(forms.Form):
    """What is to become of a table that was looked over."""

    reason = forms.CharField(
        label=gettext_lazy("Why? A word for those who read the history (optional)"),
        max_length=500,
        required=False,
    )
    publish_too = forms.BooleanField(
        label=gettext_lazy("Show it to the public at once, where the place is public already"),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("places.keep_any")
def exchange(request: Request) -> HttpResponse:
    """Take out what the list found; bring a table back; what of mine still waits."""
    if request.method != "POST":
        return _page(request, BackForm())
    form = BackForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["table"]
        try:
            table = table_in(sent.read(MOST_BYTES + 1))
            look_over(table, request.user)
        except NotATable as fault:
            form.add_error("table", str(fault))
        else:
            name = UNSEEN.sub("", sent.name)
            sheet = keep_sheet(table, name=name, person=request.user)
            return redirect("register:sheet", key=sheet.key)
    return _page(request, form, status=422)


@require_safe
@needs("places.enter")
def table(request: Request) -> HttpResponse:
    """The file: what of the register this person may see, as she asked for it."""
    form = OutForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    kind = told.get("format") or "xlsx"
    places = listed(request.user, ListFilter(request.GET).asked())
    out = table_of(places, told.get("languages") or _first_languages())
    content = _xlsx(out) if kind == "xlsx" else _csv(out)
    answer = HttpResponse(content, content_type=KINDS[kind])
    name = f"inducult-{timezone.localdate().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs("places.keep_any")
def sheet(request: Request, key: str) -> HttpResponse:
    """What a table would change and what is wrong in it; sent, the good rows are written."""
    found = Sheet.objects.select_related("person").filter(key=key, person=request.user).first()
    if found is None:
        raise PermissionDenied(_("There is no such table of yours."))
    if found.run:
        return redirect("register:run", run=found.run)
    if "throw_away" in request.POST:
        found.delete()
        messages.success(request, _("The table was thrown away; nothing was written."))
        return redirect("register:exchange")
    look = look_over(table_in_sheet(found), request.user)
    form = DecisionForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or not _decided(request, look):
        return _looked_over(request, found, look, form)
    return _carried_out(request, found, look, form.cleaned_data)


def _decided(request: Request, look: Look) -> bool:
    """Whether she saw what would be written, and knows what would be left out."""
    if not look.good or request.POST.get("seal") != look.seal:
        messages.warning(request, _("A place changed meanwhile. Look again before you go on."))
        return False
    if look.left_out and "only_good" not in request.POST:
        messages.warning(request, _("Nothing was written: some rows cannot be taken over."))
        return False
    return True


def _carried_out(request: Request, found: Sheet, look: Look, told: dict[str, Any]) -> HttpResponse:
    done = carry_out_sheet(found, look, reason=told["reason"], publish_too=told["publish_too"])
    if done is None or not done.changed:
        return redirect("register:sheet", key=found.key)
    tell(request, done)
    return redirect("register:run", run=done.run)


def _looked_over(request: Request, found: Sheet, look: Look, form: DecisionForm) -> HttpResponse:
    context = {
        "sheet": found,
        "look": look,
        "form": form,
        "shown": look.good[:SHOWN],
        "unshown": max(0, len(look.good) - SHOWN),
        "faults": look.faults[:SHOWN],
        "more_faults": max(0, len(look.faults) - SHOWN),
    }
    return render(request, "register/sheet.html", context)


def _page(request: Request, form: BackForm, status: int = 200) -> HttpResponse:
    asked = ListFilter(request.GET).asked()
    context = {
        "form": form,
        "out": OutForm(initial={"format": "xlsx", "languages": _first_languages()}),
        "asked": {name: "on" if value is True else value for name, value in asked.items()},
        "query": query_of(asked),
        "count": listed(request.user, asked).order_by().count(),
        "most": MOST_ROWS,
        "waiting": Sheet.objects.filter(person=request.user, run="")[:WAITING],
    }
    return render(request, "register/exchange.html", context, status=status)


def _first_languages() -> list[str]:
    return list(dict.fromkeys([get_language() or "en", "en"]))


def _csv(out: TableOut) -> bytes:
    return csv_of(out.header, out.rows, comma=get_language() != "en")


def _xlsx(out: TableOut) -> bytes:
    names = [_("Column"), _("What it holds"), _("What can be written, or an example")]
    fixed = [[name, words, ""] for name, words in _fixed().items()]
    told = [
        [column.name, column.label(), column.cell.example()]
        for column in every_column().values()
        if column.name in out.header
    ]
    explained = (_("Columns"), [names, *fixed, *told])
    return xlsx_of(out.header, out.rows, fixed=FIXED, explained=explained)


def _fixed() -> dict[str, str]:
    words = (
        _("The place. Must stay as it is."),
        _("The state of the register when the table was taken out. Must stay as it is."),
        _("The address of the page, so that you know which place it is. Must stay as it is."),
    )
    return dict(zip(FIXED, words, strict=True))
