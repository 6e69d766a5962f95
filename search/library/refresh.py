"""One pass over the paths of a library: what is new or changed is read, what is gone forgotten, the rest kept."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from search.article import Article
from search.articles import Candidate, Problem, find_candidates
from search.articles.files import STANDARD_INPUT
from search.engines import Engine, Untrusted
from search.library import survey
from search.library.library import Progress, Stop
from search.library.place import Place
from search.library.reading import (
    MOST_AT_ONCE,
    Batch,
    Done,
    Todo,
    Workers,
    document_of,
    merge_segments,
    read_batch,
    read_file,
)
from search.library.related import Stories
from search.library.results import Refreshed
from search.library.store import File, Read, Store, identity, remove, stamp
from search.library.traits import TRAITS_VERSION

_FIRST_COMMIT = 64  # articles after which the first can be found; each later commit waits four times as long
_GROWTH = 4
_WORTH_WORKERS = 250  # files that are read faster by several processes, which take some 0.3 s to start
_MOST_WORKERS = 4
_SURVEY = "survey"


class Shelves(Protocol):
    """What a refresh fills: the library."""

    paths: tuple[Path, ...]
    engine: Engine | None
    all_articles: list[Article]
    by_key: dict[str, Article]
    all_problems: list[Problem]

    @property
    def stories(self) -> Stories:
        """The stories that the articles tell."""


class Refresh:
    """One pass over the paths of a library."""

    def __init__(self, library: Shelves, place: Place, progress: Progress, stop: Stop) -> None:
        """Prepare; nothing is read yet."""
        self.library = library
        self.place = place
        self.progress = progress
        self.stop = stop
        self.problems: list[Problem] = []
        self.lasting: list[Problem] = []  # those of the files, which a survey may tell again
        self.articles: list[Article] = []
        self.found: dict[int, list[tuple[str, Article]]] = {}
        self.rows: dict[str, int] = {}
        self.paths: dict[str, int] = {}
        self.store: Store | None = None
        self.kept: dict[bytes, File] = {}
        self.unsaved: list[tuple[Todo, tuple[Read, ...], int]] = []
        self.indexed_keys: set[str] = set()
        self.writing = False
        self.started = survey.now()
        self.read = self.unchanged = self.indexed = self.done = 0

    def run(self) -> Refreshed:
        """Do all of it."""
        try:
            self.prepare()
            return self.as_it_was() or self.work()
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
        if self.store is not None:
            shelf = self.store.shelf
            self.library.stories.kept = lambda: shelf.traits(TRAITS_VERSION)
        self.open_index()

    def open_store(self) -> Store | None:
        """Open the store; one that is damaged is made anew."""
        for _ in range(2):
            store = None
            try:
                store = Store(self.place.store, self.writing)
                store.is_empty()
                return store
            except (sqlite3.Error, OSError):
                if store is not None:
                    store.close()
                if not self.writing:
                    return None
                with contextlib.suppress(OSError):
                    remove(self.place.store)
        return None

    def open_index(self) -> None:
        """Open the index; one that is damaged, or knows articles that the store has lost, is made anew."""
        library = self.library
        engine = library.engine or Engine(self.place.index)
        try:
            if library.engine is None or (self.writing and not engine.writable):
                engine.open(create=self.writing)
            if self.writing and engine.size() and (self.store is None or self.store.is_empty()):
                engine.reset()
            library.engine = engine
        except (Untrusted, OSError):
            library.engine = self.rebuilt(engine)

    def rebuilt(self, engine: Engine) -> Engine | None:
        """Make the index anew."""
        if not self.writing:
            engine.close()
            return None
        try:
            engine.reset()
        except (Untrusted, OSError) as error:
            self.problem(Problem("", f"the index cannot be written ({error}): search finds nothing"))
            return None
        return engine

    def as_it_was(self) -> Refreshed | None:
        """Open a library in which nothing has changed since the last time; None when something has."""
        if self.store is None or self.library.engine is None:
            return None
        try:
            text = self.store.note(_SURVEY)
        except sqlite3.Error:
            return None
        same = survey.unchanged(text, self.library.paths, self.library.engine.state())
        if same is None:
            return None
        try:
            by_row = self.store.articles()
        except (sqlite3.Error, ValueError, TypeError):
            return None
        if len(by_row) != len(same.rows) or not by_row.keys() >= set(same.rows):
            return None
        in_order = [by_row[row] for row in same.rows]
        self.library.all_articles = [article for _, article in in_order]
        self.library.by_key = dict(in_order)
        self.library.all_problems = [*self.problems, *same.problems]
        self.progress(len(in_order), len(in_order))
        return Refreshed(0, len(in_order), 0, 0)

    def work(self) -> Refreshed:
        """Look at every file."""
        library = self.library
        self.load()
        if library.engine is not None:
            try:
                self.indexed_keys = library.engine.keys()
            except (Untrusted, OSError):
                library.engine = self.rebuilt(library.engine)
        candidates = self.candidates()
        if not library.all_articles:  # the first refresh shows articles as they come
            library.all_articles = self.articles
        todos = self.take_unchanged(candidates)
        stopped = (
            self.read_apart(todos, len(candidates))
            if len(todos) >= _WORTH_WORKERS
            else self.read_here(todos, len(candidates))
        )
        removed = 0 if stopped else self.forget({file for file, _ in candidates})
        self.save()
        if not stopped:
            self.finish(candidates)
            self.progress(len(candidates), len(candidates))
        library.all_problems = self.problems
        return Refreshed(self.read, self.unchanged, removed, self.indexed, stopped)

    def load(self) -> None:
        """Load what the store keeps; make one that turns out damaged, and the index of what is lost, anew."""
        if self.store is None:
            return
        try:
            self.kept = self.store.load()
        except (sqlite3.Error, ValueError, TypeError):
            self.store.close()
            self.store = None
            if self.writing:
                with contextlib.suppress(OSError):
                    remove(self.place.store)
                self.store = self.open_store()
                self.open_index()

    def candidates(self) -> list[tuple[bytes, Candidate]]:
        """Return the files under all paths, each once, in the order of their paths."""
        files: dict[bytes, Candidate] = {}
        folders: dict[str, str] = {}
        for path in self.library.paths:
            for candidate in find_candidates(path, self.file_problem):
                files.setdefault(_identity(candidate, folders), candidate)
                if self.stop():
                    break
        return list(files.items())

    def take_unchanged(self, candidates: list[tuple[bytes, Candidate]]) -> list[Todo]:
        """Take the articles of unchanged files from the store; return the files that must be read or indexed."""
        todos = []
        writing = self.writing and self.library.engine is not None
        for number, (file, candidate) in enumerate(candidates):
            kept = self.kept.get(file)
            if kept is None or kept.stamp != stamp(candidate) or candidate.found.path == STANDARD_INPUT:
                indexed = frozenset(each.key for each in kept.articles) & self.indexed_keys if kept else frozenset()
                todos.append(Todo(number, file, candidate, frozenset(indexed)))
                continue
            self.progress(self.done, len(candidates))
            self.done += 1
            for place, each in enumerate(kept.articles):
                article = self.named(each.article, _shown(candidate, place, len(kept.articles)))
                self.show(number, each.key, article)
                self.rows[each.key] = each.row
                self.unchanged += 1
                if writing and each.key not in self.indexed_keys:
                    self.index(Read(each.key, article))
        return todos

    def read_here(self, todos: list[Todo], total: int) -> bool:
        """Read files one after the other; return whether it was stopped."""
        next_commit = _FIRST_COMMIT
        for todo in todos:
            self.progress(self.done, total)
            if self.stop():
                return True
            self.done += 1
            articles = read_file(todo, self.file_problem)
            self.take(todo, articles)
            for read in articles:
                if read.key not in self.indexed_keys:
                    self.index(read)
            if self.indexed >= next_commit:
                self.save()
                next_commit = self.indexed + min(MOST_AT_ONCE, self.indexed * (_GROWTH - 1))
        return False

    def read_apart(self, todos: list[Todo], total: int) -> bool:
        """Read files in several processes; return whether it was stopped."""
        engine = self.library.engine
        folder = self.place.index if self.writing and engine is not None else None
        try:
            workers = Workers(min(_MOST_WORKERS, max(2, os.cpu_count() or 1)))
        except OSError:
            return self.read_here(todos, total)
        try:
            own = [todo for todo in todos if todo.candidate.found.path == STANDARD_INPUT]
            if self.read_here(own, total):
                return True
            remaining = [todo for todo in todos if todo.candidate.found.path != STANDARD_INPUT]
            self.save()
            sizes = _sizes(len(todos))
            merging: list[Any] = []
            while remaining or workers.pending or (folder and self.merge(workers, merging)):
                while remaining and workers.pending < _MOST_WORKERS:
                    size = next(sizes)
                    batch, remaining = remaining[:size], remaining[size:]
                    mean = engine.mean_length() if engine is not None else 0.0
                    workers.give(read_batch, Batch(tuple(batch), folder, mean))
                result = next(workers.results(self.stop), None)
                if result is None:  # what is read and found stays; segments are merged by the next refresh
                    return bool(remaining) or self.done < total
                if isinstance(result, Done):
                    self.take_batch(result)
                    self.progress(min(self.done, total - 1), total)
                    if folder:
                        self.merge(workers, merging)
                else:
                    self.take_merged(result, merging)
            return False
        except (OSError, EOFError):  # a process died: what it was to read is read here
            seen = self.found.keys()
            return self.read_here([todo for todo in todos if todo.number not in seen], total)
        finally:
            workers.close()

    def take_batch(self, done: Done) -> None:
        """Make what another process has read part of the library."""
        for problem in done.problems:
            self.file_problem(problem)
        for todo, articles in done.read:
            self.take(todo, articles)
            self.done += 1
        self.save()
        engine = self.library.engine
        if not done.built or engine is None:
            return
        try:
            engine.attach(done.built)
        except (Untrusted, OSError) as error:
            self.give_up_index(error)
            return
        self.indexed += sum(built.articles for built in done.built)
        self.indexed_keys.update(read.key for _, articles in done.read for read in articles)

    def merge(self, workers: Workers, merging: list[Any]) -> bool:
        """Let another process merge segments while the index is searched; return whether there is something to do."""
        engine = self.library.engine
        if merging or engine is None:
            return bool(merging)
        merging += engine.merge_due()
        if merging:
            workers.give(merge_segments, self.place.index, merging)
        return bool(merging)

    def take_merged(self, merged: Any, merging: list[Any]) -> None:
        """Put a merged segment in the place of those it was made of."""
        engine = self.library.engine
        try:
            if engine is not None:
                engine.replace(list(merging), merged)
        except (Untrusted, OSError) as error:
            self.give_up_index(error)
        merging.clear()

    def take(self, todo: Todo, articles: tuple[Read, ...]) -> None:
        """Show articles that were just read, and keep them with the next save."""
        named = tuple(
            replace(read, article=self.named(read.article, _shown(todo.candidate, place, len(articles))))
            for place, read in enumerate(articles)
        )
        self.unsaved.append((todo, named, len(self.articles)))
        self.read += len(named)
        for read in named:
            self.show(todo.number, read.key, read.article)
        self.found.setdefault(todo.number, [])

    def show(self, number: int, key: str, article: Article) -> None:
        """Let an article be seen and found."""
        self.articles.append(article)
        self.found.setdefault(number, []).append((key, article))
        self.library.by_key[key] = article

    def named(self, article: Article, shown: str) -> Article:
        """Give the article the path by which it was reached now, and one that no other article has."""
        path = shown
        while path in self.paths:
            self.paths[shown] += 1
            path = f"{shown} ({self.paths[shown]})"
        self.paths[path] = 1
        return article if article.path == path else replace(article, path=path)

    def index(self, read: Read) -> None:
        """Put an article into the index."""
        engine = self.library.engine
        if engine is None or not self.writing:
            return
        try:
            engine.add(document_of(read))
        except (Untrusted, OSError) as error:
            self.give_up_index(error)
        else:
            self.indexed_keys.add(read.key)
            self.indexed += 1

    def forget(self, seen: Iterable[bytes]) -> int:
        """Drop from store and index what is no longer there; return how many articles that were."""
        gone = self.kept.keys() - set(seen)
        removed = sum(len(self.kept[file].articles) for file in gone)
        if not self.writing:
            return removed
        with contextlib.suppress(sqlite3.Error):
            if self.store is not None and gone:
                self.store.forget(gone)
        current = {key for articles in self.found.values() for key, _ in articles}
        engine = self.library.engine
        for key in self.indexed_keys - current:
            if engine is not None:
                engine.delete(key)
        return removed

    def save(self) -> None:
        """Make what was read and indexed last."""
        if not self.writing:
            return
        self.save_articles()
        engine = self.library.engine
        try:
            if engine is not None:
                engine.commit()
        except (Untrusted, OSError) as error:
            self.give_up_index(error)

    def save_articles(self) -> None:
        """Put what was read into the store, and take the bodies out of memory."""
        if self.store is None or not self.unsaved:
            return
        unsaved, self.unsaved = self.unsaved, []
        try:
            files = self.store.keep((todo.file, stamp(todo.candidate), articles) for todo, articles, _ in unsaved)
        except sqlite3.Error:
            self.store.close()
            self.store = None  # the articles are read again next time
            return
        for (todo, _, place), (_, file) in zip(unsaved, files, strict=True):
            for offset, kept in enumerate(file.articles):
                self.articles[place + offset] = kept.article
                self.library.by_key[kept.key] = kept.article
                self.rows[kept.key] = kept.row
            self.found[todo.number] = [(kept.key, kept.article) for kept in file.articles]

    def finish(self, candidates: list[tuple[bytes, Candidate]]) -> None:
        """Put the articles in the order of their paths, and note what the folders look like."""
        library = self.library
        in_order = [item for number in sorted(self.found) for item in self.found[number]]
        library.all_articles = [article for _, article in in_order]
        library.by_key = dict(in_order)
        engine = library.engine
        if self.store is None or not self.writing or engine is None or self.place.temporary:
            return
        if any(key not in self.rows for key, _ in in_order):
            return
        rows = [self.rows[key] for key, _ in in_order]
        files = [candidate.found.path for _, candidate in candidates]
        with contextlib.suppress(sqlite3.Error, OSError):
            text = survey.take(library.paths, files, rows, self.lasting, engine.state(), self.started)
            self.store.set_note(_SURVEY, text)

    def give_up_index(self, error: Exception) -> None:
        """Go on without an index that failed in the middle; the next refresh builds it again."""
        engine, self.library.engine = self.library.engine, None
        if engine is not None:
            engine.close()
            engine.discard()
        self.problem(Problem("", f"the index failed ({error}): open the articles again to rebuild it"))

    def file_problem(self, problem: Problem) -> None:
        """Take note of what is wrong with a file."""
        self.lasting.append(problem)
        self.problem(problem)

    def problem(self, problem: Problem) -> None:
        """Take note of what is wrong."""
        self.problems.append(problem)
        if not self.library.all_articles or self.library.all_articles is self.articles:
            self.library.all_problems = self.problems


def _identity(candidate: Candidate, folders: dict[str, str]) -> bytes:
    """Return where a file really is; the real place of each folder is looked up once."""
    path = candidate.found.path
    if candidate.found.named:
        return identity(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder or ".")
    return os.fsencode(os.path.join(folders[folder], name))


def _shown(candidate: Candidate, place: int, count: int) -> str:
    """Return how an article is called by its file: of several in one file each has its number."""
    return candidate.found.shown if count == 1 else f"{candidate.found.shown}#{place + 1}"


def _sizes(total: int) -> Iterator[int]:
    """Yield how many files each batch has: small ones first, so that the first can soon be found."""
    size = _FIRST_COMMIT
    while True:
        yield size
        size = min(MOST_AT_ONCE, size * 2, max(_FIRST_COMMIT, total // 4))
