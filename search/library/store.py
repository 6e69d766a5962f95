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

_SCHEMA = 1  # goes up with the table
_BUSY = 2.0  # seconds to wait for another process


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it was kept, and the state of its file when it was read."""

    stamp: str
    article: Article


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

    def __init__(self, path: Path) -> None:
        """Open the store at `path`; it is created, readable for its owner only, when there is none."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        os.close(descriptor)
        self._db = sqlite3.connect(path, timeout=_BUSY, check_same_thread=False)
        try:
            self._db.execute("pragma journal_mode=wal")
            self._db.execute("pragma synchronous=normal")
            with self._db:
                self._db.execute("create table if not exists trait (key text primary key, version int, traits text)")
            if self._db.execute("pragma user_version").fetchone()[0] != _SCHEMA:
                with self._db:
                    self._db.execute("drop table if exists article")
                    self._db.execute(
                        "create table article (file blob primary key, stamp text, path text, title text, source text,"
                        " language text, published text, body text, furniture text, notes text, digest text)"
                    )
                    self._db.execute(f"pragma user_version = {_SCHEMA}")
        except BaseException:
            self._db.close()
            raise

    def load(self) -> dict[bytes, Kept]:
        """Return everything that is kept, by the identity of its file."""
        return {row[0]: Kept(row[1], _article(row[2:])) for row in self._db.execute("select * from article")}

    def keep(self, articles: Iterable[tuple[bytes, Kept]]) -> None:
        """Keep articles, in the place of what was kept of the same files."""
        with self._db:
            self._db.executemany(
                "insert or replace into article values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((file, kept.stamp, *_row(kept.article)) for file, kept in articles),
            )

    def forget(self, files: Iterable[bytes]) -> None:
        """Drop what is kept of files that are gone."""
        with self._db:
            self._db.executemany("delete from article where file = ?", ((file,) for file in files))

    def traits(self, version: int) -> dict[str, str]:
        """Return the traits that are kept of this version, by the key of their article in the index."""
        return dict(self._db.execute("select key, traits from trait where version = ?", (version,)))

    def keep_traits(self, traits: Iterable[tuple[str, str]], version: int) -> None:
        """Keep the traits of articles, by the key of each."""
        with self._db:
            self._db.executemany(
                "insert or replace into trait values (?, ?, ?)", ((key, version, text) for key, text in traits)
            )

    def forget_traits(self, keys: Iterable[str]) -> None:
        """Drop the traits of articles that are gone."""
        with self._db:
            self._db.executemany("delete from trait where key = ?", ((key,) for key in keys))

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def remove(path: Path) -> None:
    """Delete a store and what SQLite left beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{path}{suffix}")


def _row(article: Article) -> Iterator[str | None]:
    yield from (article.path, article.title, article.source, article.language)
    yield article.published.isoformat() if article.published else None
    yield article.body
    yield json.dumps(article.furniture)
    yield json.dumps(article.notes)
    yield article.digest


def _article(row: tuple[str, ...]) -> Article:
    path, title, source, language, published, body, furniture, notes, digest = row
    return Article(
        path=path,
        title=title,
        source=source,
        language=language,
        published=date.fromisoformat(published) if published else None,
        body=body,
        furniture=tuple((start, end) for start, end in json.loads(furniture)),
        notes=tuple(json.loads(notes)),
        digest=digest,
    )
