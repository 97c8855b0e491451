"""The workbench of strategies and pilots, behind the language and `register/`."""

from django.urls import path

from inducult.strategy.views import beginning, building

app_name = "planning"
urlpatterns = [
    path("strategies/", beginning.strategies, name="strategies"),
    path("strategies/new/", beginning.begin, name="begin"),
    path("strategies/<slug:slug>/", building.building, name="strategy"),
]
