"""A plan goes out as a table, and comes back filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_strategy
from inducult.strategy.actions import exchanging
from inducult.strategy.models import Pilot, PlanSheet, Strategy
from inducult.strategy.pilot_pages import PilotAsked
from inducult.strategy.plan_access import for_sheet, open_plan
from inducult.strategy.plan_files import KINDS, NotATable, empty_form, file_of, read
from inducult.strategy.plan_import import look_over
from inducult.strategy.plan_tables import Sheet, actions_table, indicators_table, pilots_table

TABLES = {"actions": actions_table, "indicators": indicators_table}
SHOWN = 200


class SendForm(forms.Form):
    """A filled-in plan."""

    file = forms.FileField(
        label=gettext_lazy("The filled-in action plan"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.docx"}),
        help_text=gettext_lazy("XLSX, CSV or DOCX, up to 10 MB. You see first what it would do."),
        error_messages={"required": gettext_lazy("Choose the file first.")},
    )


@require_safe
@open_plan
def table(request: HttpRequest, strategy: Strategy, what: str, kind: str) -> HttpResponse:
    """Actions or indicators of a strategy as CSV or XLSX."""
    if what not in TABLES or kind not in ("csv", "xlsx"):
        raise Http404(_("There is no such table."))
    sheet = TABLES[what](strategy, timezone.localdate())
    return _file(sheet, kind, f"{strategy.slug}-{what}")


@require_safe
def pilots(request: HttpRequest, kind: str) -> HttpResponse:
    """The public pilots that were asked for, as CSV or XLSX."""
    if kind not in ("csv", "xlsx"):
        raise Http404(_("There is no such table."))
    rows = PilotAsked.of(request.GET).rows(Pilot.objects.filter(is_public=True))
    return _file(pilots_table(rows), kind, "pilots")


@require_safe
@for_strategy("strategy.see")
def form(request: Request, strategy: Strategy, kind: str) -> HttpResponse:
    """An empty plan to fill in."""
    if kind not in ("docx", "xlsx"):
        raise Http404(_("There is no such form."))
    return _sent(empty_form(kind), kind, f"{strategy.slug}-form")


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.write")
def exchange(request: Request, strategy: Strategy) -> HttpResponse:
    """Take the plan out, take an empty form, send a filled-in one."""
    send = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and send.is_valid():
        try:
            found = read(send.cleaned_data["file"].read())
        except NotATable as fault:
            send.add_error("file", str(fault))
        else:
            name = send.cleaned_data["file"].name.replace("\0", "")
            kept = exchanging.keep_sheet(found, strategy, name=name, person=request.user)
            return redirect("planning:plan_sheet", slug=strategy.slug, key=kept.key)
    mine = PlanSheet.objects.filter(strategy=strategy, person=request.user)
    context = {"strategy": strategy, "form": send, "sheets": mine.order_by("-id")[:10]}
    wrong = request.method == "POST"
    return render(request, "planning/exchange.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_sheet
def sheet(request: Request, strategy: Strategy, sheet: PlanSheet) -> HttpResponse:
    """What a filled-in plan would do; sent, it is done, thrown away or taken back."""
    if request.method == "POST":
        return _decided(request, strategy, sheet)
    look = look_over(exchanging.table_in_sheet(sheet), strategy)
    context = {
        "strategy": strategy,
        "sheet": sheet,
        "look": look,
        "new": look.new[:SHOWN],
        "changed": look.changed[:SHOWN],
        "faults": look.faults[:SHOWN],
    }
    return render(request, "planning/sheet.html", context)


def _decided(request: Request, strategy: Strategy, sheet: PlanSheet) -> HttpResponse:
    what, by = request.POST.get("do", ""), actor_of(request.user)
    if what == "throw_away" and not sheet.run:
        sheet.delete()
        messages.success(request, _("The file was thrown away; nothing was written."))
        return redirect("planning:plan_exchange", slug=strategy.slug)
    try:
        if what == "undo":
            exchanging.undo(sheet, by=by)
            messages.success(request, _("Taken back: the plan is as it was before."))
        elif what == "carry_out":
            exchanging.carry_out(sheet, seal=request.POST.get("seal", ""), by=by)
            messages.success(request, _("The plan holds what the file says. You can take it back."))
    except exchanging.Refused:
        messages.warning(request, _("Nothing was written. Look again at what it would do."))
    except exchanging.NotUndoable:
        messages.warning(request, _("It cannot be taken back: somebody has worked on with it."))
    return redirect("planning:plan_sheet", slug=strategy.slug, key=sheet.key)


def _file(sheet: Sheet, kind: str, name: str) -> HttpResponse:
    return _sent(file_of(sheet, kind, comma=get_language() != "en"), kind, name)


def _sent(content: Any, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
