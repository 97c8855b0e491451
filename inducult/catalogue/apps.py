"""The published state: editions, and questions to them."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "inducult.catalogue"
