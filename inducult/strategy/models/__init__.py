"""What we decide, one file a noun."""

from inducult.strategy.models.action import Action, Milestone, ProgressNote
from inducult.strategy.models.adoption import Adoption
from inducult.strategy.models.citation import Citation
from inducult.strategy.models.comment import Comment
from inducult.strategy.models.half_year import Asked, HalfYear
from inducult.strategy.models.indicator import Indicator, Value
from inducult.strategy.models.joining import Joining
from inducult.strategy.models.objective import Field, Measure, Objective
from inducult.strategy.models.pilot import Appreciation, Pilot, PilotLink, PilotPicture, Takeover
from inducult.strategy.models.plan_sheet import PlanSheet
from inducult.strategy.models.review import Review
from inducult.strategy.models.section import Section, Wording
from inducult.strategy.models.strategy import Strategy
from inducult.strategy.models.version import Version

__all__ = [
    "Action",
    "Adoption",
    "Appreciation",
    "Asked",
    "Citation",
    "Comment",
    "Field",
    "HalfYear",
    "Indicator",
    "Joining",
    "Measure",
    "Milestone",
    "Objective",
    "Pilot",
    "PilotLink",
    "PilotPicture",
    "PlanSheet",
    "ProgressNote",
    "Review",
    "Section",
    "Strategy",
    "Takeover",
    "Value",
    "Version",
    "Wording",
]
