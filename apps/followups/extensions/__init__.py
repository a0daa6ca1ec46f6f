"""More time for an agreed item (R11.6)."""
