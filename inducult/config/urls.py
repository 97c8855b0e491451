"""Addresses: each begins with the language and uses English nouns."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from inducult.config.watching import views as watching

urlpatterns = [
    path("ready", watching.ready, name="ready"),
    path("metrics", watching.metrics, name="metrics"),
    path("", include("inducult.explore.open_urls")),
    path("pictures/", include("inducult.places.open_urls")),
    path("", include("inducult.opendata.open_urls")),
    *i18n_patterns(
        path("", include("inducult.explore.urls")),
        path("", include("inducult.opendata.urls")),
        path("attribution/", include("inducult.harvest.public_urls")),
        path("", include("inducult.strategy.public_urls")),
        path("register/harvest/", include("inducult.harvest.urls")),
        path("register/groups/", include("inducult.dialogue.urls")),
        path("talk/", include("inducult.dialogue.public_urls")),
        path("register/", include("inducult.strategy.urls")),
        path("register/", include("inducult.places.urls")),
        path("room/", include("inducult.dialogue.room_urls")),
        path("people/", include("inducult.partnership.urls")),
        path("account/", include("allauth.urls")),
        prefix_default_language=True,
    ),
]
