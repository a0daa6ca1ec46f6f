"""How a meeting ends: put off, given up, in follow-up, concluded (Arts. 3, 4, 7, 9)."""
