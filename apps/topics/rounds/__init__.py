"""Collection rounds and their lists (Art. 6)."""
