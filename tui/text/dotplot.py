"""The values of a quantity on one scale: a line a statement, drawn with characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LOGARITHMIC_FROM = 50
"""Largest value over smallest from which the scale is logarithmic; on a linear one the small ones would be one dot."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a statement lies: one value, or from low to high; None leaves that end open."""

    low: Decimal | None
    high: Decimal | None


def dot_plot(extents: Sequence[Extent], width: int, *, ascii_only: bool = False) -> tuple[tuple[str, ...], bool]:
    """Return a line of exactly `width` characters for each extent, and whether the scale is logarithmic.

    A single value is a dot, a range a bar between two ends, an open end an arrow. Where there is nothing to compare,
    because all values are one, the dots stand in the middle.

    >>> dot_plot([Extent(Decimal(1), Decimal(1)), Extent(Decimal(3), Decimal(3))], 5)
    (('●····', '····●'), False)
    """
    width = max(width, 1)
    known = [value for extent in extents for value in (extent.low, extent.high) if value is not None]
    if not known:
        return tuple(" " * width for _ in extents), False
    least, most = min(known), max(known)
    logarithmic = least > 0 and most / least >= LOGARITHMIC_FROM
    dot, bar, left, right, rule = ("o", "=", "<", ">", ".") if ascii_only else ("●", "━", "◀", "▶", "·")

    def column(value: Decimal) -> int:
        if least == most:
            return (width - 1) // 2
        share = (value / least).ln() / (most / least).ln() if logarithmic else (value - least) / (most - least)
        return min(width - 1, max(0, round(float(share) * (width - 1))))

    lines = []
    for extent in extents:
        line = [rule] * width
        if extent.low is None and extent.high is None:
            lines.append("".join(line))
            continue
        first = 0 if extent.low is None else column(extent.low)
        last = width - 1 if extent.high is None else column(extent.high)
        for place in range(min(first, last), max(first, last) + 1):
            line[place] = bar
        line[first] = left if extent.low is None else dot
        line[last] = right if extent.high is None else dot
        lines.append("".join(line))
    return tuple(lines), logarithmic
