"""Where one stops in an article when going from figure to figure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.text.rows import Span


def next_stop(marks: Sequence[Span], offset: int, step: int) -> int | None:
    """Return the start of the first mark behind an offset, or of the last one before it; None if there is none.

    >>> from tui.roles import Role
    >>> next_stop([Span(3, 5, Role.FIGURE), Span(9, 11, Role.FIGURE)], 3, 1)
    9
    """
    starts = [mark.start for mark in marks]
    place = bisect_right(starts, offset) if step > 0 else bisect_left(starts, offset) - 1
    return starts[place] if 0 <= place < len(starts) else None
