"""Measurements. They print one JSON object a line and are never tests."""
