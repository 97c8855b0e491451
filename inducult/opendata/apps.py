"""What others may take: interfaces, downloads, linked data."""

from django.apps import AppConfig

from inducult.common.representations import offer

LINKED_ART = 'application/ld+json;profile="https://linked.art/ns/v1/linked-art.json"'


class OpenDataConfig(AppConfig):
    name = "inducult.opendata"

    def ready(self) -> None:
        from inducult.opendata import receivers  # noqa: F401, PLC0415 -- they listen

        offer("place", "text/turtle", "place_data", "ttl")
        offer("place", "application/ld+json", "place_data", "jsonld")
        offer("place", "application/n-triples", "place_data", "nt")
        offer("place", LINKED_ART, "place_data", "art.json")
