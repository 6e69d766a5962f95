"""Finds the words of a query in a text, whatever their inflection, and cuts the snippet that shows most of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.engines.words import find_words, fold, terms_of

SNIPPET = 180
"""Characters of a snippet, about two lines of a terminal."""
_BEFORE = 50  # characters of a snippet before the first word that was found
_MOST_WORDS = 20_000  # words of a text that are looked at for a snippet
_SPACES = re.compile(r"\s+")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words to find side by side: for each the terms it may have."""

    terms: tuple[frozenset[str], ...]
    beginning: str = ""
    """The last word may also be any that begins so, folded; "" when it may not."""

    def fits(self, place: int, word: str, term: str) -> bool:
        """Tell whether `word`, with its `term`, may stand at `place` of the pattern."""
        if term in self.terms[place]:
            return True
        return bool(self.beginning) and place == len(self.terms) - 1 and fold(word).startswith(self.beginning)


@dataclass(frozen=True, slots=True)
class Highlight:
    """The words of one query, to be found in any text."""

    patterns: tuple[Pattern, ...]

    def spans(self, text: str, language: str) -> Spans:
        """Return where the words of the query stand in `text`, in order and not overlapping."""
        return _merged([(start, end) for start, end, _ in self._matches(text, language)])

    def snippet(self, text: str, language: str, length: int = SNIPPET) -> tuple[str, Spans]:
        """Return the part of `text` that shows most of the query's words, and where they stand in it.

        The snippet is one line, at most `length` characters and two ellipses long.
        """
        start = self._best(text, language, length)
        first = max(0, start - _BEFORE)
        if first and (space := text.find(" ", first, start)) >= 0:
            first = space + 1
        last = min(len(text), first + length)
        if last < len(text) and (space := text.rfind(" ", start + 1, last)) > start:
            last = space
        line = _SPACES.sub(" ", text[first:last]).strip()
        shown = ("…" if text[:first].strip() else "") + line + ("…" if text[last:].strip() else "")
        return shown, self.spans(shown, language)

    def _best(self, text: str, language: str, length: int) -> int:
        """Return where the first word stands of the window that holds most different patterns."""
        window: list[tuple[int, int]] = []
        best, best_count = 0, 0
        for start, _end, pattern in self._matches(text, language):
            window = [(at, which) for at, which in window if start - at < length - _BEFORE - 20]
            window.append((start, pattern))
            count = len({which for _, which in window})
            if count > best_count:
                best, best_count = window[0][0], count
                if count == len(self.patterns):
                    break
        return best

    def _matches(self, text: str, language: str) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, index of the pattern) for every pattern found."""
        if not self.patterns:
            return
        terms = terms_of(language)
        single = [which for which, pattern in enumerate(self.patterns) if len(pattern.terms) == 1]
        longest = max(len(pattern.terms) for pattern in self.patterns)
        recent: list[tuple[int, int, str, str]] = []
        for count, match in enumerate(find_words(text)):
            if count >= _MOST_WORDS:
                return
            word = match.group()
            term = terms[word]
            for which in single:
                if self.patterns[which].fits(0, word, term):
                    yield match.start(), match.end(), which
                    break
            if longest > 1:
                recent.append((match.start(), match.end(), word, term))
                del recent[:-longest]
                for which, pattern in enumerate(self.patterns):
                    if 1 < len(pattern.terms) <= len(recent) and _ends(pattern, recent):
                        yield recent[-len(pattern.terms)][0], match.end(), which


def _ends(pattern: Pattern, recent: list[tuple[int, int, str, str]]) -> bool:
    """Tell whether the recent words end with the pattern."""
    last = recent[-len(pattern.terms) :]
    return all(pattern.fits(place, word, term) for place, (_, _, word, term) in enumerate(last))


def _merged(spans: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
