"""The public face: map, list, place and region pages."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    name = "inducult.explore"
