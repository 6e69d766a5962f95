"""Labels to press, laid over what is in view."""

from collections.abc import Sequence
from itertools import groupby

from rich.cells import get_character_cell_size

from tui.roles import Role
from tui.text.rows import Row, Run

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


def labels(number: int) -> tuple[str, ...]:
    """Return so many labels, none of which begins another: of one letter, or where these do not suffice of two.

    >>> labels(3)
    ('a', 's', 'd')
    """
    if number <= len(LETTERS):
        return tuple(LETTERS[:number])
    pairs = (first + second for first in LETTERS for second in LETTERS)
    return tuple(pair for pair, _ in zip(pairs, range(number), strict=False))


def labelled(row: Row, column: int, label: str) -> Row:
    """Return a row with a label over what stands from a column on; a wide character that it halves becomes a blank."""
    cells: list[tuple[str, tuple[Role, ...]]] = []
    for run in row:
        for character in run.text:
            size = get_character_cell_size(character)
            if size == 0 and cells:
                cells[-1] = (cells[-1][0] + character, run.roles)
            else:
                cells += [(character, run.roles), *[(_SECOND_HALF, run.roles)] * (size - 1)]
    end = column + len(label)
    cells += [(" ", ())] * (end - len(cells))
    if cells[column][0] == _SECOND_HALF:
        cells[column - 1] = (" ", cells[column - 1][1])
    if end < len(cells) and cells[end][0] == _SECOND_HALF:
        cells[end] = (" ", cells[end][1])
    return (*_runs(cells[:column]), Run(label, (Role.FOCUS, Role.KEY)), *_runs(cells[end:]))


_SECOND_HALF = ""


def _runs(cells: Sequence[tuple[str, tuple[Role, ...]]]) -> Row:
    return tuple(
        Run("".join(text for text, _ in group), roles) for roles, group in groupby(cells, key=lambda cell: cell[1])
    )
