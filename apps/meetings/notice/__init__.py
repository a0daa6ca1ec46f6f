"""The notice of a meeting: what it needs, what it says, how it is issued, reissued and taken back (Art. 7)."""
