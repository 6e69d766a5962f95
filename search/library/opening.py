"""The store and the index of a library, opened for one refresh: what is damaged is made anew."""

import contextlib
import sqlite3
from collections.abc import Callable

from search.articles import Problem
from search.engines import Engine, Untrusted
from search.library.place import Place
from search.library.store import File, Store, remove


class Opening:
    """What a refresh has to work with."""

    def __init__(self, place: Place, on_problem: Callable[[Problem], None]) -> None:
        """Prepare; nothing is opened yet."""
        self.place = place
        self.store: Store | None = None
        self.engine: Engine | None = None
        self.writing = False
        """Whether this process is the one that writes."""
        self._problem = on_problem

    def open_store(self) -> None:
        """Find or make the folder, ask to be the one who writes there, and open the store."""
        reason = self.place.make()
        if reason:
            where = f"the cache folder cannot be written ({reason})"
            self._problem(Problem("", f"{where}: the index is kept for this session only"))
        try:
            self.writing = self.place.lock()
        except OSError as error:
            self._problem(Problem("", f"the cache folder cannot be used ({error.strerror}): search may find nothing"))
        else:
            if not self.writing:
                reason = "another atodds is indexing these articles: what it has indexed is searched"
                self._problem(Problem("", reason, quiet=True))
        self.store = self._opened_store()

    def open_index(self, engine: Engine | None) -> None:
        """Open the index, or take `engine`, which is open; one that knows articles the store has lost is made anew."""
        self.engine = engine or Engine(self.place.index)
        try:
            if engine is None or (self.writing and not engine.writable):
                self.engine.open(create=self.writing)
            if self.writing and self.engine.size() and (self.store is None or self.store.is_empty()):
                self.engine.reset()
        except (Untrusted, OSError):
            self.rebuild()

    def kept(self) -> dict[bytes, File]:
        """Return what the store keeps; make one that turns out damaged, and the index of what is lost, anew."""
        if self.store is None:
            return {}
        try:
            return self.store.load()
        except (sqlite3.Error, ValueError, TypeError):
            self.lose_store()
            if self.writing:
                with contextlib.suppress(OSError):
                    remove(self.place.store)
                self.store = self._opened_store()
                self.open_index(self.engine)
            return {}

    def indexed(self) -> set[str]:
        """Return the names of the articles in the index; one that turns out damaged is made anew."""
        if self.engine is None:
            return set()
        try:
            return self.engine.keys()
        except (Untrusted, OSError):
            self.rebuild()
            return set()

    def rebuild(self) -> None:
        """Make the index anew, or go on without one."""
        engine, self.engine = self.engine, None
        if engine is None:
            return
        if not self.writing:
            engine.close()
            return
        try:
            engine.reset()
            self.engine = engine
        except (Untrusted, OSError) as error:
            self._problem(Problem("", f"the index cannot be written ({error}): search finds nothing"))

    def give_up_index(self, error: Exception) -> None:
        """Go on without an index that failed in the middle; the next refresh builds it again."""
        engine, self.engine = self.engine, None
        if engine is not None:
            engine.close()
            engine.discard()
        self._problem(Problem("", f"the index failed ({error}): open the articles again to rebuild it"))

    def lose_store(self) -> None:
        """Go on without a store that failed: its articles are read again next time."""
        if self.store is not None:
            self.store.close()
            self.store = None

    def close(self) -> None:
        """Close the store, and let others write; the index stays open to be searched."""
        self.lose_store()
        self.place.unlock()

    def _opened_store(self) -> Store | None:
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
