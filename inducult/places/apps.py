"""What there is: places and their lifecycle."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "inducult.places"

    def ready(self) -> None:
        from inducult.places import own_data, rights, tasks  # noqa: F401, PLC0415 -- they register
