"""Rows of runs: text with the roles it plays, cut and filled to a width in terminal cells."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from tui.roles import Role


class Run(NamedTuple):
    """A piece of one row; its look is that of its roles laid over each other, and over that of the row."""

    text: str
    roles: tuple[Role, ...] = ()


Row = tuple[Run, ...]


class Span(NamedTuple):
    """Roles that text[start:end] takes on, over those below it."""

    start: int
    end: int
    role: Role


UNEVEN = "\u200d\ufe0e\ufe0f"
"""Emoji joiner and variation selectors: terminals and multiplexers disagree about their widths."""

_WITHOUT_UNEVEN = {ord(character): None for character in UNEVEN}


def shown(text: str) -> str:
    """Return text as it is drawn, on one line and without the characters whose width terminals disagree about.

    >>> shown("⚠\\ufe0f 2")
    '⚠ 2'
    """
    text = text.replace("\n", " ")
    return text if text.isascii() else text.translate(_WITHOUT_UNEVEN)


def width_of(text: str) -> int:
    """Return the number of terminal cells that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def row_width(row: Iterable[Run]) -> int:
    """Return the number of terminal cells that a row takes."""
    return sum(width_of(run.text) for run in row)


def cut(text: str, width: int) -> str:
    """Return `text` on one line, cut with an ellipsis where it is wider than `width` cells.

    >>> cut("Le Monde diplomatique", 9)
    'Le Monde…'
    """
    text = shown(text)
    if width <= 0:
        return ""
    if width_of(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fill(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` cut or padded to exactly `width` cells, aligned left unless `right`."""
    text = cut(text, width)
    padding = " " * (width - width_of(text))
    return padding + text if right else text + padding


def styled(text: str, start: int, end: int, spans: Sequence[Span], base: tuple[Role, ...]) -> Row:
    """Return text[start:end] as runs; where spans overlap, later ones lie over earlier ones."""
    inside = [span for span in spans if span.start < end and span.end > start]
    if not inside:
        return (Run(text[start:end], base),) if end > start else ()
    edges = sorted({start, end, *(min(max(edge, start), end) for span in inside for edge in span[:2])})
    row = []
    for left, right in pairwise(edges):
        over = tuple(span.role for span in inside if span.start <= left and span.end >= right)
        row.append(Run(text[left:right], base + over))
    return tuple(row)


def spread(left: Row, right: Row, width: int) -> Row:
    """Return one row of `width` cells with `left` at its left and `right` at its right end.

    `left` is cut where both do not fit; `right` is left out where it alone does not.
    """
    room = width - row_width(right) - 1
    if room < min(width // 3, row_width(left)):
        right, room = (), width
    left = cut_row(left, room)
    gap = width - row_width(left) - row_width(right)
    return (*left, Run(" " * gap), *right)


def cut_row(row: Row, width: int) -> Row:
    """Return the row cut to at most `width` cells."""
    kept: list[Run] = []
    for run in row:
        room = width - row_width(kept)
        if room <= 0:
            break
        kept.append(Run(cut(run.text, room), run.roles))
        if width_of(run.text) > room:
            break
    return tuple(kept)


class Shift:
    """Where a position in one text lies in another that was made from it by inserting and dropping."""

    def __init__(self) -> None:
        """Start as the identity; `add` changes it from left to right."""
        self._from = [0]
        self._to = [0]

    def add(self, source: int, target: int) -> None:
        """Let `source` lie at `target`, and what follows it behind it."""
        self._from.append(source)
        self._to.append(target)

    def __call__(self, source: int) -> int:
        """Return the target position of a source position."""
        index = bisect_right(self._from, source) - 1
        return self._to[index] + source - self._from[index]

    def back(self, target: int) -> int:
        """Return the source position of a target position."""
        index = bisect_right(self._to, target) - 1
        return self._from[index] + target - self._to[index]
