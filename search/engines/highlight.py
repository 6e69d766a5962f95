"""Finds the words of a query in a text, whatever their inflection, and cuts the snippet that shows most of them.

The forms that a word takes come from the lexicon, so that no text need be stemmed again to show it; each word of a text
is looked up among them, so that no expression need be compiled for a query.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.engines.words import fold, words_in

SNIPPET = 180
"""Characters of a snippet, about two lines of a terminal."""
_BEFORE = 50  # characters of a snippet before the first word that was found
_OPENING = 1_500  # characters in which most words of a query are found, and often all
_FARTHEST = 200_000  # characters of a text that are looked at
_WIDEST_GAP = 8  # characters between two words of a phrase
_SPACES = re.compile(r"\s+")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words to find side by side."""

    forms: tuple[frozenset[str], ...]
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
        """Yield (start, end, number of the pattern) for every pattern found, in the order of their ends."""
        if not self.patterns:
            return
        single: dict[str, int] = {}
        beginnings: list[tuple[str, int]] = []
        phrases: list[tuple[int, Pattern]] = []
        for number, pattern in enumerate(self.patterns):
            if len(pattern.forms) > 1:
                phrases.append((number, pattern))
                continue
            single.update((form, number) for form in pattern.forms[0] if form not in single)
            if pattern.beginning:
                beginnings.append((pattern.beginning, number))
        longest = max((len(pattern.forms) for _, pattern in phrases), default=1)
        recent: list[tuple[int, int, str]] = []
        folded = _FOLDED
        for match in words_in(text[:_FARTHEST]):
            word = folded[match.group()]
            which = single.get(word)
            if which is None:
                for beginning, number in beginnings:
                    if word.startswith(beginning):
                        which = number
                        break
            if which is not None:
                yield match.start(), match.end(), which
            if not phrases:
                continue
            if recent and match.start() - recent[-1][1] > _WIDEST_GAP:
                recent.clear()
            recent.append((match.start(), match.end(), word))
            del recent[:-longest]
            for number, pattern in phrases:
                if _ends_with(recent, pattern):
                    yield recent[-len(pattern.forms)][0], match.end(), number


def _ends_with(recent: list[tuple[int, int, str]], pattern: Pattern) -> bool:
    """Tell whether the words that were met last are those of a phrase."""
    count = len(pattern.forms)
    if len(recent) < count:
        return False
    word = recent[-1][2]
    if word not in pattern.forms[-1] and not (pattern.beginning and word.startswith(pattern.beginning)):
        return False
    return all(item[2] in forms for item, forms in zip(recent[-count:-1], pattern.forms[:-1], strict=True))


class _Folded(dict[str, str]):
    """The folded form of each word, filled when one is first met."""

    def __missing__(self, word: str) -> str:
        if len(self) >= 100_000:
            self.clear()
        self[word] = folded = fold(word)
        return folded


_FOLDED = _Folded()


def _merged(spans: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
