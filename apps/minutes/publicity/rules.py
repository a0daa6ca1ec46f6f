"""What a press item may not tell: no Django, no database."""

from vocabulary.personal_data import Found, found_in


def personal_data(text: str) -> list[Found]:
    """Return the numbers and papers of single persons that a text gives away; what only may be such is a caution."""
    return [one for one in found_in(text) if one.is_certain]
