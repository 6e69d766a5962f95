"""The figures of the articles as they are searched: value, unit and what they measure, in a file of the cache.

Who reads figures is none of the library's business: it is told (`FactReader`), and keeps what comes out. Values are
kept as binary fractions, to be looked up; nothing is computed or shown from them.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from search.article import Article

_SCHEMA = 2
_BUSY = 2.0  # seconds to wait for another process
_ROUNDED = 0.005  # share by which a value may differ from the one asked for and be taken for it
_CONVERTED = 0.03  # the same for amounts in another currency


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of an article, as it is searched."""

    kind: str
    low: float
    high: float
    """Infinite where it is open."""
    unit: str
    """ISO 4217 code, "%", "km" ...; for counts the noun counted, folded."""
    euros: float
    """What one unit is worth in euros on the day of the article; 0 where it is no money, or that is not known."""
    concepts: tuple[str, ...]
    """What it may measure."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Figures that are asked for."""

    kind: str
    """"" for any kind."""
    low: float
    high: float
    unit: str
    """"" for any unit."""
    concepts: frozenset[str] = frozenset()
    """For counts: what the noun counted may mean."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An article that was compared with those of its story."""

    key: str
    members: tuple[str, ...]
    """The keys of all of them, its own too."""
    contradicts: bool
    """Whether a figure of it contradicts one of another."""


class FactReader(Protocol):
    """Reads figures, of articles and of queries, and compares them."""

    version: int
    """Goes up when the same article would have other facts."""
    verdicts_version: int
    """Goes up when the same articles would contradict each other elsewhere."""

    def contradicting(self, articles: Sequence[Article]) -> frozenset[int]:
        """Return the places of the articles with a figure that contradicts one of another."""

    def facts(self, article: Article) -> Sequence[Fact]:
        """Return the figures of an article."""

    def wanted(self, text: str) -> Wanted | None:
        """Return what "10..20M EUR" asks for, None when it holds no figure."""

    def concepts(self, text: str) -> frozenset[str]:
        """Return the concepts that words such as "deaths" mean, empty when none is known."""

    def euros(self, unit: str, day: str) -> float:
        """Return what one unit of a currency was worth in euros on a day ("2024-02-28"), 0 where unknown."""

    def is_unit(self, word: str) -> bool:
        """Tell whether a word is a unit, or a noun that figures count."""


class Facts:
    """The facts of one library, by the key of their article. Methods raise `sqlite3.Error` when the file is damaged."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it is created, readable for its owner only, when there is none."""
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
        self._db = sqlite3.connect(path, timeout=_BUSY, check_same_thread=False)
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        if self._db.execute("pragma user_version").fetchone()[0] != _SCHEMA:
            with self._db:
                for name in ("fact", "meaning", "done"):
                    self._db.execute(f"drop table if exists {name}")
                self._db.execute(
                    "create table fact (key text, kind text, low real, high real, unit text, euros real, day text,"
                    " number int)"
                )
                self._db.execute("create index fact_by_value on fact (kind, low)")
                self._db.execute("create index fact_by_key on fact (key, number)")
                self._db.execute("create table meaning (key text, number int, concept text)")
                self._db.execute("create index meaning_by_concept on meaning (concept, key, number)")
                self._db.execute("create index meaning_by_key on meaning (key)")
                self._db.execute("create table done (key text primary key, version int)")
                self._db.execute("drop table if exists compared")
                self._db.execute(
                    "create table compared (key text primary key, members text, contradicts int, version int)"
                )
                self._db.execute(f"pragma user_version = {_SCHEMA}")

    def known(self, version: int) -> set[str]:
        """Return the keys of the articles whose facts are kept."""
        return {row[0] for row in self._db.execute("select key from done where version = ?", (version,))}

    def keep(self, articles: Iterable[tuple[str, str, Sequence[Fact]]], version: int) -> None:
        """Keep the facts of articles: (key, day of publication or "", facts)."""
        with self._db:
            for key, day, facts in articles:
                self._drop(key)
                for number, fact in enumerate(facts):
                    values = (key, fact.kind, fact.low, fact.high, fact.unit, fact.euros, day, number)
                    self._db.execute("insert into fact values (?, ?, ?, ?, ?, ?, ?, ?)", values)
                    self._db.executemany(
                        "insert into meaning values (?, ?, ?)", ((key, number, concept) for concept in fact.concepts)
                    )
                self._db.execute("insert or replace into done values (?, ?)", (key, version))

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the facts of articles."""
        with self._db:
            for key in keys:
                self._drop(key)
                self._db.execute("delete from done where key = ?", (key,))

    def compared(self, version: int) -> dict[str, tuple[str, ...]]:
        """Return the articles that were compared, by key, with the keys of those of their story."""
        rows = self._db.execute("select key, members from compared where version = ?", (version,))
        return {key: tuple(members.split()) for key, members in rows}

    def keep_compared(self, articles: Iterable[Compared], version: int) -> None:
        """Keep what came out for articles."""
        with self._db:
            self._db.executemany(
                "insert or replace into compared values (?, ?, ?, ?)",
                ((each.key, " ".join(each.members), each.contradicts, version) for each in articles),
            )

    def forget_compared(self, keys: Iterable[str]) -> None:
        """Drop what came out for articles that are gone."""
        with self._db:
            self._db.executemany("delete from compared where key = ?", ((key,) for key in keys))

    def contradicting(self, version: int) -> set[str]:
        """Return the keys of the articles with a figure that contradicts one of their story."""
        return {
            row[0] for row in self._db.execute("select key from compared where contradicts and version = ?", (version,))
        }

    def on(self, concepts: frozenset[str]) -> set[str]:
        """Return the keys of the articles with a figure that may measure one of these."""
        slots = ",".join("?" * len(concepts))
        rows = self._db.execute(f"select distinct key from meaning where concept in ({slots})", sorted(concepts))
        return {row[0] for row in rows}

    def like(self, wanted: Wanted, reader: FactReader) -> set[str]:
        """Return the keys of the articles with a figure that is asked for; money at the rate of the article's day."""
        if wanted.kind == "money" and wanted.unit:
            return self._money(wanted, reader)
        low, high = _around(wanted, _ROUNDED)
        where = "low <= ? and high >= ?"
        values: list[float | str] = [high, low]
        if wanted.kind:
            where, values = f"kind = ? and {where}", [wanted.kind, *values]
        if wanted.concepts:
            slots = ",".join("?" * len(wanted.concepts))
            where += (
                " and exists (select 1 from meaning where meaning.key = fact.key and meaning.number = fact.number"
                f" and concept in ({slots}))"
            )
            values += sorted(wanted.concepts)
        elif wanted.unit:
            where += " and unit = ?"
            values.append(wanted.unit)
        return {row[0] for row in self._db.execute(f"select distinct key from fact where {where}", values)}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _money(self, wanted: Wanted, reader: FactReader) -> set[str]:
        found: set[str] = set()
        rates: dict[str, float] = {}
        rows = self._db.execute("select key, low, high, unit, euros, day from fact where kind = 'money'")
        exact, near = _around(wanted, _ROUNDED), _around(wanted, _CONVERTED)
        for key, low, high, unit, euros, day in rows:
            if unit == wanted.unit:
                if low <= exact[1] and high >= exact[0]:
                    found.add(key)
                continue
            if day not in rates:
                rates[day] = reader.euros(wanted.unit, day)
            if euros and rates[day]:
                share = euros / rates[day]
                if low * share <= near[1] and high * share >= near[0]:
                    found.add(key)
        return found

    def _drop(self, key: str) -> None:
        self._db.execute("delete from fact where key = ?", (key,))
        self._db.execute("delete from meaning where key = ?", (key,))


def _around(wanted: Wanted, share: float) -> tuple[float, float]:
    """Return the bounds of what is asked for; a single value is taken with what is rounded to it."""
    if wanted.low != wanted.high:
        return wanted.low, wanted.high
    margin = abs(wanted.low) * share
    return wanted.low - margin, wanted.high + margin
