"""People and their roles, for coordinators; and a person's own page."""

app_name = "people"
urlpatterns: list[object] = []
