"""What others know: sources, runs, records, suggestions, undo."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "inducult.harvest"

    def ready(self) -> None:
        from inducult.harvest import (  # noqa: PLC0415 -- they register
            opening,  # noqa: F401
            panels,  # noqa: F401
            rights,  # noqa: F401
            tasks,  # noqa: F401
        )
