"""What others know, as received; what it would change here; and what became of that."""

from inducult.harvest.models.provenance import Provenance, Tie
from inducult.harvest.models.received import Received
from inducult.harvest.models.run import Run, RunFault
from inducult.harvest.models.source import Source
from inducult.harvest.models.suggestion import Suggestion

__all__ = ["Provenance", "Received", "Run", "RunFault", "Source", "Suggestion", "Tie"]
