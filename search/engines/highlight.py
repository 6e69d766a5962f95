"""Finds the words of a query in a text, whatever their inflection, and cuts the snippet that shows most of them.

The forms that a word takes come from the lexicon, so that no text need be stemmed again to show it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.engines.words import fold_letter

SNIPPET = 180
"""Characters of a snippet, about two lines of a terminal."""
_BEFORE = 50  # characters of a snippet before the first word that was found
_OPENING = 1_500  # characters in which most words of a query are found, and often all
_FARTHEST = 200_000  # characters of a text that are looked at
_SPACES = re.compile(r"\s+")
_MARK = re.compile("[\u0300-\u036f]")
_ANY_MARKS = "[\u0300-\u036f]{0,4}"
_LIGATURES = {"ss": "(?:ss|ß)", "ae": "(?:ae|æ)", "oe": "(?:oe|œ)", "th": "(?:th|þ)"}
_LIGATURE = re.compile("ss|ae|oe|th")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words to find side by side."""

    forms: tuple[tuple[str, ...], ...]
    """For each word all forms that it takes, folded."""
    beginning: str = ""
    """The last word may also be any that begins so, folded; "" when it may not."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """The words of one query, to be found in any text."""

    patterns: tuple[Pattern, ...]

    def spans(self, text: str) -> Spans:
        """Return where the words of the query stand in `text`, in order and not overlapping."""
        return _merged([(start, end) for start, end, _ in self._matches(text)])

    def snippet(self, text: str, start: int = 0, length: int = SNIPPET) -> tuple[str, Spans]:
        """Return the part of `text` that shows most of the query's words, and where they stand in it.

        The snippet is one line, at most `length` characters and two ellipses long. Where nothing is found it is what
        stands at `start`.
        """
        found, count = self._best(text[:_OPENING], length)
        if count < len(self.patterns) and len(text) > _OPENING:
            found, _ = self._best(text, length)
        first = start if found is None else max(0, found - _BEFORE)
        if found is not None and first and (space := text.find(" ", first, found)) >= 0:
            first = space + 1
        last = min(len(text), first + length)
        if last < len(text) and (space := text.rfind(" ", (found or first) + 1, last)) > 0:
            last = space
        line = _SPACES.sub(" ", text[first:last]).strip()
        shown = ("…" if text[:first].strip() else "") + line + ("…" if text[last:].strip() else "")
        return shown, self.spans(shown)

    def _best(self, text: str, length: int) -> tuple[int | None, int]:
        """Return where the first word stands of the window with most different patterns, and how many it holds."""
        window: list[tuple[int, int]] = []
        best: int | None = None
        best_count = 0
        for start, _end, pattern in self._matches(text):
            window = [(at, which) for at, which in window if start - at < length - _BEFORE - 20]
            window.append((start, pattern))
            count = len({which for _, which in window})
            if count > best_count:
                best, best_count = window[0][0], count
                if count == len(self.patterns):
                    break
        return best, best_count

    def _matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, number of the pattern) for every pattern found, in order."""
        if not self.patterns:
            return
        text = text[:_FARTHEST]
        expression = _expression(self.patterns, bool(_MARK.search(text)))
        for match in expression.finditer(_level(text)):
            yield match.start(), match.end(), int((match.lastgroup or "p0")[1:])


def _level(text: str) -> str:
    """Return `text` in lower case and without accents, letter by letter, so that every place stays where it is."""
    lower = text.lower()
    if len(lower) != len(text):  # one letter, İ, becomes two
        lower = "".join(character.lower()[0] for character in text)
    return lower if lower.isascii() else lower.translate(_LETTERS)


class _Letters(dict[int, str]):
    """The plain letter of each letter, filled when one is first met; ligatures stay as they are."""

    def __missing__(self, code: int) -> str:
        plain = fold_letter(chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_LETTERS = _Letters()


@lru_cache(maxsize=32)
def _expression(patterns: tuple[Pattern, ...], marks: bool) -> re.Pattern[str]:
    """Return what finds any of the patterns in a levelled text; with `marks`, in one with combining marks too."""
    return re.compile("|".join(f"(?P<p{number}>{_one(pattern, marks)})" for number, pattern in enumerate(patterns)))


def _one(pattern: Pattern, marks: bool) -> str:
    words = []
    for number, forms in enumerate(pattern.forms):
        options = [_letters(form, marks) for form in sorted(forms, key=len, reverse=True)]
        if pattern.beginning and number == len(pattern.forms) - 1:
            options.insert(0, _letters(pattern.beginning, marks) + r"\w{0,60}")
        words.append(f"(?:{'|'.join(options) or '(?!)'})")
    return r"\b" + r"\W{1,8}".join(words) + r"\b"


def _letters(form: str, marks: bool) -> str:
    if marks:
        return "".join(re.escape(letter) + _ANY_MARKS for letter in form)
    return _LIGATURE.sub(lambda match: _LIGATURES[match.group()], re.escape(form))


def _merged(spans: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
