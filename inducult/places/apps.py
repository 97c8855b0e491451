"""What there is: places and their lifecycle."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "inducult.places"
