"""Copies: articles that print one text, as outlets do with the report of an agency, and so are one witness.

A copy shares most of its runs of five words with the longer one; two reporters who write of one event share quotes and
set phrases, which is far less. Only articles of one language are looked at.
"""

import re
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.article import Article
from search.compare.comparison import Comparison, Quantity
from search.figures import Figure

_RUN = 5
"""Words of a run; runs of fewer are shared by any two reports."""
_SHARED = 0.6
"""Share of its runs that a copy has in common with the text it copies."""
_FEWEST = 12
"""Runs in common from which two texts may be copies, unless they are the same from the first word to the last."""
_SHORTEST = 8
"""Words of a text that says enough for its sameness to mean something."""
_MOST_WORDS = 20_000
_SAMPLED = 4  # one run of so many is looked at first
_UNLIKELY = 0.3
_BESIDE = 3
"""Words on each side by which the same figure is found in a copy."""
_WORD = re.compile(r"\w+")


def copies(articles: Sequence[Article]) -> tuple[tuple[int, ...], ...]:
    """Groups of two or more articles that print one text, by index, the longest text of each first.

    An article belongs to one group at most, and is a copy of the first in it, whole or shortened.
    """
    by_language: defaultdict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        by_language[article.language].append(index)
    groups: list[tuple[int, ...]] = []
    for indices in by_language.values():
        if len(indices) > 1:
            groups += _of_one_language({index: _Text(articles[index]) for index in indices})
    return tuple(sorted(groups))


def marked(comparison: Comparison) -> Comparison:
    """The comparison with its copies named."""
    found = copies(comparison.articles)
    return replace(comparison, copies=found) if found else comparison


def witnesses(comparison: Comparison, quantity: Quantity) -> int:
    """How many sources state a quantity, with copies of one text counted as one."""
    original = originals(len(comparison.articles), comparison.copies)
    return len({original[comparison.statements[index].article] for index in quantity.statements})


def told(group: Sequence[int]) -> str:
    """One sentence on a group of copies, with articles numbered from 1: "1 and 3 print the same text: one witness"."""
    numbers = [str(index + 1) for index in sorted(group)]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]} print the same text: one witness"


def originals(number: int, groups: Sequence[Sequence[int]]) -> list[int]:
    """For each of `number` articles the index of the one that it copies; its own if it copies none."""
    result = list(range(number))
    for group in groups:
        for index in group[1:]:
            result[index] = group[0]
    return result


def twins(
    articles: Sequence[Article], figures: Sequence[Sequence[Figure]], groups: Sequence[Sequence[int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """The figures of copies that stand in the same words of the original, though their values may differ.

    Keys and values are (index of the article, index of the figure in `figures` of the article). A comparison can link
    the originals' figures alone and then give each twin to the quantity of its original.
    """
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for group in groups:
        first, *others = group
        places = _beside(articles[first], figures[first])
        at = _unique(places)
        for other in others:
            for place, index in _unique(_beside(articles[other], figures[other])).items():
                if place in at:
                    found[other, index] = (first, at[place])
    return found


def _unique(places: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    times = Counter(places)
    return {place: index for index, place in enumerate(places) if times[place] == 1}


class _Text:
    """The words of an article's story, and its runs of words."""

    def __init__(self, article: Article) -> None:
        self.words = _WORD.findall(_story(article).casefold())[:_MOST_WORDS]
        self.runs = frozenset(
            zlib.crc32(" ".join(self.words[start : start + _RUN]).encode("utf-8", "replace"))
            for start in range(len(self.words) - _RUN + 1)
        )
        self.sample = frozenset(run for run in self.runs if run % _SAMPLED == 0)

    def is_copy_of(self, longer: "_Text") -> bool:
        """Whether most of it stands in another text, which has at least as many runs."""
        if self.words == longer.words:
            return len(self.words) >= _SHORTEST
        if len(self.runs) < _FEWEST or not _may_share(self.sample, longer.sample):
            return False
        shared = len(self.runs & longer.runs)
        return shared >= _FEWEST and shared >= _SHARED * len(self.runs)


def _may_share(few: frozenset[int], many: frozenset[int]) -> bool:
    return len(few) < _FEWEST or len(few & many) >= _UNLIKELY * len(few)


def _of_one_language(texts: Mapping[int, _Text]) -> list[tuple[int, ...]]:
    groups: list[list[int]] = []
    for index in sorted(texts, key=lambda index: (-len(texts[index].words), index)):
        home = next((group for group in groups if texts[index].is_copy_of(texts[group[0]])), None)
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return [tuple(group) for group in groups if len(group) > 1]


def _story(article: Article) -> str:
    place, pieces = 0, []
    for start, end in sorted(article.furniture):
        pieces.append(article.body[place : max(place, start)])
        place = max(place, end)
    return "\n".join([*pieces, article.body[place:]])


def _beside(article: Article, figures: Sequence[Figure]) -> list[tuple[str, ...]]:
    """For each figure the words before and after it."""
    found = [(m.start(), m.group()) for m in _WORD.finditer(article.body.casefold())]
    if len(article.body.casefold()) != len(article.body):  # a letter became two: places must be those of the body
        found = [(m.start(), m.group().casefold()) for m in _WORD.finditer(article.body)]
    starts = [start for start, _ in found]
    result = []
    for figure in figures:
        before = bisect_left(starts, figure.start)
        after = bisect_left(starts, figure.end)
        left = [word for _, word in found[max(0, before - _BESIDE) : before]]
        right = [word for _, word in found[after : after + _BESIDE]]
        result.append((*left, "#", *right))
    return result
