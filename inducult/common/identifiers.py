"""Permanent identifiers: short, speakable, without letters that are misread."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

# Crockford's base 32 (no i, l, o, u), lower case.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 10  # 32**10 = 1.1e15: a million places meet by chance once in two thousand tries


def new_identifier() -> str:
    """A random identifier of ten characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def identifier_from(name: str) -> str:
    """The identifier that always belongs to this name, so that an import on two machines agrees."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))
