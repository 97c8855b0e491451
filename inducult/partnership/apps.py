"""Who we are: regions, organisations, people."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "inducult.partnership"
