"""Heavy trials with strangers: `make trials`. What came out stands in docs/trials.md."""
