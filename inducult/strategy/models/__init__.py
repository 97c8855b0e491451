"""What we decide."""
