"""The agenda: its parts, the order of topics, who reports and for how long (Art. 8)."""
