"""Articles whose body stays in the store until somebody reads it: a library of fifty thousand fits in memory so."""

import sqlite3
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from search.article import Article

_MOST_KEPT = 400  # bodies in memory: more than a screen and a comparison show


class Shelf:
    """The bodies of articles in one store, by the number of their row."""

    def __init__(self, path: Path) -> None:
        """Open the store at `path` for reading. Raises `sqlite3.Error` when it cannot be read."""
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._db.execute("select 1 from article limit 1").fetchone()
        self._kept: OrderedDict[int, str] = OrderedDict()
        self._lock = threading.Lock()

    def body(self, row: int) -> str:
        """Return the body of an article, "" when the store has lost it."""
        with self._lock:
            if row in self._kept:
                self._kept.move_to_end(row)
                return self._kept[row]
            try:
                found = self._db.execute("select body from article where row = ?", (row,)).fetchone()
            except sqlite3.Error:
                found = None
            body: str = found[0] if found else ""
            self._kept[row] = body
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            return body

    def traits(self, version: int) -> dict[str, str]:
        """Return the traits that are kept of this version, by the key of their article."""
        with self._lock:
            try:
                return dict(self._db.execute("select key, traits from trait where version = ?", (version,)))
            except sqlite3.Error:
                return {}


class ShelvedArticle(Article):
    """An article of a store. It is an `Article` in every way; its body is fetched each time it is asked for."""

    __slots__ = ("_own", "_row", "_shelf")

    @classmethod
    def of(cls, shelf: Shelf, row: int, values: tuple[Any, ...]) -> "ShelvedArticle":
        """Return the article in a row; `values` are its fields without the body, in the order of `FIELDS`."""
        article = cls.__new__(cls)
        _SET_SHELF(article, shelf)
        _SET_ROW(article, row)
        for set_field, value in zip(_SETTERS, values):  # noqa: B905 - ten thousand times at a start
            set_field(article, value)
        return article

    @property
    def body(self) -> str:
        """The text of the article."""
        shelf: Shelf | None = getattr(self, "_shelf", None)
        own: str = self._own if shelf is None else shelf.body(self._row)  # type: ignore[attr-defined]
        return own

    @body.setter
    def body(self, text: str) -> None:
        object.__setattr__(self, "_own", text)  # a copy that `dataclasses.replace` makes

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the same article, wherever its body lies."""
        if not isinstance(other, Article):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in (*FIELDS, "body"))

    def __hash__(self) -> int:
        """Return the hash of the article that it equals."""
        return hash(self._plain())

    def __reduce__(self) -> Any:
        """Leave the store when it is sent to another process."""
        return _article, (tuple(getattr(self, name) for name in _ALL_FIELDS),)

    def _plain(self) -> Article:
        return Article(**{name: getattr(self, name) for name in _ALL_FIELDS})


FIELDS = ("path", "title", "source", "language", "published", "furniture", "notes", "digest")
"""The fields of an article but its body."""
_ALL_FIELDS = tuple(Article.__dataclass_fields__)
# The dataclass is frozen: only its slots themselves can be set.
_SETTERS = [getattr(ShelvedArticle, name).__set__ for name in FIELDS]
_SET_SHELF, _SET_ROW = (getattr(ShelvedArticle, name).__set__ for name in ("_shelf", "_row"))


def _article(values: tuple[Any, ...]) -> Article:
    return Article(*values)
