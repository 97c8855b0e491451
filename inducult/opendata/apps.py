"""What others may take: interfaces, downloads, linked data."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "inducult.opendata"
