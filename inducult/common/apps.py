"""Mechanics without opinions."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "inducult.common"
