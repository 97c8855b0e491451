"""What the public may read of the dialogue; each page behind the language and `talk/`."""

from django.urls import path

from inducult.dialogue.views import answers, papers, talks

app_name = "talk"
urlpatterns = [
    path("", talks.talks, name="talks"),
    path("receipt/", talks.find_receipt, name="find_receipt"),
    path("receipt/<slug:receipt>/", talks.receipt, name="receipt"),
    path("invitation/<slug:invitation>/", answers.answer, name="answer"),
    path("invitation/<slug:invitation>/meeting.ics", answers.calendar, name="answer_calendar"),
    path("<slug:key>/", talks.talk, name="talk"),
    path("<slug:key>/digest.<slug:kind>", papers.public_digest, name="digest_file"),
    path("<slug:key>/pictures/<slug:picture>/", talks.picture, name="picture"),
]
