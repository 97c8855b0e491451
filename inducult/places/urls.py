"""The register, for those who keep it; each page behind the language of its address."""

from django.urls import path

from inducult.places.views import (
    adding,
    bulk,
    changes,
    editing,
    entrusting,
    finding,
    freshness,
    history,
    home,
    hours,
    listing,
    pictures,
    place,
    reports,
    reviewing,
    runs,
    still_right,
    tasks,
)

app_name = "register"
urlpatterns = [
    path("", home.home, name="home"),
    path("places/", listing.places, name="places"),
    path("places/new/", adding.add, name="add"),
    path("find-point/", finding.find_point, name="find_point"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<slug:run>/", runs.run, name="run"),
    path("places/<slug:identifier>/", place.place, name="place"),
    path("places/<slug:identifier>/edit/<slug:section>/", editing.edit, name="edit"),
    path("places/<slug:identifier>/hours/", hours.read_back, name="hours"),
    path("places/<slug:identifier>/pictures/", pictures.upload, name="upload"),
    path("places/<slug:identifier>/keepers/", entrusting.entrusting, name="entrust"),
    path("freshness/", freshness.freshness, name="freshness"),
    path("still-right/<str:token>/", still_right.still_right, name="still_right"),
    path("reports/", reports.inbox, name="reports"),
    path("reports/<slug:receipt>/", reports.report, name="report"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("watch/", reports.watch_list, name="watch"),
    path("places/<slug:identifier>/watch/", reports.watching, name="watching"),
    path("review/", reviewing.queue, name="review"),
    path("review/<slug:key>/", reviewing.proposal, name="proposal"),
    path("review/<slug:key>/comment/", reviewing.comment, name="comment"),
    path("places/<slug:identifier>/history/", history.history, name="history"),
    path("places/<slug:identifier>/history/<int:act>/", history.state, name="state"),
    path("places/<slug:identifier>/changes/", changes.changes, name="changes"),
]
