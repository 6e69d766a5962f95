"""The articles as they were read, kept between runs, so that an unchanged folder opens without reading it again.

Everything here can be read again from the sources: a damaged store is thrown away, not repaired.
"""

import contextlib
import json
import os
import secrets
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from search.article import Article
from search.articles import VERSION
from search.library.shelf import COLUMNS, Shelf, ShelvedArticle, column_values, damage_mark, row_sum

if TYPE_CHECKING:
    from search.articles import Candidate

_SCHEMA = 4  # goes up with the tables
_KEPT_GONE = 24 * 60 * 60  # seconds that a replaced article stays, for whoever still reads it
_FIELDS = ", ".join(COLUMNS)
_CHANGE = "change"  # the note that names the state of the store
_BUSY = 2.0  # seconds to wait for another process


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was just read."""

    key: str
    """Its name in the index."""
    article: Article
    traits: str = ""
    """What tells its story, as `search.library.traits.written` gives it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it was kept."""

    row: int
    key: str
    """Its name in the index."""
    article: Article


@dataclass(frozen=True, slots=True)
class File:
    """What was read of one file."""

    stamp: str
    """The state of the file when it was read."""
    articles: tuple[Kept, ...]


def stamp(candidate: "Candidate") -> str:
    """Return what changes whenever a file, or what its manifest states of it, may have changed."""
    found = candidate.found
    stated = json.dumps(sorted(candidate.stated.items())) if candidate.stated else ""
    return f"{VERSION} {found.size} {found.modified} {found.changed} {stated}"


def identity(path: Path) -> bytes:
    """Return what a file is kept under: where it really is, by whatever way it was reached."""
    return os.fsencode(os.path.realpath(path))


class Store:
    """Articles by the place of their files.

    Methods raise `sqlite3.Error` when the store is damaged or cannot be written.
    """

    def __init__(self, path: Path, writable: bool) -> None:
        """Open the store at `path`; a `writable` one is created, readable for its owner only, when there is none.

        One in which damage was seen is not opened for writing.
        """
        if writable:
            if damage_mark(path).exists():
                raise sqlite3.DatabaseError("the store is damaged")
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            os.close(descriptor)
        mode = "rw" if writable else "ro"
        self._db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY, check_same_thread=False
        )
        try:
            if writable:
                self._prepare()
            elif self._version() != _SCHEMA:
                raise sqlite3.DatabaseError("the store is of another version")
            self.shelf = Shelf(path)
        except BaseException:
            self._db.close()
            raise

    def load(self) -> dict[bytes, File]:
        """Return everything that is kept, by the identity of its file."""
        files: dict[bytes, File] = {}
        rows = self._db.execute(f"select file, stamp, row, key, {_FIELDS} from article where not gone order by row")
        shelf, of = self.shelf, ShelvedArticle.of
        for file, stamp_then, row, key, *values in rows:
            kept = Kept(row, key, of(shelf, row, tuple(values)))
            before = files.get(file)
            files[file] = File(stamp_then, (*before.articles, kept) if before else (kept,))
        return files

    def is_empty(self) -> bool:
        """Tell whether nothing is kept."""
        return self._db.execute("select 1 from article where not gone limit 1").fetchone() is None

    def articles(self) -> dict[int, tuple[str, Article]]:
        """Return every article that is kept, with its name in the index, by its row."""
        rows = self._db.execute(f"select row, key, {_FIELDS} from article where not gone")
        shelf, of = self.shelf, ShelvedArticle.of
        return {row: (key, of(shelf, row, tuple(values))) for row, key, *values in rows}

    def keep(self, files: Iterable[tuple[bytes, str, tuple[Read, ...]]], traits_version: int) -> list[File]:
        """Keep what was read of files, in the place of what was kept of them; return it as it is kept.

        `traits_version` is that of the traits. An article that somebody may still read stays for a day.
        """
        kept: list[File] = []
        slots = ", ".join("?" * (len(COLUMNS) + 6))
        insert = f"insert into article (file, number, stamp, key, body, sum, {_FIELDS}) values ({slots})"
        with self._db:
            for file, stamp_now, articles in files:
                self._drop(file)
                rows = []
                for number, read in enumerate(articles):
                    values = column_values(read.article)
                    body = read.article.body
                    about = (file, number, stamp_now, read.key, body, row_sum(body, values))
                    row = self._db.execute(insert, (*about, *values)).lastrowid
                    assert row is not None
                    self._db.execute(
                        "insert or replace into trait values (?, ?, ?)", (read.key, traits_version, read.traits)
                    )
                    rows.append(Kept(row, read.key, ShelvedArticle.of(self.shelf, row, values)))
                kept.append(File(stamp_now, tuple(rows)))
            self._changed()
        return kept

    def forget(self, files: Iterable[bytes]) -> None:
        """Drop what is kept of files that are gone."""
        with self._db:
            for file in files:
                self._drop(file)
            self._changed()

    def files(self) -> list[bytes]:
        """Return the identities of the files of which something is kept."""
        return [row[0] for row in self._db.execute("select distinct file from article where not gone")]

    def rename(self, files: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep what was read of files under other identities: (before, now)."""
        with self._db:
            self._db.executemany(
                "update article set file = ? where file = ? and not gone", ((now, before) for before, now in files)
            )
            self._changed()

    def tidy(self) -> None:
        """Let go of what was replaced long ago, and of the traits of what is gone."""
        with self._db:
            self._db.execute("delete from article where gone and gone < ?", (int(time.time()) - _KEPT_GONE,))
            self._db.execute("delete from trait where key not in (select key from article where not gone)")

    def state(self) -> str:
        """Return what names the state of the store: it changes with every article."""
        return self.note(_CHANGE)

    def note(self, name: str) -> str:
        """Return what was noted under a name, "" when nothing was."""
        row = self._db.execute("select text from note where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, text: str) -> None:
        """Note a text under a name, in the place of what was noted before."""
        with self._db:
            self._db.execute("insert or replace into note values (?, ?)", (name, text))

    def close(self) -> None:
        """Close the file for writing; articles can still be read."""
        self._db.close()

    def _version(self) -> int:
        return int(self._db.execute("pragma user_version").fetchone()[0])

    def _prepare(self) -> None:
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        if self._version() != _SCHEMA:
            with self._db:
                for (name,) in self._db.execute("select name from sqlite_master where type = 'table'").fetchall():
                    if not name.startswith("sqlite_"):
                        self._db.execute(f'drop table "{name}"')
                self._db.execute(
                    "create table article (row integer primary key autoincrement, file blob, number int, stamp text,"
                    f" key text, {', '.join(f'{name} text' for name in COLUMNS)}, gone int default 0, sum int,"
                    " body text)"
                )
                self._db.execute("create index article_by_file on article (file)")
                self._db.execute("create index article_gone on article (gone) where gone")
                self._db.execute("create table trait (key text primary key, version int, traits text)")
                self._db.execute("create table note (name text primary key, text text)")
                self._db.execute(f"pragma user_version = {_SCHEMA}")

    def _drop(self, file: bytes) -> None:
        self._db.execute("update article set gone = ? where file = ? and not gone", (int(time.time()), file))

    def _changed(self) -> None:
        self._db.execute("insert or replace into note values (?, ?)", (_CHANGE, secrets.token_hex(8)))


def remove(path: Path) -> None:
    """Delete a store and what SQLite left beside it."""
    for suffix in ("", "-wal", "-shm", "-journal", "-damaged"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{path}{suffix}")
