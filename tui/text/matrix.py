"""The table of a comparison: a row a quantity, a column a source, in each cell what the source states."""

from collections.abc import Sequence

from search.compare import Comparison, Quantity
from tui.roles import SIGN, VERDICT_ROLE, Role
from tui.text.camps import camps
from tui.text.names import byline
from tui.text.rows import Row, Run, cut, fill, shown, width_of

NARROWEST_COLUMN = 11
WIDEST_COLUMN = 22
LABEL = 24
"""Most cells of the names of quantities where there is room for few columns."""
WIDE_LABEL = 40
"""And where there is room for many."""


def lay_out_matrix(comparison: Comparison, quantities: Sequence[int], width: int) -> tuple[Row, ...]:
    """Return the table as rows of at most `width` cells; sources that do not fit stand in further tables below."""
    if not quantities:
        return ((), (Run("  There is no quantity to show.", (Role.DIM,)),))
    articles = len(comparison.articles)
    labels = [shown(comparison.quantities[index].label) for index in quantities]
    label = min(max([8, *map(width_of, labels)]), max(8, min(width // 3, WIDE_LABEL if width >= 140 else LABEL)))
    room = max(0, width - label - 4)
    columns = max(1, min(articles, room // NARROWEST_COLUMN))
    cell = max(4, min(WIDEST_COLUMN, room // columns - 1))
    rows: list[Row] = []
    for first in range(0, articles, columns):
        group = range(first, min(articles, first + columns))
        rows += [(), _head(comparison, group, label, cell)]
        rows += [
            _row(comparison, comparison.quantities[index], text, label, cell, group)
            for index, text in zip(quantities, labels, strict=True)
        ]
    return tuple(rows)


def _head(comparison: Comparison, group: range, label: int, cell: int) -> Row:
    names = (fill(f"{index + 1} {byline(comparison.articles[index])}", cell) for index in group)
    return (Run(" " * (label + 4)), *(Run(" " + name, (Role.TITLE,)) for name in names))


def _row(comparison: Comparison, quantity: Quantity, text: str, label: int, cell: int, columns: range) -> Row:
    role = VERDICT_ROLE[quantity.verdict]
    sides = camps(comparison, quantity)
    side_of = {index: number for number, side in enumerate(sides) for index in side}
    row: Row = (Run(f" {SIGN[role]} ", (role,)), Run(" " + fill(text, label)))
    for article in columns:
        stated = [index for index in quantity.statements if comparison.statements[index].article == article]
        if not stated:
            row = (*row, Run(" " + fill("–", cell), (Role.DIM,)))
            continue
        # Where sides are taken, the smaller ones bear the sign: they differ from what most state.
        at_odds = any(side_of[index] for index in stated)
        sign = SIGN[role] if at_odds else ""
        value = shown(comparison.statements[stated[0]].figure.text)
        more = f" +{len(stated) - 1}" if len(stated) > 1 else ""
        written = cut(sign + value, cell - width_of(more)) + more
        row = (*row, Run(" "), Run(written, (role,) if at_odds else ()), Run(" " * (cell - width_of(written))))
    return row
