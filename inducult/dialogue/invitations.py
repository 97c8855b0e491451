"""The secret by which a member answers an invitation: no account, nothing kept for it.

It is made of the meeting and the member with the secret of this server, so every letter to her has
the same, on paper too; whoever holds it may answer for her, and see when and where.
"""

from __future__ import annotations

import hmac
from typing import Final

from django.utils.crypto import salted_hmac

from inducult.common.identifiers import ALPHABET
from inducult.dialogue.models import Meeting, Member

SALT: Final = "inducult.dialogue.invitations"
LETTERS: Final = 16  # 32**16 = 1.2e24


def invitation_of(meeting: Meeting, member: Member) -> str:
    """What stands in her address: the keys of both, and the secret."""
    return f"{meeting.key}-{member.key}-{_secret(meeting.key, member.key)}"


def invited_by(invitation: str) -> tuple[Meeting, Member] | None:
    """The meeting and who was invited; None for what no letter said, or who is not there."""
    meeting_key, _dash, rest = invitation.partition("-")
    member_key, _dash, secret = rest.partition("-")
    if not hmac.compare_digest(_secret(meeting_key, member_key), secret):
        return None
    meetings = Meeting.objects.select_related("group__region", "place")
    meeting = meetings.filter(key=meeting_key).first()
    members = Member.objects.filter(key=member_key, left_at=None, erased_at=None)
    member = members.filter(group__meetings=meeting).first() if meeting else None
    return (meeting, member) if meeting and member else None


def _secret(meeting: str, member: str) -> str:
    made = salted_hmac(SALT, f"{meeting}:{member}", algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in made[:LETTERS])
