"""The workbench of focus groups, behind the language and `register/groups/`."""

from django.urls import path

from inducult.dialogue.views import (
    catching_up,
    digests,
    framing,
    groups,
    meetings,
    members,
    papers,
    pictures,
    sessions,
    templates,
)

app_name = "dialogue"
GROUP = "<slug:key>/"
MEETING = GROUP + "meetings/<slug:meeting>/"
SESSION = GROUP + "sessions/<slug:session>/"

urlpatterns = [
    path("", groups.groups, name="groups"),
    path("new/", groups.new, name="found"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:key>/", templates.template, name="template"),
    path("templates/<slug:key>/adopting/", templates.adopting, name="adopt"),
    path("templates/<slug:key>/steps/", templates.steps, name="template_steps"),
    path("templates/<slug:key>/sharing/", templates.sharing, name="share"),
    path("templates/<slug:key>/merging/", templates.merging, name="merge"),
    path(GROUP, groups.group, name="group"),
    path(GROUP + "edit/", groups.edit, name="edit"),
    path(GROUP + "members/new/", members.new, name="new_member"),
    path(GROUP + "members/<slug:member>/", members.member, name="member"),
    path(GROUP + "members/<slug:member>/leaving/", members.leaving, name="leave"),
    path(GROUP + "members/<slug:member>/erasure/", members.erasure, name="erase"),
    path(GROUP + "meetings/new/", meetings.new, name="new_meeting"),
    path(GROUP + "places/", meetings.places, name="places"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(MEETING + "edit/", meetings.edit, name="edit_meeting"),
    path(MEETING + "attendance/", meetings.attendance, name="attendance"),
    path(MEETING + "letters/", meetings.letters, name="letters"),
    path(MEETING + "meeting.ics", meetings.calendar, name="calendar"),
    path(GROUP + "sessions/new/", sessions.new, name="new_session"),
    path(SESSION, sessions.session, name="session"),
    path(SESSION + "edit/", sessions.edit, name="edit_session"),
    path(SESSION + "framing/", framing.framing, name="framing"),
    path(SESSION + "steps/", sessions.steps, name="steps"),
    path(SESSION + "state/", sessions.state, name="state"),
    path(SESSION + "pairs/", sessions.pairs, name="pairs"),
    path(SESSION + "concerns/", sessions.concerns, name="concerns"),
    path(SESSION + "commitments/", sessions.commitments, name="commitments"),
    path(SESSION + "hints/", framing.hints, name="hints"),
    path(SESSION + "catching-up/", catching_up.page, name="catching_up"),
    path(SESSION + "catching-up/rows/", catching_up.rows, name="rows"),
    path(SESSION + "digest/", digests.digest, name="digest"),
    path(SESSION + "digest/digest.<slug:kind>", papers.digest, name="digest_file"),
    path(SESSION + "papers/<slug:paper>.pdf", papers.paper, name="paper"),
    path(SESSION + "receipts/", digests.receipts, name="receipts"),
    path(SESSION + "pictures/", pictures.pictures, name="pictures"),
    path(SESSION + "pictures/<slug:picture>/", pictures.file, name="picture"),
]
