"""What we decide: strategies, action plans and pilots."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "inducult.strategy"
