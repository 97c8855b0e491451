"""What others know: sources, runs, records, suggestions, undo."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "inducult.harvest"

    def ready(self) -> None:
        from inducult.harvest import panels, rights, tasks  # noqa: F401, PLC0415 -- they register
