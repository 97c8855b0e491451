"""Template tags about people and how they sign in."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def takes_passkeys(host: str) -> bool:
    """Passkeys belong to a host name; on a bare IP address browsers refuse them."""
    name = host.rsplit(":", 1)[0]
    return not (name.startswith("[") or name.replace(".", "").isdigit())
