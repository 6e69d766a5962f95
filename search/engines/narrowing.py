"""To which articles a search is narrowed down, and in which order they come."""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # imports whoosh
    from search.engines.snapshot import Scores, Snapshot

UNKNOWN_LANGUAGE = "-"
"""What the index keeps for a language that is not known."""
FACETS = ("language", "origin", "day")
"""The columns of the index by which a search can be narrowed down."""


class Order(StrEnum):
    """Which articles come first. What is not known comes last; of equals the latest comes first."""

    BEST = "best"
    """Those that fit best."""
    NEWEST = "newest"
    OLDEST = "oldest"
    SOURCE = "source"
    """By the name of the source."""


@dataclass(frozen=True, slots=True)
class Within:
    """The values that articles may have; an empty set allows all, "" stands for what is not known."""

    languages: frozenset[str] = frozenset()
    """ISO 639-1 codes."""
    sources: frozenset[str] = frozenset()
    """Names of sources, whole."""
    months: frozenset[str] = frozenset()
    """As "2024-02"."""

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.languages or self.sources or self.months)


def narrowed(scores: "Scores", within: Within, snapshot: "Snapshot", but: str = "") -> "Scores":
    """Return the articles that lie within, whatever their value in the column `but`."""
    for name, allowed in _allowed(within):
        if allowed and name != but:
            value = _value(snapshot, name)
            scores = {number: score for number, score in scores.items() if value(number) in allowed}
    return scores


def in_order(scores: "Scores", limit: int, snapshot: "Snapshot", order: Order) -> list[int]:
    """Return the first articles in an order; of those that fit as well, the latest first."""
    days = snapshot.column("day")
    chosen: Iterable[int] = scores
    match order:
        case Order.NEWEST:
            key: Callable[[int], Any] = lambda number: (-days[number], number)  # noqa: E731
        case Order.OLDEST:
            key = lambda number: (days[number] or _NEVER, number)  # noqa: E731
        case Order.SOURCE:
            names = snapshot.column("origin")
            key = lambda number: (not names[number], names[number].casefold(), -days[number], number)  # noqa: E731
        case Order.BEST:
            if len(scores) > 4 * limit > 0:
                least = heapq.nlargest(limit, scores.values())[-1]
                chosen = [number for number, score in scores.items() if score >= least]
            key = lambda number: (-scores[number], -days[number], number)  # noqa: E731
    return heapq.nsmallest(limit, chosen, key=key)


_NEVER = 1 << 31  # comes after every day


def _allowed(within: Within) -> tuple[tuple[str, frozenset[Any]], ...]:
    months = (int(month.replace("-", "") or 0) for month in within.months)
    return (
        ("language", frozenset(code or UNKNOWN_LANGUAGE for code in within.languages)),
        ("origin", within.sources),
        ("day", frozenset(months)),
    )


def _value(snapshot: "Snapshot", name: str) -> Callable[[int], Any]:
    column = snapshot.column(name)
    if name != "day":
        value: Callable[[int], Any] = column.__getitem__
        return value
    return lambda number: column[number] // 100
