"""Publicity about a meeting: drafted, released by both sides or by one, as the rule asks (Art. 10)."""
