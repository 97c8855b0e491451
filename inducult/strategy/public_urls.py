"""Strategies and pilots as everybody may read them; each page behind the language."""

from django.urls import path

from inducult.strategy.views import listing, reading

app_name = "strategy"
urlpatterns = [
    path("strategies/", listing.strategies, name="strategies"),
    path("strategies/<slug:slug>/", reading.strategy, name="strategy"),
]
