"""Units of both sides, and what each of them may act on."""
