"""What is known of articles beyond their words, read in the background by processes that leave typing alone.

Figures are read of every article by itself; contradictions are looked for between an article and those that tell the
same story. Both are kept by the content of the articles, and take some hundredths of a second an article.
"""

import os
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from search.article import Article
from search.library.facts import Compared, Fact, FactReader, Facts
from search.library.reading import Workers
from search.library.related import Stories
from search.library.results import Progress, Stop
from search.library.shelf import DAMAGED
from search.library.store import Store
from search.library.traits import TRAITS_VERSION

MOST_COMPARED = 12
"""Articles of one story that are compared with each other, the closest: the work grows with the square of it."""
_AT_ONCE = 20  # articles that a process is given, and whose facts are kept in one transaction
_WORTH_PROCESSES = 40  # articles that are read faster by processes, which take some 0.3 s to start
_MOST_PROCESSES = 2
_STORIES_AT_ONCE = 8


def read_figures(
    facts: Facts, reader: FactReader, articles: Mapping[str, Article], stop: Stop, progress: Progress
) -> int:
    """Read and keep the facts of articles, by key, that are not kept; forget those of others; return how many."""
    try:
        known = facts.known(reader.version)
        facts.forget(known - articles.keys())
        missing = [key for key in articles if key not in known]
        spread = len(missing) >= _WORTH_PROCESSES
        size = _AT_ONCE if spread else 1
        batches = [missing[start : start + size] for start in range(0, len(missing), size)]
        done = 0
        for read in _facts(batches, reader, articles, stop, spread):
            facts.keep(((key, _day(articles[key]), found) for key, found in read), reader.version)
            done += len(read)
            progress(done, len(missing))
        return done
    except sqlite3.Error:
        return 0


def _facts(
    batches: Sequence[Sequence[str]], reader: FactReader, articles: Mapping[str, Article], stop: Stop, spread: bool
) -> Iterator[list[tuple[str, Sequence[Fact]]]]:
    """Yield the facts of each batch as they come, from several processes if they are to be `spread`."""
    if not spread:
        for batch in batches:
            if stop():
                return
            yield _read(reader, [(key, articles[key]) for key in batch])
        return
    workers = Workers(min(_MOST_PROCESSES, os.cpu_count() or 1))
    try:
        waiting = deque(batches)
        while waiting or workers.pending:
            while waiting and workers.pending < 2 * _MOST_PROCESSES:
                workers.give(facts_of, reader, [(key, articles[key]) for key in waiting.popleft()])
            result = next(workers.results(stop), None)
            if result is None:
                return
            yield result
    finally:
        workers.close()


def facts_of(reader: FactReader, articles: Sequence[tuple[str, Article]]) -> list[tuple[str, Sequence[Fact]]]:
    """Return the facts of articles, by key: what a process of its own is told to do."""
    _step_back()
    return _read(reader, articles)


def _read(reader: FactReader, articles: Sequence[tuple[str, Article]]) -> list[tuple[str, Sequence[Fact]]]:
    return [(key, reader.facts(article)) for key, article in articles if article.body != DAMAGED]


def compare_stories(
    facts: Facts, reader: FactReader, store: Path, articles: Mapping[str, Article], stop: Stop, progress: Progress
) -> int:
    """Look for contradictions between articles of one story, where that was not yet done; return of how many articles.

    `store` is the file in which the articles are kept: the process that compares reads them there.
    """
    try:
        known = facts.compared(reader.verdicts_version)
        facts.forget_compared(known.keys() - articles.keys())
        waiting = deque(key for key in articles if key not in known or not articles.keys() >= set(known[key]))
        new = set(waiting) - known.keys()
        done: set[str] = set()
        progress(0, len(waiting))
        workers = Workers(1)
    except (sqlite3.Error, OSError):
        return 0
    try:
        while waiting or workers.pending:
            if waiting and not workers.pending:
                batch = [waiting.popleft() for _ in range(min(_STORIES_AT_ONCE, len(waiting)))]
                workers.give(compared_in, reader, store, batch)
            result: list[Compared] | None = next(workers.results(stop), None)
            if result is None:
                break
            facts.keep_compared(result, reader.verdicts_version)
            done.update(each.key for each in result)
            for each in result:  # the story of a new article has become another
                again = [key for key in each.members if key not in done and each.key not in known.get(key, ())]
                waiting.extend(key for key in again if each.key in new and key not in new and key not in waiting)
            progress(len(done), len(done) + len(waiting))
    except (sqlite3.Error, OSError):
        pass
    finally:
        workers.close()
    return len(done)


def compared_in(reader: FactReader, store: Path, keys: Sequence[str]) -> list[Compared]:
    """Compare articles of a store with those of their stories: what a process of its own is told to do."""
    _step_back()
    told = _opened(store)
    compared = [told.compared(key, reader) for key in keys if key in told.articles]
    return [each for each in compared if told.is_sound(each.members)]


class _Told:
    """The articles of a store and the stories that they tell, with what came out for each story."""

    def __init__(self, path: Path) -> None:
        store = Store(path, writable=False)
        self.articles = dict(store.articles().values())
        self._keys = {article.path: key for key, article in self.articles.items()}
        self._stories = Stories()
        self._stories.kept = lambda: store.shelf.traits(TRAITS_VERSION)
        self._contradicting: dict[tuple[str, ...], frozenset[str]] = {}

    def is_sound(self, keys: Iterable[str]) -> bool:
        """Tell whether the bodies of all these articles are what was kept."""
        return all(self.articles[key].body != DAMAGED for key in keys)

    def compared(self, key: str, reader: FactReader) -> Compared:
        related = self._stories.related(self.articles[key], self.articles, MOST_COMPARED)
        members = tuple(sorted({key, *(self._keys[each.article.path] for each in related if each.same_story)}))
        if members not in self._contradicting:
            places = reader.contradicting([self.articles[each] for each in members]) if len(members) > 1 else ()
            self._contradicting[members] = frozenset(members[place] for place in places)
        return Compared(key, members, key in self._contradicting[members])


@cache
def _opened(path: Path) -> _Told:
    return _Told(path)


@cache
def _step_back() -> None:
    """Leave the processor to whoever types."""
    os.nice(10)


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else ""
