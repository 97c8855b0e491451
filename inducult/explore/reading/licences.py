"""Licences by their SPDX identifier, with name and address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

ADDRESSES: Final[dict[str, tuple[Any, str]]] = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-3.0": ("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/"),
    "CC-BY-SA-3.0": ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
    "CC-PDM-1.0": (
        gettext_lazy("public domain"),
        "https://creativecommons.org/publicdomain/mark/1.0/",
    ),
    "LicenseRef-permission": (gettext_lazy("all rights reserved, shown with permission"), ""),
    "ODbL-1.0": ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
COMPILATION: Final = "CC-BY-4.0"


@dataclass(frozen=True)
class Licence:
    """Name and address; an unknown licence has only the name it was given."""

    name: str
    url: str


def licence_of(identifier: str) -> Licence:
    name, url = ADDRESSES.get(identifier, (identifier, ""))
    return Licence(str(name), url)
