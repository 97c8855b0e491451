"""What the harvest shows to everybody; each page behind the language."""

from django.urls import path

from inducult.harvest.views import attribution

app_name = "attribution"
urlpatterns = [path("", attribution.attribution, name="list")]
