"""The sections of a language file as tables that are quick to look up."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from search.figures.page import split
from search.figures.phrases import Phrases


class Sections:
    """Reads the sections of a language file; a section or list that is not there is empty."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read from the parsed file of one language."""
        self._data = data

    def table(self, name: str) -> Mapping[str, Any]:
        """A section as written."""
        found: Mapping[str, Any] = self._data.get(name, {})
        return found

    def phrases(self, section: str, name: str) -> Phrases[str]:
        """A list of a section, to be found in a text; each phrase has itself as value."""
        return Phrases((split(phrase), phrase) for phrase in self.table(section).get(name, ()))

    def words(self, section: str, name: str) -> frozenset[tuple[str, ...]]:
        """A list of a section, to be compared with the words between two figures."""
        return frozenset(split(phrase) for phrase in self.table(section).get(name, ()))


def inverted(table: Mapping[str, Any], splitter: Callable[[str], tuple[str, ...]]) -> Phrases[str]:
    """The names of a table of names by unit or currency, each with that; `splitter` cuts a name into tokens."""
    return Phrases((splitter(name), code) for code, names in table.items() for name in names)


def labelled(table: Mapping[str, Any], labels: tuple[str, ...]) -> Phrases[str]:
    """The phrases of some lists of a section, each with the name of its list (without "_after").

    A phrase whose last word the section contracts with an article stands for the contracted ones too: with "más de"
    goes "más del".
    """
    contractions: Mapping[str, Iterable[str]] = table.get("contractions", {})
    written = [(split(phrase), label.removesuffix("_after")) for label in labels for phrase in table.get(label, ())]
    contracted = (
        ((*phrase[:-1], word), label) for phrase, label in written for word in contractions.get(phrase[-1], ())
    )
    return Phrases([*written, *contracted])


def fraction(written: str) -> Decimal:
    """The value of a fraction such as "2/3" in a data file."""
    numerator, denominator = written.split("/")
    return Decimal(numerator) / Decimal(denominator)


def by_pair(phrases: Iterable[str]) -> dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    """Idioms by each two words in a row, or by their only one: (position of the first of them, phrase)."""
    table: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
    for phrase in phrases:
        words = split(phrase)
        for position in range(max(1, len(words) - 1)):
            table.setdefault(words[position : position + 2], []).append((position, words))
    return table


def neighbours(pairs: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Every word of an idiom with the words that stand beside it in any; a word that is an idiom alone, with itself."""
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair[0], set()).add(pair[-1])
        found.setdefault(pair[-1], set()).add(pair[0])
    return {word: frozenset(beside) for word, beside in found.items()}
