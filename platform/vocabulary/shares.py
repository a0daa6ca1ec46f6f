"""How a share is said in percent: whole numbers, half up, and parts of one whole that sum to a hundred (R12.6).

Integers only: neither the machine's fractions nor its rounding of halves to the even number come in.
"""

from collections.abc import Sequence


def percent(numerator: int, denominator: int) -> int | None:
    """Return the share in whole percent, half up; None of nothing."""
    return (200 * numerator + denominator) // (2 * denominator) if denominator > 0 else None


def percents(parts: Sequence[int]) -> list[int]:
    """Return the shares of the parts of one whole, which sum to 100: the largest remainders are rounded up.

    Of equal remainders the earlier part is rounded up; parts of nothing are all 0.
    """
    whole = sum(parts)
    if whole <= 0:
        return [0] * len(parts)
    down = [100 * part // whole for part in parts]
    missing = 100 - sum(down)
    by_remainder = sorted(range(len(parts)), key=lambda at: (-(100 * parts[at] % whole), at))
    for at in by_remainder[:missing]:
        down[at] += 1
    return down
