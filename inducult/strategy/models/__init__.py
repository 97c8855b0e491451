"""What we decide, one file a noun."""

from inducult.strategy.models.adoption import Adoption
from inducult.strategy.models.citation import Citation
from inducult.strategy.models.comment import Comment
from inducult.strategy.models.review import Review
from inducult.strategy.models.section import Section, Wording
from inducult.strategy.models.strategy import Strategy
from inducult.strategy.models.version import Version

__all__ = [
    "Adoption",
    "Citation",
    "Comment",
    "Review",
    "Section",
    "Strategy",
    "Version",
    "Wording",
]
