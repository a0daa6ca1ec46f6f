"""Agreed items: listed, worked on, reported, checked and closed (Arts. 3, 11)."""
