"""Accounts of people: opened, given roles, bound to units, signed in by password or token."""
