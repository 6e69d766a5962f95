"""One look at every file under the paths of a library: what is new or changed is read, what is gone forgotten."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable

from search.articles import Problem, find_candidates
from search.articles.reader import Candidate
from search.engines.state import state_of
from search.library import survey
from search.library.apart import Apart
from search.library.filling import Shelves
from search.library.intake import Intake
from search.library.known import Known, Seen
from search.library.opening import Opening
from search.library.reading import MOST_AT_ONCE, Done, Todo, read_file
from search.library.results import Progress, Refreshed, Stop
from search.library.store import stamp

_FIRST_COMMIT = 64  # articles after which the first can be found; each later commit waits four times as long
_GROWTH = 4
_WORTH_PROCESSES = 250  # files that are read faster by several processes, which take some 0.3 s to start
_MOST_PROCESSES = 4


class Look:
    """One look at every file."""

    def __init__(
        self, library: Shelves, opening: Opening, problems: list[Problem], progress: Progress, stop: Stop
    ) -> None:
        """Prepare; `problems` are those of the library as a whole."""
        self.library = library
        self.opening = opening
        self.problems = problems
        self.progress = progress
        self.stop = stop
        self.lasting: list[Problem] = []  # those that were met in finding files
        self.started = survey.now()
        self.known = self._still_known()
        self.kept = {} if self.known else opening.kept()
        indexed = {kept.key for seen in self.known.files.values() for kept in seen.articles} if self.known else None
        self.intake = Intake(opening, library.by_key, opening.indexed() if indexed is None else indexed)
        self.unchanged = self.done = 0

    def run(self) -> Refreshed:
        """Do all of it."""
        library, intake = self.library, self.intake
        library.engine = self.opening.engine  # which may just have been made anew
        candidates = self._candidates()
        if self.known is not None and self._is_as_known(candidates):
            return self._rest(self.known)
        if not library.all_articles:  # the first refresh shows articles as they come
            library.all_articles = intake.shown
            library.all_problems = self.problems
        todos = self._take_unchanged(candidates)
        stopped = self._read(todos, len(candidates))
        removed = 0 if stopped else self._forget({file for file, _ in candidates})
        intake.save()
        library.engine = self.opening.engine
        if not stopped:
            self._finish()
            self.progress(len(candidates), len(candidates))
        else:
            library.all_problems = self._all_problems()
        return Refreshed(intake.read, self.unchanged, removed, intake.newly_indexed, stopped)

    def _rest(self, known: Known) -> Refreshed:
        """Leave everything as it is; what a library needs when it has come to rest is done now."""
        if not known.surveyed:
            self._survey(known)
        self.library.all_problems = [*self.problems, *self._lasting(known.files.values())]
        self.unchanged = sum(len(seen.articles) for seen in known.files.values())
        self.progress(len(known.files), len(known.files))
        return Refreshed(0, self.unchanged, 0, 0)

    def _still_known(self) -> Known | None:
        """Return what the last look saw, where nobody has changed store or index since."""
        known, store = self.library.known, self.opening.store
        if known is None or store is None or self.opening.engine is None or not self.opening.writing:
            return None
        try:
            state = store.state(), state_of(self.opening.place.index)
        except sqlite3.Error:
            return None
        return known if known.state == state else None

    def _candidates(self) -> list[tuple[bytes, Candidate]]:
        """Return the files under all paths, each once, in the order of their paths."""
        before = self.known.files if self.known else {}
        known = self.known.candidate if self.known else None
        files: dict[bytes, Candidate] = {}
        folders: dict[str, str] = {}
        for path in self.library.paths:
            for candidate in find_candidates(path, self.lasting.append, known):
                seen = before.get(os.fspath(candidate.found.path))
                files.setdefault(seen.file if seen is not None else _identity(candidate, folders), candidate)
                if self.stop():
                    break
        return list(files.items())

    def _is_as_known(self, candidates: list[tuple[bytes, Candidate]]) -> bool:
        """Tell whether every file is as the last look saw it, and none is gone."""
        return (
            self.known is not None
            and len(candidates) == len(self.known.files)
            and all(one is seen.candidate for (_, one), seen in zip(candidates, self.known.files.values(), strict=True))
        )

    def _take_unchanged(self, candidates: list[tuple[bytes, Candidate]]) -> list[Todo]:
        """Take the articles of unchanged files; return the files that must be read or indexed."""
        todos = []
        before = self.known.files if self.known else {}
        for number, (file, candidate) in enumerate(candidates):
            seen = before.get(os.fspath(candidate.found.path))
            if seen is not None and seen.candidate is candidate:
                self.intake.again(number, seen)
                self.unchanged += len(seen.articles)
                self.done += 1
                continue
            kept = self.kept.get(file)
            if kept is None or kept.stamp != stamp(candidate) or candidate.found.is_input:
                old = kept.articles if kept else seen.articles if seen else ()
                indexed = frozenset(each.key for each in old) & self.intake.indexed
                todos.append(Todo(number, file, candidate, frozenset(indexed)))
                continue
            self.progress(self.done, len(candidates))
            self.done += 1
            self.intake.unchanged(Todo(number, file, candidate, frozenset()), kept.articles)
            self.unchanged += len(kept.articles)
        return todos

    def _read(self, todos: list[Todo], total: int) -> bool:
        """Read files, by several processes where that is faster; return whether it was stopped."""
        if len(todos) < _WORTH_PROCESSES:
            return self._read_here(todos, total)
        try:
            apart = Apart(self.intake, min(_MOST_PROCESSES, max(2, os.cpu_count() or 1)))
        except OSError:
            return self._read_here(todos, total)
        try:
            if self._read_here([todo for todo in todos if todo.candidate.found.is_input], total):
                return True
            self.intake.save()
            return apart.read(
                [todo for todo in todos if not todo.candidate.found.is_input], self.stop, self._counting(total)
            )
        except (OSError, EOFError):  # a process died: what it was to read is read here
            return self._read_here([todo for todo in todos if todo.number not in self.intake.seen], total)
        finally:
            apart.close()

    def _counting(self, total: int) -> Callable[[Done], None]:
        def count(done: Done) -> None:
            self.done += len(done.read)
            self.progress(min(self.done, total - 1), total)
            self._show_problems()

        return count

    def _read_here(self, todos: list[Todo], total: int) -> bool:
        """Read files one after the other; return whether it was stopped."""
        next_commit = _FIRST_COMMIT
        for todo in todos:
            self.progress(self.done, total)
            if self.stop():
                return True
            self.done += 1
            problems: list[Problem] = []
            articles = read_file(todo, problems.append)
            self.intake.take(todo, articles, problems)
            self.intake.index(articles)
            if self.intake.newly_indexed >= next_commit:
                self.intake.save()
                self._show_problems()
                next_commit += min(MOST_AT_ONCE, next_commit * (_GROWTH - 1))
        return False

    def _forget(self, present: set[bytes]) -> int:
        """Drop from store and index what is no longer there; return how many articles that were."""
        before = {seen.file: seen.articles for seen in self.known.files.values()} if self.known else {}
        before.update((file, each.articles) for file, each in self.kept.items())
        gone = before.keys() - present
        removed = sum(len(before[file]) for file in gone)
        if not self.opening.writing:
            return removed
        if self.opening.store is not None and gone:
            with contextlib.suppress(sqlite3.Error):
                self.opening.store.forget(gone)
        current = {kept.key for seen in self.intake.seen.values() for kept in seen.articles}
        for key in self.intake.indexed - current:
            if self.opening.engine is not None:
                self.opening.engine.delete(key)
        return removed

    def _finish(self) -> None:
        """Put the articles in the order of their paths, and remember what was seen."""
        library, opening = self.library, self.opening
        seen = [self.intake.seen[number] for number in sorted(self.intake.seen)]
        in_order = [(kept.key, kept.article) for each in seen for kept in each.articles]
        library.all_articles = [article for _, article in in_order]
        library.by_key = dict(in_order)
        library.all_problems = self._all_problems()
        library.known = None
        if opening.store is None or opening.engine is None or not opening.writing:
            return
        if any(kept.row == 0 for each in seen for kept in each.articles):
            return
        with contextlib.suppress(sqlite3.Error):
            files = {os.fspath(each.candidate.found.path): each for each in seen}
            known = Known((opening.store.state(), state_of(opening.place.index)), files)
            if self.known is None:  # one that is being watched is surveyed when it has come to rest
                self._survey(known)
            library.known = known

    def _survey(self, known: Known) -> None:
        """Note what the folders look like, for the next process."""
        store = self.opening.store
        if store is None or self.opening.place.temporary:
            return
        files = [seen.candidate.found.path for seen in known.files.values()]
        rows = [kept.row for seen in known.files.values() for kept in seen.articles]
        lasting = self._lasting(known.files.values())
        with contextlib.suppress(sqlite3.Error, OSError):
            store.tidy()
            text = survey.take(self.library.paths, files, rows, lasting, known.state[1], self.started)
            store.set_note(survey.NOTE, text)
            known.surveyed = bool(text)

    def _lasting(self, files: Iterable[Seen]) -> list[Problem]:
        """Return the problems of files, which a survey may tell again."""
        return [*self.lasting, *(problem for seen in files for problem in seen.problems)]

    def _all_problems(self) -> list[Problem]:
        seen = self.intake.seen
        return [*self.problems, *self._lasting(seen[number] for number in sorted(seen))]

    def _show_problems(self) -> None:
        if self.library.all_articles is self.intake.shown:
            self.library.all_problems = self._all_problems()


def _identity(candidate: Candidate, folders: dict[str, str]) -> bytes:
    """Return where a file really is; the real place of each folder is looked up once."""
    path = os.fspath(candidate.found.path)
    if candidate.found.named:
        return os.fsencode(os.path.realpath(path))
    folder, _, name = path.rpartition("/")
    if folder not in folders:
        folders[folder] = os.path.realpath(folder or ".")
    return os.fsencode(f"{folders[folder]}/{name}")
