"""Pictures that people sent, answered so that a browser which opens one by itself runs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.http import HttpResponse

UNKEPT: Final = "private, no-store"
POLICY: Final = "default-src 'none'; sandbox"


def inert_picture(path: Path, *, cache: str = UNKEPT) -> HttpResponse:
    """The file (WebP or AVIF, by its name); raises FileNotFoundError."""
    answer = HttpResponse(path.read_bytes(), content_type=f"image/{path.suffix[1:]}")
    answer["Cache-Control"] = cache
    answer["Content-Security-Policy"] = POLICY
    answer["Content-Disposition"] = f'inline; filename="{path.name}"'
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
