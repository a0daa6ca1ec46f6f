"""Letters that remind, urge and supervise (R11.7)."""
