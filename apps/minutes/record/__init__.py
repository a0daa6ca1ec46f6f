"""Minutes held against the record of the session: who was there, which parts, outcomes and items (R9.5)."""
