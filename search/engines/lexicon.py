"""The lexicon: which words, as they are written, stand for which terms, and how often.

It answers what an index of stems cannot: what "inver" may become, and which term "compania" means, typed without its
accent. It lies beside the index, in SQLite, and only grows: a word whose articles are
gone finds nothing, which is harmless.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_END = "\U0010ffff"
_BUSY = 2.0  # seconds to wait for another process that writes


class Lexicon:
    """The words of one index. Methods raise `sqlite3.Error` when the file is damaged."""

    def __init__(self, path: Path, writable: bool = True) -> None:
        """Open the lexicon at `path`, which is created when there is none and it is `writable`."""
        mode = "rwc" if writable else "ro"
        self._db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY, check_same_thread=False
        )
        if writable:
            self._db.execute("pragma journal_mode=wal")
            self._db.execute("pragma synchronous=normal")
            self._db.execute(
                "create table if not exists word"
                " (surface text, term text, articles int, primary key (surface, term)) without rowid"
            )
            self._db.execute("create index if not exists word_by_term on word (term, articles)")
            self._db.commit()
        else:
            self._db.execute("select 1 from word limit 1").fetchone()

    def add(self, counts: Counter[tuple[str, str]]) -> None:
        """Add the folded words and their terms, with the number of articles that hold each."""
        with self._db:
            self._db.executemany(
                "insert into word values (?, ?, ?) on conflict do update set articles = articles + excluded.articles",
                ((surface, term, count) for (surface, term), count in sorted(counts.items())),
            )

    def terms(self, surface: str) -> list[str]:
        """Return the terms that the folded word `surface` stands for, in any language."""
        return _column(self._db.execute("select term from word where surface = ?", (surface,)))

    def forms(self, terms: set[str], most: int) -> set[str]:
        """Return the folded words that stand for any of `terms`, at most `most`, those in most articles first."""
        slots = ",".join("?" * len(terms))
        rows = self._db.execute(
            f"select surface from word where term in ({slots}) order by articles desc limit ?", (*sorted(terms), most)
        )
        return set(_column(rows))

    def completions(self, beginning: str, most: int) -> list[str]:
        """Return the terms of the words that begin so, those in most articles first, at most `most`."""
        rows = self._db.execute(
            "select term from word where surface >= ? and surface < ?"
            " group by term order by sum(articles) desc limit ?",
            (beginning, beginning + _END, most),
        )
        return _column(rows)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _column(rows: Iterable[tuple[str]]) -> list[str]:
    return [row[0] for row in rows]
