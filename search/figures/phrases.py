"""Phrases of a language, found by where they begin or end."""

from collections.abc import Iterable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Phrases(Generic[_Value]):
    """Phrases of one or more tokens, found by where they begin or end; the longest wins."""

    __slots__ = ("_first", "_last", "_table", "words")

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], _Value]] = ()) -> None:
        """Of several entries of one phrase, the first counts."""
        self._table: dict[tuple[str, ...], _Value] = {}
        self._first: dict[str, list[int]] = {}
        self._last: dict[str, list[int]] = {}
        self.words: set[str] = set()
        for phrase, value in entries:
            if not phrase or phrase in self._table:
                continue
            self._table[phrase] = value
            for lengths, end in ((self._first, phrase[0]), (self._last, phrase[-1])):
                known = lengths.setdefault(end, [])
                if len(phrase) not in known:
                    known.append(len(phrase))
                    known.sort(reverse=True)
            self.words.update(phrase)

    def __bool__(self) -> bool:
        """Whether there is any phrase."""
        return bool(self._table)

    def items(self) -> Iterable[tuple[tuple[str, ...], _Value]]:
        """Every phrase with its value."""
        return self._table.items()

    @property
    def first_words(self) -> Iterable[str]:
        """Every word that begins a phrase."""
        return self._first.keys()

    @property
    def last_words(self) -> Iterable[str]:
        """Every word that ends a phrase."""
        return self._last.keys()

    def at(self, words: list[str], index: int) -> tuple[int, _Value] | None:
        """The phrase that begins at token `index`: the index after it, and its value."""
        lengths = self._first.get(words[index])
        if lengths is None:
            return None
        for length in lengths:
            phrase = tuple(words[index : index + length])
            if phrase in self._table:
                return index + len(phrase), self._table[phrase]
        return None

    def before(self, words: list[str], index: int) -> tuple[int, _Value] | None:
        """The phrase whose last token is `index - 1`: the index of its first token, and its value."""
        lengths = self._last.get(words[index - 1])
        if lengths is None:
            return None
        for length in lengths:
            if length <= index:
                phrase = tuple(words[index - length : index])
                if phrase in self._table:
                    return index - length, self._table[phrase]
        return None
