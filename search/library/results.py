"""What a search and a refresh give back, and what a refresh tells and asks meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from search.article import Article

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number there are."""
Stop = Callable[[], bool]
"""Returns True when the work is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found."""

    article: Article
    score: float
    """How well it fits; only the order of one search's scores means anything."""
    snippet: str
    """One line of the body, with the words that were found."""
    marks: tuple[tuple[int, int], ...]
    """Spans of `snippet` where those words stand, whatever their inflection."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the articles found, also beyond the limit, have which language, source and month.

    Each is (value, articles), those of most articles first; months as "2024-02", the latest first. "" stands for what
    is unknown.
    """

    languages: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The outcome of one query."""

    hits: tuple[Hit, ...]
    """Best first."""
    total: int
    """Articles found, also those beyond the limit that was asked for."""
    reading: str
    """One plain line that says how the query was read, "" when as typed."""
    meaning: str = ""
    """What was asked for, in words."""
    suggestion: str = ""
    """Where nothing was found: the query with words that the articles have, "" when there are none that are near."""
    facets: Facets | None = None
    """Counts of the articles found, None when they were not asked for."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did, in numbers of articles."""

    read: int
    """Read from their files, because they were new or had changed."""
    unchanged: int
    """Taken as they were read before."""
    removed: int
    """No longer there."""
    indexed: int
    """Put into the index."""
    stopped: bool = False
    """True when it was stopped before it had seen everything."""
