"""Asking for a meeting, answering, and the people it is called by (Art. 4)."""
