"""The receipt on a sheet of paper: with it somebody without a phone takes words back later."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from inducult.common.documents import tree
from inducult.common.squares import square


@dataclass(frozen=True)
class Receipt:
    """A code that was made for one sheet, and the page that it opens."""

    code: str
    address: str


def in_fours(code: str) -> str:
    """The code as it is read aloud and typed: `k7m2 9xqp …`."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def slip(receipt: Receipt) -> tree.Callout:
    """The part of a sheet that its writer tears off and keeps."""
    said = _(
        "Tear this off and keep it. With this code you can read your words, change who may read "
        "them, or take them back at any time."
    )
    code = tree.Run(in_fours(receipt.code), is_strong=True)
    return tree.Callout(
        _("Your receipt"),
        (
            tree.paragraph(said),
            tree.Paragraph((code,)),
            tree.paragraph(receipt.address, "small"),
        ),
        aside=tree.Figure(
            square(receipt.address, border=2), _("QR code of your receipt"), width=0.18
        ),
        is_slip=True,
    )


def for_whoever_types(receipt: Receipt) -> tree.Paragraph:
    """The same code on the sheet itself, for whoever types it in."""
    return tree.paragraph(_("Receipt: %(code)s") % {"code": in_fours(receipt.code)}, "small")
