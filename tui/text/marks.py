"""Which verdict each statement carries."""

from search.compare import Comparison, Verdict
from search.compare.comparison import GRAVITY
from tui.roles import VERDICT_ROLE, Role
from tui.text.rows import Span


def worst_verdicts(comparison: Comparison) -> dict[int, Verdict]:
    """Return the worst verdict of each statement that is part of a pair, by index into `statements`."""
    worst: dict[int, Verdict] = {}
    for pair in comparison.pairs:
        for statement in (pair.a, pair.b):
            before = worst.get(statement)
            if before is None or GRAVITY[pair.verdict] > GRAVITY[before]:
                worst[statement] = pair.verdict
    return worst


def figure_marks(comparison: Comparison, article: int) -> tuple[Span, ...]:
    """Return the figures of one article with the role of their worst verdict, in order and apart from each other."""
    worst = worst_verdicts(comparison)
    spans = sorted(
        Span(statement.figure.start, statement.figure.end, role_of(worst.get(index)))
        for index, statement in enumerate(comparison.statements)
        if statement.article == article
    )
    apart: list[Span] = []
    for span in spans:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return tuple(apart)


def role_of(verdict: Verdict | None) -> Role:
    """Return the role of a verdict; figures without one are found but not compared."""
    return VERDICT_ROLE[verdict] if verdict else Role.FIGURE
