"""Answers what a query asks for beyond words: figures by value, and figures by what they measure."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from search.article import Article
from search.engines import Asked
from search.library.facts import Fact, FactReader, Facts

_AT_ONCE = 50  # articles whose facts are kept in one transaction


class Asking:
    """Answers the parts of one query that the index cannot, and notes what is to be said of it."""

    def __init__(self, facts: Facts | None, reader: FactReader | None) -> None:
        """Ask these facts."""
        self._facts = facts
        self._reader = reader
        self._notes: list[str] = []
        self._asked = False

    def __call__(self, asked: Asked) -> set[str]:
        """Return the keys of the articles that one part of the query finds."""
        self._asked = True
        if self._facts is None or self._reader is None:
            self._notes.append(f"{asked.field}: finds nothing here, since nobody reads the figures")
            return set()
        try:
            if asked.field == "quantity":
                meant = self._reader.concepts(asked.text)
                if not meant:
                    self._notes.append(f"quantity: knows nothing that is called “{asked.text}”")
                return self._facts.on(meant) if meant else set()
            wanted = self._reader.wanted(asked.text)
            if wanted is None:
                self._notes.append(f"“{asked.text}” is no figure (3%, >1000 deaths, 10..20M EUR) and finds nothing")
                return set()
            return self._facts.like(wanted, self._reader)
        except sqlite3.Error:
            self._notes.append("the figures cannot be searched just now")
            return set()

    def notes(self, articles: int) -> list[str]:
        """Return what is to be said; `articles` is how many the library has."""
        if self._asked and self._facts is not None and self._reader is not None:
            try:
                known = len(self._facts.known(self._reader.version))
            except sqlite3.Error:
                known = 0
            if known < articles:
                self._notes.append(f"the figures of {known:,} of {articles:,} articles are read so far")
        return list(dict.fromkeys(self._notes))


def read_missing(
    facts: Facts,
    reader: FactReader,
    articles: Mapping[str, Article],
    stop: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> int:
    """Read and keep the facts of articles, by key, that are not kept; forget those of others; return how many."""
    try:
        known = facts.known(reader.version)
        facts.forget(known - articles.keys())
        missing = [key for key in articles if key not in known]
        for start in range(0, len(missing), _AT_ONCE):
            batch: list[tuple[str, str, Sequence[Fact]]] = []
            for key in missing[start : start + _AT_ONCE]:
                if stop():
                    break
                progress(start + len(batch), len(missing))
                article = articles[key]
                day = article.published.isoformat() if article.published else ""
                batch.append((key, day, reader.facts(article)))
            facts.keep(batch, reader.version)
            if stop():
                return start + len(batch)
        progress(len(missing), len(missing))
        return len(missing)
    except sqlite3.Error:
        return 0
