"""Programs that make and check the product; not part of it."""
