"""The parts of supporting units (R11.1, R11.4)."""
