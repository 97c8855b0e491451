"""What people say."""

from inducult.dialogue.models.card import Card, SignUp
from inducult.dialogue.models.commitment import Commitment
from inducult.dialogue.models.concern import Concern
from inducult.dialogue.models.dot import Dot
from inducult.dialogue.models.group import FocusGroup, Member, Sector
from inducult.dialogue.models.meeting import Attendance, Meeting
from inducult.dialogue.models.picture import SessionPicture
from inducult.dialogue.models.proposition import Proposition
from inducult.dialogue.models.session import Pair, Participant, Session
from inducult.dialogue.models.spoken import Consent, Spoken
from inducult.dialogue.models.story import Story
from inducult.dialogue.models.template import Template, TemplateVersion
from inducult.dialogue.models.theme import Theme

__all__ = [
    "Attendance",
    "Card",
    "Commitment",
    "Concern",
    "Consent",
    "Dot",
    "FocusGroup",
    "Meeting",
    "Member",
    "Pair",
    "Participant",
    "Proposition",
    "Sector",
    "Session",
    "SessionPicture",
    "SignUp",
    "Spoken",
    "Story",
    "Template",
    "TemplateVersion",
    "Theme",
]
