"""Posts, who holds them from when to when, and handovers."""
