"""What others may take: interfaces, downloads, linked data."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "inducult.opendata"

    def ready(self) -> None:
        from inducult.opendata import receivers  # noqa: F401, PLC0415 -- they listen
