"""Which of their things is which of ours: plain values in, matches with their reasons out.

Knows no Django and no database. `thing.py` is what goes in, `matching.py` what comes out.
"""
