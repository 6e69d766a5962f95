"""Articles whose body stays in the store until somebody reads it: a library of fifty thousand fits in memory so."""

import contextlib
import json
import sqlite3
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from search.article import Article

DAMAGED = "What was kept of this article is damaged: close atodds and open it again, and its file is read anew."
"""What is shown in the place of a body that is not what was kept."""
_MOST_KEPT = 400  # bodies in memory: more than a screen and a comparison show


class Shelf:
    """The bodies of articles in one store, by the number of their row."""

    def __init__(self, path: Path) -> None:
        """Open the store at `path` for reading. Raises `sqlite3.Error` when it cannot be read."""
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._db.execute("select 1 from article limit 1").fetchone()
        self._path = path
        self._kept: OrderedDict[int, str] = OrderedDict()
        self._lock = threading.Lock()

    def body(self, row: int) -> str:
        """Return the body of an article, "" when the store has lost it, `DAMAGED` when its row is not what was kept."""
        with self._lock:
            if row in self._kept:
                self._kept.move_to_end(row)
                return self._kept[row]
            try:
                found = self._db.execute(_ROW, (row,)).fetchone()
            except sqlite3.Error:
                found = None
            body = self._checked(*found) if found else ""
            self._kept[row] = body
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            return body

    def _checked(self, sum_then: object, body: bytes, *values: bytes) -> str:
        if sum_then == _sum(body, values):
            return body.decode("utf-8", "replace")
        with contextlib.suppress(OSError):  # a store that cannot be written cannot be made anew either
            damage_mark(self._path).touch(mode=0o600)
        return DAMAGED

    def traits(self, version: int) -> dict[str, str]:
        """Return the traits that are kept of this version, by the key of their article."""
        with self._lock:
            try:
                return dict(
                    self._db.execute(
                        "select key, traits from trait where version = ?"
                        " and key in (select key from article where not gone)",
                        (version,),
                    )
                )
            except sqlite3.Error:
                return {}


class ShelvedArticle(Article):
    """An article of a store. It is an `Article` in every way; its body is fetched each time it is asked for.

    Its other fields lie as the store gave them, and are made of that when they are asked for: ten thousand are made
    at a start, and few of them looked at.
    """

    __slots__ = ("_row", "_shelf", "_values")

    @classmethod
    def of(cls, shelf: Shelf, row: int, values: tuple[Any, ...]) -> "ShelvedArticle":
        """Return the article in a row; `values` are its columns as in `COLUMNS`."""
        article = cls.__new__(cls)
        _SET_SHELF(article, shelf)
        _SET_ROW(article, row)
        _SET_VALUES(article, values)
        return article

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the same article, wherever its body lies."""
        if not isinstance(other, Article):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in FIELDS)

    def __hash__(self) -> int:
        """Return the hash of the article that it equals."""
        return hash(self._plain())

    def __reduce__(self) -> Any:
        """Leave the store when it is sent to another process."""
        return _article, (tuple(getattr(self, name) for name in FIELDS),)

    def _plain(self) -> Article:
        return Article(**{name: getattr(self, name) for name in FIELDS})


FIELDS = tuple(Article.__dataclass_fields__)
COLUMNS = ("path", "title", "source", "language", "published", "furniture", "notes", "digest", "url")
"""The columns of a store that hold the fields of an article, beside its body."""
# As bytes: a bit that has turned in a letter can make a text that SQLite refuses to return.
_BYTES = ", ".join(f"coalesce(cast({name} as blob), x'')" for name in ("body", *COLUMNS))
_ROW = f"select sum, {_BYTES} from article where row = ?"
# The dataclass is frozen: only its slots themselves can be set.
_SET_SHELF, _SET_ROW, _SET_VALUES = (getattr(ShelvedArticle, name).__set__ for name in ("_shelf", "_row", "_values"))


def column_values(article: Article) -> tuple[str, ...]:
    """Return the fields of an article as the columns of a store hold them."""
    return (
        article.path,
        article.title,
        article.source,
        article.language,
        article.published.isoformat() if article.published else "",
        json.dumps(article.furniture) if article.furniture else "",
        json.dumps(article.notes) if article.notes else "",
        article.digest,
        article.url,
    )


def row_sum(body: str, values: tuple[str, ...]) -> int:
    """Return the checksum of a row: a store keeps it, and a row that has another one is damaged."""
    return _sum(body.encode("utf-8", "replace"), [value.encode("utf-8", "replace") for value in values])


def damage_mark(path: Path) -> Path:
    """Return the file that stands beside a store when damage was seen in it."""
    return path.with_name(f"{path.name}-damaged")


def _sum(body: bytes, values: Iterable[bytes]) -> int:
    return zlib.crc32(b"\0".join(values), zlib.crc32(body))


def _read(name: str) -> property:
    """Return a field of an article in a store; a copy that `dataclasses.replace` makes holds its own."""
    own, place = getattr(Article, name), COLUMNS.index(name) if name in COLUMNS else -1
    made = {"published": _day, "furniture": _spans, "notes": _notes}.get(name, str)

    def get(article: ShelvedArticle) -> Any:
        if getattr(article, "_shelf", None) is None:
            return own.__get__(article)
        return made(article._values[place]) if place >= 0 else article._shelf.body(article._row)  # type: ignore[attr-defined]

    return property(get, own.__set__, doc=f"The {name} of the article.")


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):  # a damaged store is noticed where it can be mended, not on the screen
        return None


def _spans(value: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in _list(value))


def _notes(value: str) -> tuple[str, ...]:
    return tuple(map(str, _list(value)))


def _list(value: str) -> list[Any]:
    try:
        return list(json.loads(value)) if value else []
    except (TypeError, ValueError):
        return []


def _article(values: tuple[Any, ...]) -> Article:
    return Article(*values)


for _name in FIELDS:
    setattr(ShelvedArticle, _name, _read(_name))
