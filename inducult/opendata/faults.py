"""What can be wrong with a question, in words that name what and where.

The body of the answer is that of OGC API Features Part 1, 7.5.1 (`exception.yaml`): a code for
machines and a description for people. Descriptions are English like the standards themselves.
"""

from __future__ import annotations

from typing import Final

SHOWN: Final = 120  # characters of what was sent that an answer repeats


class Fault(Exception):
    """A question that cannot be answered. `status` is that of HTTP."""

    status = 400
    code = "InvalidParameterValue"

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description

    def body(self) -> dict[str, str]:
        return {"code": self.code, "description": self.description}


class UnknownParameter(Fault):
    """A parameter that the resource does not have."""

    code = "UnknownParameter"


class NotFound(Fault):
    status = 404
    code = "NotFound"


class NotAcceptable(Fault):
    """A format that the resource does not come in."""

    status = 406
    code = "NotAcceptable"


class Gone(Fault):
    """An edition that is no longer kept open."""

    status = 410
    code = "Gone"


class NotReady(Fault):
    """Nothing is published yet, or what is published is still being prepared."""

    status = 503
    code = "NotReady"


def shown(text: object) -> str:
    """What was sent, short enough to be repeated."""
    written = str(text)
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"
