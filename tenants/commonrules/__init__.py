"""Rules issued once for several governments: one row in public, and the way to those who adopt it."""
