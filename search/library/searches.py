"""Searches that the user keeps, and those made last: a small file in the state folder of a library.

What is here can be had from nowhere else. The file is changed in whole transactions, and copied before it takes
another form.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from search.library.migrating import Newer, Steps, connect, migrate
from search.text import clean_line

MOST_REMEMBERED = 200
"""Searches of the history."""
_FILE = "searches.sqlite"
_LONGEST = 1_000  # characters of a query or a name


class SearchesError(Exception):
    """The searches could not be read or kept; `str()` of it is one sentence."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the user keeps under a name."""

    name: str
    query: str


def _create(db: sqlite3.Connection) -> None:
    db.execute("create table saved (name text primary key, query text not null, made text not null)")
    db.execute("create table history (query text primary key, made text not null, number integer not null)")


_MIGRATIONS: Steps = (_create,)


class Searches:
    """The searches of one library. Nothing is created before the first is kept.

    Methods raise `SearchesError` where the file is damaged, newer, or cannot be written; it is left as it is.
    """

    def __init__(self, folder: Path) -> None:
        """Name the state folder of the library."""
        self.path = folder / _FILE

    def saved(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept, by their names."""
        return tuple(SavedSearch(*row) for row in self._rows("select name, query from saved order by name"))

    def save(self, name: str, query: str) -> None:
        """Keep a search under a name, in the place of one of that name. Raises ValueError for an empty name."""
        name, query = clean_line(name)[:_LONGEST], clean_line(query)[:_LONGEST]
        if not name or not query:
            raise ValueError("a search is kept under a name, and asks for something")
        with self._open() as db:
            db.execute("insert or replace into saved values (?, ?, ?)", (name, query, _now()))

    def forget(self, name: str) -> None:
        """Keep a search no longer."""
        if self.path.exists():
            with self._open() as db:
                db.execute("delete from saved where name = ?", (name,))

    def history(self, limit: int = MOST_REMEMBERED) -> tuple[str, ...]:
        """The searches made last, each once, the latest first."""
        rows = self._rows(f"select query from history order by number desc limit {int(limit)}")
        return tuple(row[0] for row in rows)

    def remember(self, query: str) -> None:
        """Note that a search was made: one that was finished, not every letter of it."""
        query = clean_line(query)[:_LONGEST]
        if not query:
            return
        with self._open() as db:
            db.execute(
                "insert or replace into history select ?, ?, coalesce(max(number), 0) + 1 from history",
                (query, _now()),
            )
            db.execute("delete from history where number <= (select max(number) from history) - ?", (MOST_REMEMBERED,))

    def forget_made(self, query: str) -> None:
        """Let a search not be among those made last."""
        if self.path.exists():
            with self._open() as db:
                db.execute("delete from history where query = ?", (query,))

    def forget_history(self) -> None:
        """Forget all searches that were made; those that are kept stay."""
        if self.path.exists():
            with self._open() as db:
                db.execute("delete from history")

    def _rows(self, statement: str) -> list[tuple[str, ...]]:
        if not self.path.exists():
            return []
        with self._open() as db:
            rows: list[tuple[str, ...]] = db.execute(statement).fetchall()
            if not all(isinstance(value, str) for row in rows for value in row):
                raise sqlite3.DatabaseError("it holds what is no text")
            return rows

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file, at its present version, for one transaction."""
        try:
            db = connect(self.path)
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise SearchesError(f"{self.path}: the searches cannot be kept ({reason}); check the folder.") from error
        try:
            migrate(db, self.path, _MIGRATIONS)
            db.isolation_level = None
            db.execute("begin immediate")
            yield db
            db.execute("commit")
        except Newer:
            raise SearchesError(f"{self.path} was written by a newer atodds; it is left as it is.") from None
        except sqlite3.Error as error:
            raise SearchesError(
                f"{self.path}: the searches cannot be read or kept ({error}); move the file away to begin anew."
            ) from error
        finally:
            db.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
