"""The list of topics of one meeting: settled, checked, reopened, changed after the notice (Art. 6)."""
