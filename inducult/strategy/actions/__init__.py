"""Deeds on strategies. Each names its actor and leaves its trace in the history."""

from inducult.strategy.actions.beginning import Begun, begin, grow

__all__ = ["Begun", "begin", "grow"]
