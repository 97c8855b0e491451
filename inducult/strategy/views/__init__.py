"""Pages of strategies and pilots, one file a story."""
