"""What people say: focus groups and their sessions."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "inducult.dialogue"

    def ready(self) -> None:
        from inducult.dialogue import (  # noqa: F401, PLC0415 -- they register
            own_data,
            panels,
            receivers,
            rights,
            tasks,
        )
