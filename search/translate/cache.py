"""Translations that were made before, kept between runs in one SQLite file that only its owner can read.

A piece is found by the provider, the two languages and its text, of which only a fingerprint is kept. What is in the
file can be made again: a damaged one is thrown away, and one that cannot be used is done without.
"""

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from search.text import clean
from search.translate.provider import Provider

T = TypeVar("T")

MOST_KEPT = 100_000
"""Pieces that are kept, some 100 MB; the oldest go first, when the file is opened."""
_SCHEMA = 1
_BUSY = 2.0  # seconds to wait for another process


@dataclass(frozen=True, slots=True)
class Kept:
    """A translation, and when it was made."""

    text: str
    day: date


def fingerprint(provider: Provider, source: str, target: str, text: str) -> bytes:
    """What a piece is found by."""
    parts = (provider.service, provider.server, source, target, text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()


class Cache:
    """Translations by fingerprint. May be used from many threads; never raises for what happens to its file."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened, and created with its folder, when it is first used."""
        self.path = path
        self._db: sqlite3.Connection | None = None
        self._is_usable = True
        self._lock = threading.Lock()

    def find(self, key: bytes) -> Kept | None:
        """What is kept under a fingerprint."""

        def read(db: sqlite3.Connection) -> Kept | None:
            row = db.execute("select text, day from translation where key = ?", (key,)).fetchone()
            return Kept(clean(row[0]), date.fromisoformat(row[1])) if row else None

        return self._use(read, None)

    def keep(self, key: bytes, kept: Kept) -> None:
        """Keep a translation under its fingerprint."""

        def write(db: sqlite3.Connection) -> None:
            with db:
                row = (key, kept.text, kept.day.isoformat())
                db.execute("insert or replace into translation (key, text, day) values (?, ?, ?)", row)

        self._use(write, None)

    def forget(self) -> int:
        """Delete everything that is kept, also from the free pages of the file, and return how much it was."""
        if not self.path.exists():
            return 0

        def empty(db: sqlite3.Connection) -> int:
            with db:
                number = db.execute("delete from translation").rowcount
            db.execute("vacuum")
            return int(number)

        return self._use(empty, 0)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None

    def _use(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something with the file; a damaged one is begun anew, one that cannot be opened is done without."""
        with self._lock:
            for _ in range(2):
                if not self._is_usable:
                    break
                try:
                    if self._db is None:
                        self._db = _open(self.path)
                    return work(self._db)
                except (sqlite3.OperationalError, OSError):
                    self._is_usable = self._db is not None  # an open file that is busy will be free again
                    break
                except (sqlite3.Error, ValueError, TypeError):
                    self._begin_anew()
            return otherwise

    def _begin_anew(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None
        for suffix in ("", "-journal"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self.path}{suffix}")


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Neither through a link that somebody else laid, nor, if it was there, open to others as it may have been.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)
    db = sqlite3.connect(path, timeout=_BUSY, check_same_thread=False)
    try:
        db.execute("pragma secure_delete = on")
        db.execute("pragma synchronous = off")  # the worst is that it is damaged, and begun anew
        if db.execute("pragma user_version").fetchone()[0] != _SCHEMA:
            with db:
                db.execute("drop table if exists translation")
                db.execute(
                    "create table translation (number integer primary key, key blob unique, text text, day text)"
                )
                db.execute(f"pragma user_version = {_SCHEMA}")
        with db:
            db.execute(
                "delete from translation where number <= (select max(number) from translation) - ?", (MOST_KEPT,)
            )
    except BaseException:
        db.close()
        raise
    return db
