"""The checklist of a meeting: what each office sees to before the day (R7.1)."""
