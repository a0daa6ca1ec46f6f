"""Asking units about a topic, and their answers (R6.7, R6.8)."""
