"""What we decide: strategies, action plans and pilots."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "inducult.strategy"

    def ready(self) -> None:
        from inducult.strategy import citing, rights  # noqa: F401, PLC0415 -- they register
