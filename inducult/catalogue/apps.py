"""The published state: build and open an edition."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "inducult.catalogue"

    def ready(self) -> None:
        from inducult.catalogue import receivers  # noqa: F401, PLC0415 -- they listen
