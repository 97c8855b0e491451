"""The published places as linked data. Decision: docs/decisions/0025."""
