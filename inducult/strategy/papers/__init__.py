"""What is printed of strategies: the strategy itself, a pilot, a half-yearly report."""
