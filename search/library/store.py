"""The articles as they were read, kept between runs, so that an unchanged folder opens without reading it again.

Everything here can be read again from the sources: a damaged store is thrown away, not repaired.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from search.article import Article
from search.articles import VERSION, Candidate
from search.library.shelf import Shelf, ShelvedArticle
from search.library.traits import TRAITS_VERSION

_SCHEMA = 2  # goes up with the tables
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


def stamp(candidate: Candidate) -> str:
    """Return what changes whenever a file, or what its manifest states of it, may have changed."""
    found = candidate.found
    return json.dumps([VERSION, found.size, found.modified, found.changed, sorted(candidate.stated.items())])


def identity(path: Path) -> bytes:
    """Return what a file is kept under: where it really is, by whatever way it was reached."""
    return os.fsencode(os.path.realpath(path))


class Store:
    """Articles by the place of their files.

    Methods raise `sqlite3.Error` when the store is damaged or cannot be written.
    """

    def __init__(self, path: Path, writable: bool) -> None:
        """Open the store at `path`; a `writable` one is created, readable for its owner only, when there is none."""
        if writable:
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
        rows = self._db.execute(
            "select file, stamp, row, key, path, title, source, language, published, furniture, notes, digest"
            " from article where not gone order by row"
        )
        shelf, of = self.shelf, ShelvedArticle.of
        for file, stamp_then, row, key, *values in rows:
            kept = Kept(row, key, of(shelf, row, _fields(values)))
            before = files.get(file)
            files[file] = File(stamp_then, (*before.articles, kept) if before else (kept,))
        return files

    def is_empty(self) -> bool:
        """Tell whether nothing is kept."""
        return self._db.execute("select 1 from article where not gone limit 1").fetchone() is None

    def articles(self) -> dict[int, tuple[str, Article]]:
        """Return every article that is kept, with its name in the index, by its row."""
        rows = self._db.execute(
            "select row, key, path, title, source, language, published, furniture, notes, digest"
            " from article where not gone"
        )
        shelf, of = self.shelf, ShelvedArticle.of
        return {row: (key, of(shelf, row, _fields(values))) for row, key, *values in rows}

    def keep(self, files: Iterable[tuple[bytes, str, tuple[Read, ...]]]) -> list[tuple[bytes, File]]:
        """Keep what was read of files, in the place of what was kept of them; return it as it is kept.

        An article that somebody may still read stays until the store is opened again.
        """
        kept: list[tuple[bytes, File]] = []
        with self._db:
            for file, stamp_now, articles in files:
                self._db.execute("update article set gone = 1 where file = ?", (file,))
                rows = []
                for number, read in enumerate(articles):
                    row = self._db.execute(
                        "insert into article (file, number, stamp, key, path, title, source, language, published,"
                        " furniture, notes, digest, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        (file, number, stamp_now, read.key, *_row(read.article), read.article.body),
                    ).lastrowid
                    assert row is not None
                    self._db.execute(
                        "insert or replace into trait values (?, ?, ?)", (read.key, TRAITS_VERSION, read.traits)
                    )
                    rows.append(Kept(row, read.key, shelved(self.shelf, row, read.article)))
                kept.append((file, File(stamp_now, tuple(rows))))
        return kept

    def forget(self, files: Iterable[bytes]) -> None:
        """Drop what is kept of files that are gone."""
        with self._db:
            self._db.executemany("update article set gone = 1 where file = ?", ((file,) for file in files))
            self._db.execute("delete from trait where key not in (select key from article where not gone)")

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
                    " key text, path text, title text, source text, language text, published text, furniture text,"
                    " notes text, digest text, gone int default 0, body text)"
                )
                self._db.execute("create index article_by_file on article (file)")
                self._db.execute("create table trait (key text primary key, version int, traits text)")
                self._db.execute("create table note (name text primary key, text text)")
                self._db.execute(f"pragma user_version = {_SCHEMA}")
        with self._db:
            self._db.execute("delete from article where gone")


def remove(path: Path) -> None:
    """Delete a store and what SQLite left beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{path}{suffix}")


def shelved(shelf: Shelf, row: int, article: Article) -> ShelvedArticle:
    """Return an article whose body is taken from the store."""
    values = (article.path, article.title, article.source, article.language, article.published)
    return ShelvedArticle.of(shelf, row, (*values, article.furniture, article.notes, article.digest))


def _row(article: Article) -> Iterator[str | None]:
    yield from (article.path, article.title, article.source, article.language)
    yield article.published.isoformat() if article.published else None
    yield json.dumps(article.furniture) if article.furniture else ""
    yield json.dumps(article.notes) if article.notes else ""
    yield article.digest


def _fields(values: list[str]) -> tuple[object, ...]:
    path, title, source, language, published, furniture, notes, digest = values
    return (
        path,
        title,
        source,
        language,
        date.fromisoformat(published) if published else None,
        tuple((start, end) for start, end in json.loads(furniture)) if furniture else (),
        tuple(json.loads(notes)) if notes else (),
        digest,
    )
