"""What the harvest shows on pages of others: where each value of a place comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from inducult.common.panels import panel
from inducult.harvest.origins import closed_values_of, origins_of


@panel("place")
def provenance(request: HttpRequest, record: Mapping[str, Any]) -> str:
    """On the public page: only values that are published, and nobody by name."""
    context = {"origins": origins_of(record, also_closed=False), "closed": ()}
    return render_to_string("harvest/_provenance.html", context, request)


@panel("register place")
def provenance_in_the_register(request: HttpRequest, record: Mapping[str, Any]) -> str:
    """In the register: the record as it is now, and what stands in the other layers."""
    context = {
        "origins": origins_of(record, also_closed=True),
        "closed": closed_values_of(record["id"]),
    }
    return render_to_string("harvest/_provenance.html", context, request)
