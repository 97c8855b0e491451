"""The workbench of strategies and pilots, behind the language and `register/`."""

from django.urls import path

from inducult.strategy import building_urls
from inducult.strategy.views import (
    action,
    beginning,
    indicators,
    papers,
    parts,
    picturing,
    piloting,
    plan,
    plan_exchange,
    reports,
    sourcing,
    tracing,
)

app_name = "planning"
urlpatterns = [
    path("strategies/", beginning.strategies, name="strategies"),
    path("strategies/new/", beginning.begin, name="begin"),
    *building_urls.urlpatterns,
    path("half-years/", reports.network, name="network_reports"),
    path("strategies/<slug:slug>/plan/", plan.workbench, name="plan"),
    path("strategies/<slug:slug>/plan/outline/", plan.outline, name="outline"),
    path("strategies/<slug:slug>/plan/new/<slug:kind>/", parts.new, name="part_new"),
    path("strategies/<slug:slug>/plan/exchange/", plan_exchange.exchange, name="plan_exchange"),
    path(
        "strategies/<slug:slug>/plan/exchange/form.<slug:kind>",
        plan_exchange.form,
        name="plan_form",
    ),
    path(
        "strategies/<slug:slug>/plan/exchange/<slug:key>/", plan_exchange.sheet, name="plan_sheet"
    ),
    path("strategies/<slug:slug>/plan/parts/<slug:kind>/<slug:key>/", parts.part, name="part"),
    path(
        "strategies/<slug:slug>/plan/parts/<slug:kind>/<slug:key>/place/",
        parts.place,
        name="part_place",
    ),
    path("strategies/<slug:slug>/actions/<slug:key>/", action.workbench, name="action"),
    path("strategies/<slug:slug>/actions/<slug:key>/status/", action.status, name="action_status"),
    path(
        "strategies/<slug:slug>/actions/<slug:key>/status/undoing/", action.undo, name="action_undo"
    ),
    path("strategies/<slug:slug>/actions/<slug:key>/notes/", action.notes, name="action_notes"),
    path(
        "strategies/<slug:slug>/actions/<slug:key>/milestones/",
        action.milestones,
        name="action_milestones",
    ),
    path("strategies/<slug:slug>/indicators/", indicators.workbench, name="indicators"),
    path("strategies/<slug:slug>/indicators/<slug:key>/", indicators.indicator, name="indicator"),
    path("strategies/<slug:slug>/half-years/", reports.reports, name="reports"),
    path("strategies/<slug:slug>/half-years/<slug:key>/", reports.report, name="half_year"),
    path(
        "strategies/<slug:slug>/half-years/<slug:key>/report.<slug:kind>",
        papers.report,
        name="half_year_file",
    ),
    path("strategies/<slug:slug>/trace/", tracing.workbench, name="trace"),
    path("pilots/", piloting.pilots, name="pilots"),
    path("pilots/new/", piloting.begin, name="pilot_begin"),
    path("pilots/<slug:slug>/", piloting.pilot, name="pilot"),
    path("pilots/<slug:slug>/links/", piloting.links, name="pilot_links"),
    path("pilots/<slug:slug>/pictures/", picturing.pictures, name="pilot_pictures"),
    path("pilots/<slug:slug>/sources/", sourcing.of_pilot, name="pilot_sources"),
    path("pilots/<slug:slug>/appreciation/", piloting.appreciation, name="appreciation"),
    path("pilots/<slug:slug>/taking/", piloting.taking, name="taking"),
]
