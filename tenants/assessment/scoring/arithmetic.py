"""Exact numbers: fractions inside, two decimals half up where a score is written down."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")
#: More digits than any quotient of scores needs before it is rounded.
_MILLIONTHS = 10**12


def round2(value: Fraction | Decimal | int) -> Decimal:
    """Return a number with two decimals, half up: 14.625 → 14.63, 5.625 → 5.63. The number is not negative."""
    exact = Fraction(value)
    cents = (exact * 100 * 2 + 1) // 2
    return (Decimal(int(cents)) / 100).quantize(CENT)


def plain(value: Fraction) -> str:
    """Return an unrounded number for a reader: as decimals where they end within six, else as a fraction."""
    if _MILLIONTHS % value.denominator == 0:
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        if decimal == decimal.quantize(Decimal("0.000001")):
            return format(decimal.normalize(), "f")
    return f"{value.numerator}/{value.denominator}"


def points(value: Decimal | Fraction | int) -> str:
    """Return a score as it is printed: two decimals."""
    return format(round2(Fraction(value)), ".2f")


def exact(value: Decimal | int | str) -> Fraction:
    """Return a number of a scheme or of a manual item as it was written."""
    return Fraction(Decimal(value))


__all__ = ["CENT", "ROUND_HALF_UP", "exact", "plain", "points", "round2"]
