"""Pages of the harvest, behind the language of the address and `register/`."""

from django.urls import path

from inducult.harvest.views import checking, reviewing, runs, uploading

app_name = "harvest"
urlpatterns = [
    path("", runs.runs, name="runs"),
    path("begin/", runs.beginning, name="begin"),
    path("runs/<slug:key>/", runs.run, name="run"),
    path("runs/<slug:key>/sample/", checking.drawing, name="drawing"),
    path("uploads/", uploading.uploads, name="uploads"),
    path("uploads/<slug:key>/", uploading.upload, name="upload"),
    path("samples/<slug:key>/", checking.sample, name="sample"),
    path("runs/<slug:key>/undoing/", runs.undoing, name="undo"),
    path("review/", reviewing.queue, name="review"),
    path("review/undoing/", reviewing.undo_last, name="undo_last"),
    path("suggestions/<slug:key>/", reviewing.suggestion, name="suggestion"),
]
