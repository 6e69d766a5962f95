"""What words mean: concepts of news in several languages, found in a text.

The concepts are data: `concepts/*.toml`, one table a concept, one line of patterns a language.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from search.compare.words import Word, fold, words
from search.figures import Kind


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning that several languages have words for."""

    name: str
    kinds: frozenset[Kind] = frozenset()
    """Kinds of figures that can measure it; empty for meanings that only describe."""
    near: frozenset[str] = frozenset()
    """Concepts that stand in the same sentences and must never be taken for this one."""
    broader: str = ""
    general: bool = False
    """A measure of anything, such as a cost or a value: it gives way to a more telling concept beside it."""
    evolving: bool = False
    """A running count that is revised from day to day."""
    is_name: bool = False
    """A place or institution whose name differs between languages."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A concept found in a text: the words `first` to `last` (indices, inclusive) mean it."""

    concept: str
    first: int
    last: int


_NOT = "not "
"""Before a concept's name: a pattern of words that do not mean it."""


@dataclass(slots=True)
class _Node:
    concepts: list[str] = field(default_factory=list)
    following: dict[str, "_Node"] = field(default_factory=dict)


class Lexicon:
    """Finds the concepts that the words of one language mean."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], exceptions: Mapping[str, Sequence[str]]) -> None:
        """Take, by concept, its patterns and the patterns of words that do not mean it (see `concepts/`)."""
        self._root = _Node()
        self._elements: set[str] = set()
        for concept, phrases in patterns.items():
            for phrase in phrases:
                self._add(concept, phrase)
        for concept, phrases in exceptions.items():
            for phrase in phrases:
                self._add(_NOT + concept, phrase)
        self._infixes = [e.strip("*") for e in self._elements if len(e) > 2 and e[0] == "*" and e[-1] == "*"]
        self._matching: dict[str, tuple[str, ...]] = {}

    def _add(self, concept: str, phrase: str) -> None:
        node = self._root
        elements = [fold(word) for word in _split(phrase)]
        for element in elements:
            self._elements.add(element)
            node = node.following.setdefault(element, _Node())
        if elements:
            node.concepts.append(concept)

    def senses(self, text: Sequence[Word]) -> list[Sense]:
        """The concepts in `text`, by place; a longer phrase hides the shorter ones inside it."""
        found: list[Sense] = []
        denied: list[Sense] = []
        for first in range(len(text)):
            for sense in self._senses_from(text, first):
                (denied if sense.concept.startswith(_NOT) else found).append(sense)
        long = [sense for sense in found if sense.last > sense.first]
        return [s for s in found if not any(_hides(o, s) for o in long) and not any(_denies(d, s) for d in denied)]

    def _senses_from(self, text: Sequence[Word], first: int) -> Iterator[Sense]:
        """The longest match that starts at a word, and the longest that says what is not meant."""
        nodes = [self._root]
        longest: dict[bool, tuple[int, list[str]]] = {}
        for position in range(first, len(text)):
            elements = self._matches(text[position].folded)
            nodes = [n.following[e] for n in nodes for e in elements if e in n.following]
            if not nodes:
                break
            concepts = [concept for node in nodes for concept in node.concepts]
            for denial in (False, True):
                own = [concept for concept in concepts if concept.startswith(_NOT) == denial]
                if own:
                    longest[denial] = (position, own)
        for last, own in longest.values():
            for concept in dict.fromkeys(own):
                yield Sense(concept, first, last)

    def _matches(self, word: str) -> tuple[str, ...]:
        known = self._matching.get(word)
        if known is None:
            candidates = [word]
            candidates += [word[:length] + "*" for length in range(1, len(word) + 1)]
            candidates += ["*" + word[start:] for start in range(len(word))]
            candidates += [f"*{infix}*" for infix in self._infixes if infix in word]
            known = self._matching[word] = tuple(c for c in candidates if c in self._elements)
        return known


def _denies(denial: Sense, other: Sense) -> bool:
    inside = denial.first <= other.first and other.last <= denial.last
    return inside and denial.concept == _NOT + other.concept


def _hides(longer: Sense, other: Sense) -> bool:
    inside = longer.first <= other.first and other.last <= longer.last
    return inside and (longer.last - longer.first) > (other.last - other.first)


def _split(phrase: str) -> list[str]:
    """Words of a pattern; apostrophes and hyphens separate as in a text, stars stay with their word."""
    return phrase.replace("’", " ").replace("'", " ").replace("-", " ").split()


@dataclass(frozen=True, slots=True)
class _Tables:
    concepts: dict[str, Concept]
    patterns: dict[str, dict[str, list[str]]]
    exceptions: dict[str, list[str]]


_ENTRY = re.compile(r'(\w+) = (".*"|\[.*\]|true|false)\s*(?:#.*)?$')


def read_tables(text: str) -> dict[str, dict[str, Any]]:
    """The tables of a file of concepts: the part of TOML that they are written in, a value a line.

    A comparison waits for this, and the general reader takes ten times as long.

    Raises:
        ValueError: for a line that is neither a table, nor an entry, nor a comment.
    """
    tables: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            table = tables.setdefault(line.strip().strip("[]"), {})
        elif line and not line.startswith("#"):
            entry = _ENTRY.match(line)
            if entry is None:
                raise ValueError(f"line {number} is not an entry: {line[:60]}")
            table[entry[1]] = json.loads(entry[2])
    return tables


@cache
def _tables() -> _Tables:
    concepts: dict[str, Concept] = {}
    patterns: dict[str, dict[str, list[str]]] = {}
    exceptions: dict[str, list[str]] = {}
    folder = files("search.compare").joinpath("concepts")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for name, table in read_tables(file.read_text("utf-8")).items():
            concepts[name] = Concept(
                name,
                frozenset(Kind(kind) for kind in table.get("dim", ())),
                frozenset(table.get("near", ())),
                table.get("is", ""),
                table.get("general", False),
                table.get("evolving", False),
                table.get("name", False),
            )
            exceptions[name] = _patterns(table.get("not", ""))
            for language, line in table.items():
                if len(language) == 2 and isinstance(line, str) and language != "is":
                    patterns.setdefault(language, {})[name] = _patterns(line)
    return _Tables(concepts, patterns, exceptions)


def _patterns(line: str) -> list[str]:
    return [pattern for part in line.split(",") if (pattern := part.strip())]


def concepts() -> Mapping[str, Concept]:
    """All concepts by name."""
    return _tables().concepts


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; an empty one where there is no data for it."""
    tables = _tables()
    return Lexicon(tables.patterns.get(language, {}), tables.exceptions if language in tables.patterns else {})


@cache
def cues(language: str) -> Lexicon:
    """The words of a language that tell a figure's role, from `cues.toml`: "previous", "forecast", "part", ..."""
    text = files("search.compare").joinpath("cues.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return Lexicon({role: table.get(language, []) for role, table in tables.items()}, {})


@cache
def connectives(use: str, language: str) -> frozenset[str]:
    """The folded words of a language that tie figures together, by use: see `connectives.toml`."""
    text = files("search.compare").joinpath("connectives.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[use].get(language, ()))


def meanings(text: str, language: str) -> set[str]:
    """The concepts that a phrase means.

    >>> "passenger" in meanings("31 millones de viajeros", "es")
    True
    """
    found = words(text)
    return {sense.concept for sense in lexicon(language).senses(found)}
