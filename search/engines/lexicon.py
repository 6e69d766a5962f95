"""The lexicon: which words, as they are written, stand for which terms, and how often.

It answers what an index of stems cannot: what "inver" may become, which term "compania" means, typed without its
accent, and which word was meant by one that occurs nowhere. It lies beside the index, in SQLite, and only grows: a word
whose articles are gone finds nothing, which is harmless.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

_END = "\U0010ffff"
_BUSY = 2.0  # seconds to wait for another process that writes
_COMMON = 20_000  # words among which one or two letters are completed: those written most often
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SHORTEST_FUZZY = 3  # letters of a word that may differ by one
_SHORTEST_FAR = 6  # letters of a word that may differ by two
_MOST_READ = 20_000  # words of one beginning that are looked at for one that differs by two letters
_SLOTS = 500  # values of one SQL statement


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
                " (surface text, term text, written int, primary key (surface, term)) without rowid"
            )
            self._db.execute("create index if not exists word_by_term on word (term)")
            self._db.commit()
        else:
            self._db.execute("select 1 from word limit 1").fetchone()
        self._common: list[tuple[str, str]] | None = None

    def add(self, counts: Iterable[tuple[str, str, int]]) -> None:
        """Add folded words and their terms, with the number of times that each is written, in order."""
        with self._db:
            self._db.executemany(
                "insert into word values (?, ?, ?) on conflict do update set written = written + excluded.written",
                counts,
            )
        self.renew()

    def renew(self) -> None:
        """Forget what was remembered of the words, since some were added."""
        self._common = None

    def terms(self, surface: str) -> list[str]:
        """Return the terms that the folded word `surface` stands for, in any language."""
        return _column(self._db.execute("select term from word where surface = ?", (surface,)))

    def forms(self, terms: set[str], most: int) -> set[str]:
        """Return the folded words that stand for any of `terms`, at most `most`, those written most often first."""
        slots = ",".join("?" * len(terms))
        rows = self._db.execute(
            f"select surface from word where term in ({slots}) order by written desc limit ?", (*sorted(terms), most)
        )
        return set(_column(rows))

    def completions(self, beginning: str, most: int) -> list[str]:
        """Return the terms of the words that begin so, those written most often first, at most `most`."""
        if len(beginning) < 3:
            found = dict.fromkeys(term for word, term in self.common() if word.startswith(beginning))
            if found:
                return list(found)[:most]
        rows = self._db.execute(
            "select term from word where surface >= ? and surface < ? group by term order by sum(written) desc limit ?",
            (beginning, beginning + _END, most),
        )
        return _column(rows)

    def like(self, word: str, most: int) -> list[tuple[str, str]]:
        """Return (folded word, term) of the words that differ from the folded `word` by one letter.

        A letter may be missing, added, another, or changed places with its neighbour; the first is no exception.
        Words written most often come first; shorter words than three letters have none.
        """
        if len(word) < _SHORTEST_FUZZY:
            return []
        return self._known(sorted(set(_neighbours(word)) - {word}), most)

    def suggestion(self, word: str) -> str:
        """Return the folded word that was most likely meant by one that occurs nowhere, "" when there is none."""
        near = self.like(word, 1)
        if near or len(word) < _SHORTEST_FAR:
            return near[0][0] if near else ""
        rows = self._db.execute(
            "select surface, written from (select surface, written from word where surface >= ? and surface < ?"
            " limit ?) where length(surface) between ? and ? order by written desc",
            (word[:2], word[:2] + _END, _MOST_READ, len(word) - 2, len(word) + 2),
        )
        return next((surface for surface, _ in rows if _two_apart(word, surface)), "")

    def common(self) -> list[tuple[str, str]]:
        """Return (folded word, term) of the words written most often, in that order."""
        if self._common is None:
            rows = self._db.execute("select surface, term from word order by written desc limit ?", (_COMMON,))
            self._common = rows.fetchall()
        return self._common

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _known(self, words: list[str], most: int) -> list[tuple[str, str]]:
        found: list[tuple[int, str, str]] = []
        for start in range(0, len(words), _SLOTS):
            some = words[start : start + _SLOTS]
            slots = ",".join("?" * len(some))
            found += self._db.execute(f"select written, surface, term from word where surface in ({slots})", some)
        found.sort(key=lambda row: -row[0])
        return [(surface, term) for _, surface, term in found[:most]]


def _neighbours(word: str) -> Iterator[str]:
    letters = _LETTERS + "".join(sorted(set(word) - set(_LETTERS)))
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in letters:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _two_apart(a: str, b: str) -> bool:
    """Tell whether two words differ by at most two letters: missing, added or another."""
    if abs(len(a) - len(b)) > 2:
        return False
    row = list(range(len(b) + 1))
    for place, letter in enumerate(a, 1):
        last, row[0] = row[0], place
        for other, against in enumerate(b, 1):
            last, row[other] = (
                row[other],
                min(row[other] + 1, row[other - 1] + 1, last + (letter != against)),
            )
    return row[-1] <= 2


def _column(rows: Iterable[tuple[str]]) -> list[str]:
    return [row[0] for row in rows]
