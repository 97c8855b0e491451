"""People and their roles, for coordinators; and a person's own page."""

from django.urls import path

from inducult.partnership.views import invitations, me, people

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("roles/<int:number>/", people.take_back_role, name="take_back"),
    path("invite/", invitations.new, name="invite"),
    path("invitations/<slug:key>/", invitations.invitation, name="invitation"),
    path("invitations/<slug:key>/withdraw/", invitations.withdraw, name="withdraw"),
    path("me/", me.me, name="me"),
    path("me/data.json", me.own_data, name="own_data"),
    path("me/erase/", me.erase_me, name="erase"),
]
