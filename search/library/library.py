"""Many articles as one thing: what lies under the opened paths, read once, kept, searched while it is being read.

`refresh` runs in a worker; `articles`, `problems` and `search` may be asked from another thread at any time.
"""

import contextlib
import hashlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from search.article import Article
from search.articles import Candidate, Problem, find_candidates, read_candidate
from search.engines import Document, Engine, Untrusted, parse_query
from search.library.decisions import Decisions
from search.library.place import Place
from search.library.related import Related, Stories
from search.library.results import Hit, Refreshed, Results
from search.library.store import Kept, Store, identity, remove, stamp
from search.library.traits import TRAITS_VERSION, traits_of, written

INDEX_VERSION = 2
"""Goes up when the same article would be indexed in another way."""
_FIRST_COMMIT = 64  # articles after which the first can be found; each later commit waits four times as long
_GROWTH = 4
_MOST_AT_ONCE = 1_000  # articles between two commits; about 50 MB of postings

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number there are."""
Stop = Callable[[], bool]
"""Returns True when the work is no longer wanted."""


class Library:
    """The articles under some paths, with their index."""

    def __init__(self, paths: Sequence[Path], cache: Path, state: Path) -> None:
        """Name the paths, the user's cache folder (rebuilt when lost) and state folder; nothing is read yet."""
        self.paths = tuple(Path(path) for path in paths)
        self._place = Place(Path(cache), self.paths)
        self.decisions = Decisions(Path(state))
        """What the user decided on quantities and statements of these and all other articles."""
        self._articles: list[Article] = []
        self._by_key: dict[str, Article] = {}
        self._problems: list[Problem] = []
        self._stories = Stories()
        self._engine: Engine | None = None
        self._refreshing = threading.Lock()
        self._closed = False

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles read so far, in the order of their paths; complete after `refresh`."""
        return tuple(self._articles)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or kept, and why."""
        return tuple(self._problems)

    def refresh(self, progress: Progress | None = None, stop: Stop | None = None) -> Refreshed:
        """Read what is new or changed under the paths, forget what is gone, and bring the index up to date.

        Never raises for what it finds on disk. One refresh runs at a time; a second waits for the first.
        """
        with self._refreshing:
            return _Refresh(self, progress or _nothing, stop or _never).run()

    def search(self, query: str, limit: int = 200, as_typed: bool = False) -> Results:
        """Return the articles that `query` finds, best first.

        Any query is answered; `Results.reading` says how it was read. With `as_typed` the last word counts as the
        beginning of a word too.
        """
        parsed = parse_query(query, as_typed)
        engine = self._engine
        if engine is None:
            return Results((), 0, parsed.reading)
        try:
            found = engine.search(parsed, limit)
        except (Untrusted, OSError):
            return Results((), 0, parsed.reading or "the index is being rebuilt: nothing can be found yet")
        hits = []
        for key, score in found.hits:
            if article := self._by_key.get(key):
                snippet, marks = found.highlight.snippet(article.body, _story_start(article))
                hits.append(Hit(article, score, snippet, marks))
        return Results(tuple(hits), found.total - (len(found.hits) - len(hits)), parsed.reading)

    def marks(self, article: Article, query: str, as_typed: bool = False) -> tuple[tuple[int, int], ...]:
        """Return the spans of the article's body where the words of `query` stand, whatever their inflection."""
        engine = self._engine
        if engine is None:
            return ()
        try:
            return engine.highlight(parse_query(query, as_typed)).spans(article.body)
        except (Untrusted, OSError):
            return ()

    def related(self, article: Article, limit: int = 200) -> list[Related]:
        """Rank the other articles by what they share with this one, in any language; those of its story come first.

        The article need not be one of the library's. The first call after a refresh takes longer than the next.
        """
        return self._stories.related(article, dict(self._by_key), limit)

    def story(self, article: Article) -> tuple[Article, ...]:
        """Return the article, and behind it those that tell the same story, the closest first."""
        return (article, *(each.article for each in self.related(article) if each.same_story))

    def close(self) -> None:
        """Close the index. A running refresh ends at once; what it had not yet made last is done again next time."""
        self._closed = True
        if (engine := self._engine) is not None:
            engine.cancel()
        with self._refreshing:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self._place.leave()


class _Refresh:
    """One pass over the paths of a library."""

    def __init__(self, library: Library, progress: Progress, stop: Stop) -> None:
        self.library = library
        self.place = library._place
        self.progress = progress
        self.wanted_no_more = stop
        self.problems: list[Problem] = []
        self.articles: list[Article] = []
        self.by_key: dict[str, Article] = {}
        self.paths: set[str] = set()
        self.store: Store | None = None
        self.kept: dict[bytes, Kept] = {}
        self.unsaved: list[tuple[bytes, Kept]] = []
        self.unsaved_traits: list[tuple[str, str]] = []
        self.indexed_keys: set[str] = set()
        self.writing = False
        self.read = self.unchanged = self.indexed = 0

    def stop(self) -> bool:
        return self.library._closed or self.wanted_no_more()

    def run(self) -> Refreshed:
        try:
            self.prepare()
            return self.work()
        finally:
            if self.store is not None:
                self.store.close()
            self.place.unlock()

    def prepare(self) -> None:
        """Open the store and the index, or go on without what cannot be had."""
        reason = self.place.make()
        if reason:
            where = f"the cache folder cannot be written ({reason})"
            self.problem(Problem("", f"{where}: the index is kept for this session only"))
        try:
            self.writing = self.place.lock()
        except OSError as error:
            self.problem(Problem("", f"the cache folder cannot be used ({error.strerror}): search may find nothing"))
        else:
            if not self.writing:
                reason = "another atodds is indexing these articles: what it has indexed is searched"
                self.problem(Problem("", reason, quiet=True))
        self.store = self.open_store()
        self.open_index()

    def open_store(self) -> Store | None:
        for _ in range(2):
            store = None
            try:
                store = Store(self.place.store)
                self.kept = store.load()
                self.library._stories.known = store.traits(TRAITS_VERSION)
                return store
            except (sqlite3.Error, OSError, ValueError, TypeError):
                if store is not None:
                    store.close()
                self.kept = {}
                if not self.writing:
                    return None
                with contextlib.suppress(OSError):
                    remove(self.place.store)
        return None

    def open_index(self) -> None:
        engine = self.library._engine or Engine(self.place.index)
        try:
            if self.library._engine is None or (self.writing and not engine.writable):
                engine.open(create=self.writing)
            self.indexed_keys = engine.keys()
            self.library._engine = engine
        except (Untrusted, OSError):
            self.library._engine = self.rebuilt(engine)

    def rebuilt(self, engine: Engine) -> Engine | None:
        self.indexed_keys = set()
        if not self.writing:
            engine.close()
            return None
        try:
            engine.reset()
        except (Untrusted, OSError) as error:
            self.problem(Problem("", f"the index cannot be written ({error}): search finds nothing"))
            return None
        return engine

    def work(self) -> Refreshed:
        candidates = self.candidates()
        if not self.library._articles:  # the first refresh shows articles as they come
            self.library._articles = self.articles
        next_commit = _FIRST_COMMIT
        seen: set[bytes] = set()
        stopped = False
        for done, (file, candidate) in enumerate(candidates):
            self.progress(done, len(candidates))
            if stopped := self.stop():
                break
            seen.add(file)
            self.take(file, candidate)
            if self.indexed >= next_commit:
                self.save()
                next_commit = self.indexed + min(_MOST_AT_ONCE, self.indexed * (_GROWTH - 1))
        removed = 0 if stopped else self.forget(seen)
        self.save()
        if not stopped:
            self.library._articles = self.articles
            self.library._by_key = self.by_key
            self.progress(len(candidates), len(candidates))
        self.library._problems = self.problems
        return Refreshed(self.read, self.unchanged, removed, self.indexed, stopped)

    def candidates(self) -> list[tuple[bytes, Candidate]]:
        """Return the files under all paths, each once, in the order of their paths."""
        files: dict[bytes, Candidate] = {}
        for path in self.library.paths:
            for candidate in find_candidates(path, self.problem):
                files.setdefault(identity(candidate.found.path), candidate)
                if self.stop():
                    break
        return list(files.items())

    def take(self, file: bytes, candidate: Candidate) -> None:
        """Turn a file into an article, by reading it or from the store, and put it into the index."""
        mark = stamp(candidate)
        kept = self.kept.get(file)
        if kept is not None and kept.stamp == mark:
            article = kept.article
            self.unchanged += 1
        else:
            fresh = read_candidate(candidate, self.problem)
            if fresh is None:
                return
            article = fresh
            self.read += 1
            self.unsaved.append((file, Kept(mark, article)))
        article = self.named(article, candidate.found.shown)
        key = _key(file, article)
        self.articles.append(article)
        self.by_key[key] = article
        self.library._by_key[key] = article
        if key not in self.indexed_keys:
            self.index(key, article)

    def named(self, article: Article, shown: str) -> Article:
        """Give the article the path by which it was reached now, and one that no other article has."""
        path, number = shown, 1
        while path in self.paths:
            number += 1
            path = f"{shown} ({number})"
        self.paths.add(path)
        return article if article.path == path else replace(article, path=path)

    def index(self, key: str, article: Article) -> None:
        engine = self.library._engine
        if engine is None or not self.writing:
            return
        try:
            day = int(article.published.strftime("%Y%m%d")) if article.published else 0
            engine.add(Document(key, article.title, article.body, article.source, article.language, day))
        except (Untrusted, OSError) as error:
            self.give_up_index(error)
        else:
            self.indexed_keys.add(key)
            self.indexed += 1
            self.note_traits(key, article)

    def note_traits(self, key: str, article: Article) -> None:
        """Keep what tells the story of an article, so that it need not be read again to find the others."""
        known = self.library._stories.known
        if key not in known:
            known[key] = written(traits_of(article))
            self.unsaved_traits.append((key, known[key]))

    def forget(self, seen: set[bytes]) -> int:
        """Drop from store and index what is no longer there; return how many articles that were."""
        gone = self.kept.keys() - seen
        engine = self.library._engine
        if self.writing:
            with contextlib.suppress(sqlite3.Error):
                if self.store is not None and gone:
                    self.store.forget(gone)
                if self.store is not None:
                    self.store.forget_traits(self.library._stories.forget_but(self.by_key))
            try:
                for key in self.indexed_keys - self.by_key.keys():
                    if engine is not None:
                        engine.delete(key)
            except (Untrusted, OSError) as error:
                self.give_up_index(error)
        return len(gone)

    def save(self) -> None:
        """Make what was read and indexed last."""
        if not self.writing:
            return
        try:
            if self.store is not None and self.unsaved:
                self.store.keep(self.unsaved)
                self.unsaved = []
            if self.store is not None and self.unsaved_traits:
                self.store.keep_traits(self.unsaved_traits, TRAITS_VERSION)
                self.unsaved_traits = []
        except sqlite3.Error:
            if self.store is not None:
                self.store.close()
            self.store = None  # the articles are read again next time
        engine = self.library._engine
        try:
            if engine is not None:
                engine.commit()
        except (Untrusted, OSError) as error:
            self.give_up_index(error)

    def give_up_index(self, error: Exception) -> None:
        """Go on without an index that failed in the middle; the next refresh builds it again."""
        engine, self.library._engine = self.library._engine, None
        if engine is not None:
            engine.close()
            engine.discard()
        self.problem(Problem("", f"the index failed ({error}): open the articles again to rebuild it"))

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)
        if not self.library._articles or self.library._articles is self.articles:
            self.library._problems = self.problems


def _story_start(article: Article) -> int:
    """Return where the body starts, after page furniture."""
    start = 0
    for first, last in article.furniture:
        if article.body[start:first].strip():
            break
        start = last
    return start


def _key(file: bytes, article: Article) -> str:
    """Name an article in the index by its file and all that the index holds of it: a changed article is a new one."""
    parts = (str(INDEX_VERSION), article.title, article.source, article.language, article.body)
    return hashlib.blake2b(file + "\0".join(("", *parts)).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _nothing(_done: int, _total: int) -> None:
    return


def _never() -> bool:
    return False
