"""Many articles as one thing: what lies under the opened paths, read once, kept, searched while it is being read.

`refresh` runs in a worker; `articles`, `problems` and `search` may be asked from another thread at any time.
"""

import re
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.article import Article
from search.library.results import Facets, Hit, Progress, Refreshed, Results, Stop

if TYPE_CHECKING:  # the engine and the readers of articles are loaded when they are first needed, after the first paint
    from search.articles import Problem
    from search.engines import Engine, Found, Within
    from search.library.decisions import Decisions
    from search.library.facts import FactReader, Facts
    from search.library.known import Known
    from search.library.related import Related, Stories
    from search.library.searches import Searches


class Library:
    """The articles under some paths, with their index."""

    def __init__(self, paths: Sequence[Path], cache: Path, state: Path) -> None:
        """Name the paths, the user's cache folder (rebuilt when lost) and state folder; nothing is read yet."""
        from search.library.place import Place

        self.paths = tuple(Path(path) for path in paths)
        self._place = Place(Path(cache), self.paths)
        self._cache = Path(cache)
        self._state = Path(state)
        self.all_articles: list[Article] = []
        self.by_key: dict[str, Article] = {}
        self.all_problems: list[Problem] = []
        self.engine: Engine | None = None
        self.known: Known | None = None
        self.fact_reader: FactReader | None = None
        """Who reads the figures that `figure:` and `quantity:` ask for; without one they find nothing, and say so."""
        self._stories: Stories | None = None
        self._facts: Facts | None = None
        self._opening_facts = threading.Lock()
        self._refreshing = threading.Lock()
        self._closed = False

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles read so far, in the order of their paths; complete after `refresh`."""
        return tuple(self.all_articles)

    @property
    def problems(self) -> "tuple[Problem, ...]":
        """What could not be read or kept, and why."""
        return tuple(self.all_problems)

    def refresh(self, progress: Progress | None = None, stop: Stop | None = None) -> Refreshed:
        """Read what is new or changed under the paths, forget what is gone, and bring the index up to date.

        Never raises for what it finds on disk. One refresh runs at a time; a second waits for the first.
        """
        from search.library.moved import adopt, note_place
        from search.library.refresh import refresh

        with self._refreshing:
            wanted_no_more = stop or _never
            if self.engine is None:
                adopt(self._place, self._cache, self._state)
            refreshed = refresh(self, self._place, progress or _nothing, lambda: self._closed or wanted_no_more())
            note_place(self._place, self._state)
            return refreshed

    def watch(self, changed: Callable[[Refreshed], None], stop: Stop) -> None:
        """Refresh whenever something under the paths has changed, and call `changed` after it, until `stop` or `close`.

        It blocks, and takes next to no time: call it in a thread of its own, after the first `refresh`.
        """
        from search.library.watch import watch

        watch(self, changed, lambda: self._closed or stop())

    @cached_property
    def decisions(self) -> "Decisions":
        """What the user decided on quantities and statements of these and all other articles."""
        from search.library.decisions import Decisions

        return Decisions(self._state)

    @property
    def stories(self) -> "Stories":
        """The stories that the articles tell."""
        if self._stories is None:
            from search.library.related import Stories

            self._stories = Stories()
        return self._stories

    @property
    def searches(self) -> "Searches":
        """The searches that the user keeps, and those made last."""
        from search.library.searches import Searches

        return Searches(self._state / self._place.name)

    def search(
        self,
        query: str,
        limit: int = 200,
        as_typed: bool = False,
        facets: bool = False,
        within: "Within | None" = None,
        order: str = "best",
    ) -> Results:
        """Return the articles that `query` finds, those that fit best first unless another order is asked for.

        Args:
            query: Any query is answered; `Results.reading` says how it was read where that was not as typed.
            limit: How many articles are wanted at most.
            as_typed: Whether the last word counts as the beginning of a word too.
            facets: Whether the articles found are counted.
            within: To which articles the search is narrowed down; with it a query that asks for nothing finds all
                of them. Values that it asks for in one facet are not applied to the counts of that facet.
            order: A value of `search.engines.Order`.

        """
        from search.engines import Order, Untrusted, parse_query
        from search.engines.reading import describe
        from search.library.asking import Asking

        reader = self.fact_reader
        parsed = parse_query(query, as_typed, is_unit=reader.is_unit if reader is not None else None)
        meaning = describe(parsed.node)
        asking = Asking(self.facts(), reader)
        engine = self.engine
        if engine is None:
            return Results((), 0, parsed.reading, meaning)
        try:
            found = engine.search(parsed, limit, asking, facets, within, Order(order))
            suggestion = self._suggestion(engine, found, query) if not found.total and not as_typed else ""
        except (Untrusted, OSError):
            reason = parsed.reading or "the index is being rebuilt: nothing can be found yet"
            return Results((), 0, reason, meaning)
        hits = []
        for key, score in found.hits:
            if article := self.by_key.get(key):
                snippet, marks = found.highlight.snippet(article.body, _story_start(article))
                hits.append(Hit(article, score, snippet, marks))
        total = found.total - (len(found.hits) - len(hits))
        reading = "; ".join(note for note in (parsed.reading, *asking.notes(len(self.by_key))) if note)
        return Results(tuple(hits), total, reading, meaning, suggestion, _facets(found.facets) if facets else None)

    def _suggestion(self, engine: "Engine", found: "Found", query: str) -> str:
        """Return the query with other words for those that stand in no article, "" when there are none."""
        corrected = query
        for word in found.unknown:
            if other := engine.suggestion(word):
                corrected = re.sub(rf"\b{re.escape(word)}\b", other, corrected)
        return corrected if corrected != query else ""

    def marks(self, article: Article, query: str, as_typed: bool = False) -> tuple[tuple[int, int], ...]:
        """Return the spans of the article's body where the words of `query` stand, whatever their inflection."""
        from search.engines import Untrusted, parse_query

        engine = self.engine
        if engine is None:
            return ()
        try:
            return engine.highlight(parse_query(query, as_typed)).spans(article.body)
        except (Untrusted, OSError):
            return ()

    def read_figures(self, stop: Stop | None = None, progress: Progress | None = None) -> int:
        """Read the figures of the articles whose figures are not kept yet; return how many articles that were.

        It takes some hundredths of a second an article: call it in a worker, after `refresh`, or before a query that
        asks for figures. What was read is kept when it is stopped.
        """
        from search.library.missing import read_figures

        facts = self.facts()
        if facts is None or self.fact_reader is None:
            return 0
        wanted_no_more = stop or _never
        articles = dict(self.by_key)
        return read_figures(
            facts, self.fact_reader, articles, lambda: self._closed or wanted_no_more(), progress or _nothing
        )

    def compare_stories(self, stop: Stop | None = None, progress: Progress | None = None) -> int:
        """Look for contradictions between articles of one story, where that was not yet done; return of how many.

        It takes some tenths of a second a story: call it in a worker, after `refresh`, or before a query that asks
        for contradictions. What was found is kept when it is stopped.
        """
        from search.library.missing import compare_stories

        facts = self.facts()
        if facts is None or self.fact_reader is None:
            return 0
        wanted_no_more = stop or _never
        return compare_stories(
            facts,
            self.fact_reader,
            self._place.store,
            dict(self.by_key),
            lambda: self._closed or wanted_no_more(),
            progress or _nothing,
        )

    def facts(self) -> "Facts | None":
        """The figures of the articles as they are searched, None where nobody reads them or they cannot be kept."""
        import sqlite3

        with self._opening_facts:  # two threads that make the tables at once would take the file for damaged
            if self._facts is None and self.fact_reader is not None and self.engine is not None:
                from search.library.facts import Facts

                for _ in range(2):
                    try:
                        self._facts = Facts(self._place.facts)
                        break
                    except sqlite3.DatabaseError:
                        self._place.drop_facts()
                    except OSError:
                        break
        return self._facts

    def related(self, article: Article, limit: int = 200) -> "list[Related]":
        """Rank the other articles by what they share with this one, in any language; those of its story come first.

        The article need not be one of the library's. The first call after a refresh takes longer than the next.
        """
        return self.stories.related(article, dict(self.by_key), limit)

    def story(self, article: Article) -> tuple[Article, ...]:
        """Return the article, and behind it those that tell the same story, the closest first."""
        return (article, *(each.article for each in self.related(article) if each.same_story))

    def close(self) -> None:
        """Close the index. A running refresh ends at once; what it had not yet made last is done again next time."""
        self._closed = True
        if (engine := self.engine) is not None:
            engine.cancel()
        with self._refreshing:
            if self.engine is not None:
                self.engine.close()
                self.engine = None
            if self._facts is not None:
                self._facts.close()
                self._facts = None
            self._place.leave()


def _facets(counts: dict[str, dict[Any, int]]) -> Facets:
    months: dict[str, int] = {}
    for day, count in counts.get("day", {}).items():
        month = f"{day // 10_000:04}-{day // 100 % 100:02}" if day else ""
        months[month] = months.get(month, 0) + count
    languages = {"" if code == "-" else code: count for code, count in counts.get("language", {}).items()}
    sources: dict[str, int] = counts.get("origin", {})
    return Facets(_most_first(languages), _most_first(sources), tuple(sorted(months.items(), reverse=True)))


def _most_first(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _story_start(article: Article) -> int:
    """Return where the body starts, after page furniture."""
    start = 0
    for first, last in article.furniture:
        if article.body[start:first].strip():
            break
        start = last
    return start


def _nothing(_done: int, _total: int) -> None:
    return


def _never() -> bool:
    return False
