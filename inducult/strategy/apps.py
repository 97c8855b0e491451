"""What we decide: strategies, action plans and pilots."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "inducult.strategy"

    def ready(self) -> None:
        from inducult.strategy import (  # noqa: PLC0415 -- they register
            citing,  # noqa: F401
            own_data,  # noqa: F401
            panels,  # noqa: F401
            pilot_rights,  # noqa: F401
            plan_frozen,  # noqa: F401
            receivers,  # noqa: F401
            regional,  # noqa: F401
            rights,  # noqa: F401
            takeovers,  # noqa: F401
            tasks,  # noqa: F401
            voices,  # noqa: F401
        )
