"""Which articles stand side by side, and where the keys go next: pure decisions about numbers."""

from collections.abc import Sequence

from search.compare import Comparison, Quantity

NARROWEST = 34
"""Cells; text in a narrower pane breaks into a word or two a row."""

MOST = 4
"""Panes side by side."""


def pane_count(articles: int, width: int) -> int:
    """Return how many panes fit side by side."""
    return max(1, min(MOST, articles, width // NARROWEST))


def bring_in(shown: Sequence[int], wanted: Sequence[int], panes: int, articles: int) -> tuple[int, ...]:
    """Return the articles to show in `panes` panes, in order: the wanted ones, then those shown now, then others.

    Args:
        shown: Indices of the articles that are shown.
        wanted: Indices of those to be seen, the most important first.
        panes: How many there is room for.
        articles: How many there are.

    """
    order = dict.fromkeys([*wanted, *shown, *range(articles)])
    return tuple(sorted([index for index in order if index < articles][:panes]))


def members(comparison: Comparison, quantity: Quantity) -> tuple[int, ...]:
    """Return the articles that state the quantity, first those whose statements decided its verdict."""
    deciding = [
        comparison.statements[statement].article
        for index in quantity.pairs
        if (pair := comparison.pairs[index]).verdict is quantity.verdict
        for statement in (pair.a, pair.b)
    ]
    others = [comparison.statements[statement].article for statement in quantity.statements]
    return tuple(dict.fromkeys([*deciding, *others]))
