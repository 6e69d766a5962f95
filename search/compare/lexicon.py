"""What words mean: concepts of news in several languages, found in a text.

The concepts are data: `concepts/*.toml`, one table a concept, one line of patterns a language.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from search.compare.words import Word, fold_text, words
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
    is_word: bool = False
    """A word of the dictionary: it says what a sentence is about, never what a figure measures."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A concept found in a text: the words `first` to `last` (indices, inclusive) mean it."""

    concept: str
    first: int
    last: int


_NOT = "not "
"""Before a concept's name: a pattern of words that do not mean it."""


_PART = 6
"""Letters that a part of a compound must have to be looked for."""
_COMPOUND = _PART + 4
_COMPOUNDING = frozenset({"de", "nl"})


class Lexicon:
    """Finds the concepts that the words of one language mean."""

    def __init__(
        self,
        patterns: Mapping[str, Sequence[str]],
        exceptions: Mapping[str, Sequence[str]],
        dictionary: Mapping[str, Sequence[str]] | None = None,
        *,
        compounds: bool = False,
    ) -> None:
        """Take, by concept, its patterns and the patterns of words that do not mean it (see `concepts/`).

        Patterns are as `fold_patterns` gives them. `dictionary` holds the patterns of words that are no concepts.
        `compounds` tells whether the language writes compounds as one word: the last part of an unknown one counts.
        """
        dictionary = dictionary or {}
        self._words = dictionary.keys()
        self._compounds = compounds
        self._single: dict[str, list[str]] = {}
        self._phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
        for concept, own in chain(patterns.items(), dictionary.items()):
            self._add(concept, own)
        for concept, own in exceptions.items():
            self._add(_NOT + concept, own)
        phrases = [phrase for seconds in self._phrases.values() for own in seconds.values() for phrase, _ in own]
        self._elements = self._single.keys() | {element for phrase in phrases for element in phrase}
        self._infixes = [e.strip("*") for e in self._elements if len(e) > 2 and e[0] == "*" and e[-1] == "*"]
        self._matching: dict[str, tuple[str, ...]] = {}

    def _add(self, concept: str, patterns: Sequence[str]) -> None:
        for pattern in patterns:
            if " " in pattern:
                elements = pattern.split()
                self._phrases.setdefault(elements[0], {}).setdefault(elements[1], []).append((elements, concept))
            else:
                self._single.setdefault(pattern, []).append(concept)

    def senses(self, text: Sequence[Word]) -> list[Sense]:
        """The concepts in `text`, by place; a longer phrase hides the shorter ones inside it."""
        found: list[Sense] = []
        denied: list[Sense] = []
        for first in range(len(text)):
            for sense in self._senses_from(text, first):
                (denied if sense.concept.startswith(_NOT) else found).append(sense)
        long = [sense for sense in found if sense.last > sense.first]
        return [s for s in found if not any(self._hides(o, s) for o in long) and not any(_denies(d, s) for d in denied)]

    def _hides(self, longer: Sense, other: Sense) -> bool:
        """Whether a phrase hides a shorter one inside it; a phrase of the dictionary hides no concept."""
        inside = longer.first <= other.first and other.last <= longer.last
        shorter = (longer.last - longer.first) > (other.last - other.first)
        return inside and shorter and (longer.concept not in self._words or other.concept in self._words)

    def _senses_from(self, text: Sequence[Word], first: int) -> Iterator[Sense]:
        """The longest match that starts at a word: of concepts, of the dictionary, and of what is not meant."""
        longest: dict[str, tuple[int, list[str]]] = {}
        for element in self._matches(text[first].folded):
            for concept in self._single.get(element, ()):
                self._lengthen(longest, 1, concept)
            if element in self._phrases and first + 1 < len(text):
                for elements, concept in self._phrases_from(element, text[first + 1].folded):
                    last = first + len(elements)
                    if last <= len(text) and all(
                        e in self._matches(word.folded)
                        for e, word in zip(elements[2:], text[first + 2 : last], strict=True)
                    ):
                        self._lengthen(longest, len(elements), concept)
        for length, own in longest.values():
            for concept in dict.fromkeys(own):
                yield Sense(concept, first, first + length - 1)

    def _phrases_from(self, element: str, second: str) -> Iterator[tuple[list[str], str]]:
        """The phrases that start with an element and a word."""
        seconds = self._phrases[element]
        for following in self._matches(second):
            yield from seconds.get(following, ())

    def _lengthen(self, longest: dict[str, tuple[int, list[str]]], length: int, concept: str) -> None:
        kind = "denial" if concept.startswith(_NOT) else "word" if concept in self._words else "concept"
        known = longest.get(kind)
        if known is None or length > known[0]:
            longest[kind] = (length, [concept])
        elif length == known[0]:
            known[1].append(concept)

    def _matches(self, word: str) -> tuple[str, ...]:
        known = self._matching.get(word)
        if known is None:
            candidates = [word]
            candidates += [word[:length] + "*" for length in range(1, len(word) + 1)]
            candidates += ["*" + word[start:] for start in range(len(word))]
            candidates += [f"*{infix}*" for infix in self._infixes if infix in word]
            known = tuple(c for c in candidates if c in self._elements)
            if not known and self._compounds and len(word) >= _COMPOUND:
                known = self._last_part(word)
            self._matching[word] = known
        return known

    def _last_part(self, word: str) -> tuple[str, ...]:
        """What the longest known noun that a compound ends in matches: the last part says what a compound is."""
        for start in range(_COMPOUND - _PART, len(word) - _PART + 1):
            part = word[start:]
            known = [c for c in (part, *(part[:n] + "*" for n in range(_PART, len(part) + 1))) if c in self._elements]
            if known:
                return tuple(known)
        return ()


def _denies(denial: Sense, other: Sense) -> bool:
    inside = denial.first <= other.first and other.last <= denial.last
    return inside and denial.concept == _NOT + other.concept


_SEPARATORS = str.maketrans("’'-", "   ")


_SPACES = re.compile(r" {2,}")
_COMMAS = re.compile(r" ?,[ ,]*")


def fold_patterns(lines: str) -> list[list[str]]:
    """The patterns of each line of a text, folded as words are; apostrophes and hyphens separate as in a text.

    A whole file is folded in one go, which takes a fraction of the time.
    """
    text = _COMMAS.sub(",", _SPACES.sub(" ", fold_text(lines).translate(_SEPARATORS)))
    return [line.strip(" ,").split(",") if line else [] for line in text.split("\n")]


@dataclass(frozen=True, slots=True)
class _Tables:
    concepts: dict[str, Concept]
    lines: dict[str, dict[str, str]]
    """By language and concept, the patterns as written."""
    exceptions: dict[str, str]


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
        first = line[:1]
        if first == "[":
            table = tables.setdefault(line.strip().strip("[]"), {})
        elif first and first != "#":
            key, _, value = line.partition(" = ")
            if len(key) == _LANGUAGE and value[:1] == value[-1:] == '"' and not {"\\", "#"} & set(value):
                table[key] = value[1:-1]
                continue
            entry = _ENTRY.match(line)
            if entry is None:
                raise ValueError(f"line {number} is not an entry: {line[:60]}")
            table[entry[1]] = json.loads(entry[2])
    return tables


_LANGUAGE = len("en")


@cache
def _tables() -> _Tables:
    concepts: dict[str, Concept] = {}
    lines: dict[str, dict[str, str]] = {}
    exceptions: dict[str, str] = {}
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
            exceptions[name] = table.get("not", "")
            for language, line in table.items():
                if len(language) == _LANGUAGE and isinstance(line, str) and language != "is":
                    lines.setdefault(language, {})[name] = line
    for name in _dictionary(_NAMES_FROM):
        concepts[name] = Concept(name, is_word=True)
    return _Tables(concepts, lines, exceptions)


_NAMES_FROM = "en"
"""The language of the dictionary that all meanings have a line in."""


@cache
def _dictionary(language: str) -> dict[str, str]:
    """The patterns of a language by meaning, as written, from `dictionary/`; empty where there is no file."""
    file = files("search.compare").joinpath("dictionary", f"{language}.txt")
    if not file.is_file():
        return {}
    entries = (line.partition(": ") for line in file.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {name: forms for name, _, forms in entries}


def concepts() -> Mapping[str, Concept]:
    """All concepts by name."""
    return _tables().concepts


def languages() -> tuple[str, ...]:
    """The languages that concepts have words in, as ISO 639-1 codes."""
    return tuple(_tables().lines)


def patterns(language: str) -> Mapping[str, str]:
    """The words of a language by concept, as the files write them: patterns with commas between them."""
    return {**_dictionary(language), **_tables().lines.get(language, {})}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; an empty one where there is no data for it."""
    tables = _tables()
    lines, dictionary = tables.lines.get(language, {}), _dictionary(language)
    exceptions = tables.exceptions if lines or dictionary else {}
    return Lexicon(
        _folded(lines),
        _folded({name: line for name, line in exceptions.items() if line}),
        _folded(dictionary),
        compounds=language in _COMPOUNDING,
    )


def _folded(lines: Mapping[str, str]) -> dict[str, list[str]]:
    return dict(zip(lines, fold_patterns("\n".join(lines.values())), strict=True)) if lines else {}


@cache
def cues(language: str) -> Lexicon:
    """The words of a language that tell a figure's role, from `cues.toml`: "previous", "forecast", "part", ..."""
    text = files("search.compare").joinpath("cues.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return Lexicon(_folded({role: ",".join(table.get(language, [])) for role, table in tables.items()}), {})


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
