"""What we decide: strategies, objectives, measures, actions, indicators, pilots."""
