"""How dates are read and written, per language; Django's own Chinese formats leave out the weekday order we need."""
