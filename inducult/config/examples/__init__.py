"""The demonstration of the workshop: what is documented, and examples that can be taken away."""

from inducult.config.examples.loading import load
from inducult.config.examples.removing import remove

__all__ = ["load", "remove"]
