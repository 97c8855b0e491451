"""Shapes of dates where those of Django are not what people of the country write."""
