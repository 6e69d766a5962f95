"""The table of a comparison: a row a quantity, a column a source, in each cell what the source states."""

from collections.abc import Iterator, Sequence

from search.compare import Comparison, Quantity
from tui.roles import SIGN, VERDICT_ROLE, Role
from tui.text.camps import camps
from tui.text.names import byline
from tui.text.rows import Row, Run, cut, shown, width_of
from tui.text.wrap import wrap

NARROWEST_COLUMN = 10
WIDEST_COLUMN = 26
NARROWEST_LABEL, WIDEST_LABEL = 14, 40
LEAD = 4
"""Cells before the name of a quantity: its sign, and space."""
MOST_ROWS = 4
"""Rows of one cell; what is longer is cut."""


def lay_out_matrix(comparison: Comparison, quantities: Sequence[int], width: int) -> tuple[Row, ...]:
    """Return the table as rows of at most `width` cells.

    Sources that do not fit stand in further tables below, as even as can be; those have no row for a quantity that
    none of their sources states. What is wider than its cell is broken, so that each value can be read to its end.
    """
    if not quantities:
        return ((), (Run("  There is no quantity to show.", (Role.DIM,)),))
    articles = len(comparison.articles)
    wanted = max(8, *(width_of(shown(comparison.quantities[index].label)) for index in quantities))
    label = min(wanted, NARROWEST_LABEL if width >= 48 else 8)
    most = max(1, min(articles, (width - LEAD - label) // (NARROWEST_COLUMN + 1)))
    tables = -(-articles // most)
    columns = -(-articles // tables)
    # Names get what the columns do not need, but at least what is left of even columns of a good width.
    cell = min(WIDEST_COLUMN, (width - LEAD - label) // columns - 1)
    label = min(wanted, WIDEST_LABEL, max(label, width - LEAD - columns * (min(cell, 18) + 1)))
    cell = max(4, min(WIDEST_COLUMN, (width - LEAD - label) // columns - 1))
    rows: list[Row] = []
    for first in range(0, articles, columns):
        group = range(first, min(articles, first + columns))
        rows += [(), *_head(comparison, group, label, cell)]
        for index in quantities:
            quantity = comparison.quantities[index]
            if tables == 1 or any(comparison.statements[each].article in group for each in quantity.statements):
                rows += _rows(comparison, quantity, label, cell, group)
    return tuple(rows)


def _head(comparison: Comparison, group: range, label: int, cell: int) -> Iterator[Row]:
    columns = [[Run("")]]
    for index in group:
        name = f"{index + 1} {byline(comparison.articles[index])}"
        columns.append([Run(piece, (Role.TITLE,)) for piece in _broken(name, cell, 2)])
    yield from _beside(columns, (label, *[cell] * len(group)), Run(" " * (LEAD - 1)))
    yield (Run("─" * (LEAD + label + len(group) * (cell + 1)), (Role.RULE,)),)


def _rows(comparison: Comparison, quantity: Quantity, label: int, cell: int, group: range) -> Iterator[Row]:
    role = VERDICT_ROLE[quantity.verdict]
    side_of = {index: number for number, side in enumerate(camps(comparison, quantity)) for index in side}
    columns = [[Run(text) for text in _broken(quantity.label, label)]]
    for article in group:
        pieces: list[Run] = []
        for index in quantity.statements:
            if comparison.statements[index].article == article:
                # Where sides are taken, the smaller ones bear the sign: they differ from what most state.
                at_odds = bool(side_of[index])
                text = (SIGN[role] if at_odds else "") + comparison.statements[index].figure.text
                pieces += [Run(piece, (role,) if at_odds else ()) for piece in _broken(text, cell)]
        columns.append(pieces or [Run("–", (Role.DIM,))])
    yield from _beside(columns, (label, *[cell] * len(group)), Run(f" {SIGN[role]} ", (role,)))


def _beside(columns: Sequence[Sequence[Run]], rooms: Sequence[int], lead: Run) -> Iterator[Row]:
    """Columns of so many cells each beside each other, with `lead` before the first row."""
    for number in range(max(map(len, columns))):
        row: Row = (lead if number == 0 else Run(" " * (LEAD - 1)),)
        for column, room in zip(columns, rooms, strict=True):
            text, roles = column[number] if number < len(column) else Run("")
            hang = len(text) - len(text.lstrip(" "))
            row = (*row, Run(" " * (hang + 1)), Run(text[hang:], roles), Run(" " * (room - width_of(text))))
        yield row


def _broken(text: str, width: int, most: int = MOST_ROWS) -> list[str]:
    """A text in rows of a cell, those below the first one set in by one; what takes more than `most` rows is cut."""
    text = shown(text)
    first, *others = wrap(text, width)
    pieces = [text[slice(*first)]]
    if others:
        rest = text[others[0][0] :]
        pieces += [" " + rest[start:end] for start, end in wrap(rest, width - 1)]
    if len(pieces) > most:
        pieces = [*pieces[: most - 1], cut(pieces[most - 1] + pieces[most] + "…", width)]
    return pieces
