"""Offices take topics into a round and mark what is to become of each (R6.4, R6.10)."""
