"""Strategies and pilots as everybody may read them; each page behind the language."""

from django.urls import path

from inducult.strategy.views import (
    action,
    indicators,
    joining,
    listing,
    papers,
    picturing,
    pilots,
    plan,
    plan_exchange,
    reading,
    reports,
    tracing,
)

app_name = "strategy"
urlpatterns = [
    path("strategies/", listing.strategies, name="strategies"),
    path("strategies/<slug:slug>/", reading.strategy, name="strategy"),
    path("strategies/<slug:slug>/strategy.<slug:kind>", papers.strategy, name="strategy_file"),
    path("strategies/<slug:slug>/joining/", joining.joining, name="joining"),
    path("strategies/<slug:slug>/plan/", plan.plan, name="plan"),
    path("strategies/<slug:slug>/actions/<slug:key>/", action.action, name="action"),
    path("strategies/<slug:slug>/indicators/", indicators.indicators, name="indicators"),
    path("strategies/<slug:slug>/trace/", tracing.trace, name="trace"),
    path("strategies/<slug:slug>/reports/<slug:key>/", reports.closed, name="half_year"),
    path(
        "strategies/<slug:slug>/tables/<slug:what>.<slug:kind>", plan_exchange.table, name="table"
    ),
    path(
        "strategies/<slug:slug>/reports/<slug:key>/report.<slug:kind>",
        papers.closed_report,
        name="half_year_file",
    ),
    path("pilots/", pilots.pilots, name="pilots"),
    path("pilots/pilots.<slug:kind>", plan_exchange.pilots, name="pilots_table"),
    path("pilots/<slug:slug>/", pilots.pilot, name="pilot"),
    path("pilots/<slug:slug>/pictures/<slug:picture>.webp", picturing.file, name="pilot_picture"),
    path("pilots/<slug:slug>/pilot.<slug:kind>", papers.pilot, name="pilot_file"),
]
