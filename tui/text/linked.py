"""Which rows of two pages stand beside each other, and where one is when the other has been scrolled."""

from collections.abc import Sequence
from itertools import pairwise

from tui.text.page import Page

Points = tuple[tuple[float, float], ...]
"""Rows of one page with those of another, rising on both sides."""


def points(left: Page, right: Page, pairs: Sequence[tuple[int, int]], pinned: tuple[int, int] | None = None) -> Points:
    """Return the rows that belong together, from the blank one above the first to the one behind the last.

    Args:
        left: One page.
        right: The other.
        pairs: Blocks that tell the same, rising on both sides.
        pinned: An offset into either text that belong together whatever the blocks say.

    """
    beginnings, others = _extents(left), _extents(right)
    fixed = [(-1.0, -1.0), (len(left.rows) + 1.0, len(right.rows) + 1.0)]
    if pinned is not None:
        fixed.insert(1, (float(left.row_of(pinned[0])), float(right.row_of(pinned[1]))))
    found = list(fixed)
    for i, j in pairs:
        if i in beginnings and j in others:
            found += [
                (float(a), float(b))
                for a, b in zip(beginnings[i], others[j], strict=True)
                if all((a - x) * (b - y) > 0 for x, y in fixed)
            ]
    rising: list[tuple[float, float]] = []
    for point in sorted(set(found)):
        if not rising or (point[0] > rising[-1][0] and point[1] >= rising[-1][1]):
            rising.append(point)
    return tuple(rising)


def _extents(page: Page) -> dict[int, tuple[int, int]]:
    """The first row and the row behind the last one of each block."""
    extents: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(page.rows):
        if row.block >= 0 and row.row:
            first, _ = extents.get(row.block, (number, number))
            extents[row.block] = (first, number + 1)
    return extents


def beside(row: float, rows: Points) -> float:
    """Return the row beside a row: in proportion between those that are known.

    >>> beside(5, ((0, 0), (10, 20)))
    10.0
    """
    for (x, y), (x2, y2) in pairwise(rows):
        if row <= x2:
            return y + (y2 - y) * (row - x) / (x2 - x)
    return rows[-1][1] if rows else 0.0


def in_step(here: int, wanted: int, step: int, slack: int) -> int:
    """Return where a pane at row `here` goes when the one that leads goes on by `step`, and it should be at `wanted`.

    It goes as far as the other while that leads to within `slack` rows of where it should be, and never against the
    other's direction.

    >>> in_step(10, 13, 1, 4), in_step(10, 17, 1, 4), in_step(10, 3, 1, 4)
    (11, 17, 10)
    """
    if abs(wanted - here - step) <= slack:
        return here + step
    return max(here, wanted) if step > 0 else min(here, wanted)
