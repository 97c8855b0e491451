"""Web address, telephone and the page on which the source tells more."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from inducult.harvest.drafts import Draft, World
from inducult.harvest.recipes import Recipe

BARE: Final = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
PHONE: Final = re.compile(r"[+(]?[\d][\d\s()/.-]{4,50}")


def tell_contact(draft: Draft, recipe: Recipe, world: World) -> None:
    draft.website = web_address(draft.text("website"))
    draft.page = web_address(draft.text("page"))
    phone = draft.text("phone")
    draft.phone = phone if PHONE.fullmatch(phone) else ""
    if draft.text("website") and not draft.website:
        draft.remark("website", f"“{draft.text('website')[:80]}” is no web address")


def web_address(text: str) -> str:
    """An address that begins with http:// or https://; "" for anything else."""
    if BARE.fullmatch(text):
        text = f"http://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_one = parts.scheme in ("http", "https") and "." in parts.netloc and " " not in text
    return text if is_one and len(text) <= 500 else ""
