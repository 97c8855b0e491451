"""What the dialogue shows on pages of lower parts."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from inducult.common.panels import panel
from inducult.dialogue.queries import public_sessions
from inducult.partnership.models import Region


@panel("region")
def talks(request: HttpRequest, region: Region) -> str:
    """On the page of a region: what its groups have published."""
    sessions = public_sessions().filter(group__region=region)[:6]
    if not sessions:
        return ""
    return render_to_string("talk/_region.html", {"sessions": sessions}, request)
