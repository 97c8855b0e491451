"""What others know: sources, runs, records, cleaning, matching, suggestions, undo."""
