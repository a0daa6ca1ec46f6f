"""Collecting topics for a meeting: when it begins, and which topics enter the round (Art. 6)."""
