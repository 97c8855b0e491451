"""Pages of the harvest, behind the language of the address and `register/`."""

from django.urls import path

from inducult.harvest.views import runs, suggestions

app_name = "harvest"
urlpatterns = [
    path("", runs.runs, name="runs"),
    path("begin/", runs.beginning, name="begin"),
    path("runs/<slug:key>/", runs.run, name="run"),
    path("runs/<slug:key>/acceptance/", runs.accepting, name="accept_sure"),
    path("runs/<slug:key>/undoing/", runs.undoing, name="undo"),
    path("suggestions/<slug:key>/", suggestions.suggestion, name="suggestion"),
]
