"""Pages of the workshop, one file a story."""
