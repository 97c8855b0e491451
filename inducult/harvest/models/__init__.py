"""What others know, as received; what it would change here; and what became of that."""

from inducult.harvest.models.check import SampleCheck
from inducult.harvest.models.provenance import Provenance, Tie
from inducult.harvest.models.received import Received
from inducult.harvest.models.run import Run, RunFault
from inducult.harvest.models.source import Source
from inducult.harvest.models.suggestion import Suggestion
from inducult.harvest.models.upload import Upload

__all__ = [
    "Provenance",
    "Received",
    "Run",
    "RunFault",
    "SampleCheck",
    "Source",
    "Suggestion",
    "Tie",
    "Upload",
]
