"""A result to take away, in the dialects of those who take it. Decision: docs/decisions/0024."""
