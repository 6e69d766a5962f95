"""The words of a story: which names and concepts each article uses, and what the whole story is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from search.compare.context import Page, writes_nouns_with_capitals
from search.figures import Kind

_LEADING = 3


@dataclass(frozen=True, slots=True)
class Story:
    """Folded names and concepts, by the articles that use them."""

    topic: frozenset[str]
    """Names among the three most frequent of most articles: what names no object is about them."""
    named: tuple[frozenset[str], ...]
    """All names of each article."""
    meant: tuple[frozenset[str], ...]
    """All concepts of each article."""
    sole: tuple[frozenset[Kind], ...]
    """By article, the kinds of which it has one figure only."""
    strangers: frozenset[tuple[int, int]]
    """Pairs of articles (lower index first) that name nothing in common: they tell different stories."""


def read_story(pages: Sequence[Page]) -> Story:
    """Collect the names of all articles."""
    count: Counter[str] = Counter()
    named = []
    for page in pages:
        names = Counter(name for sentence in page.names for name in sentence.values())
        named.append(frozenset(names))
        count.update(name for name, times in names.most_common(_LEADING) if times > 1)
    topic = frozenset(name for name, times in count.items() if times > len(pages) / 2)
    meant = tuple(frozenset(sense.concept for sentence in page.senses for sense in sentence) for page in pages)
    return Story(topic, tuple(named), meant, tuple(_sole(page) for page in pages), _strangers(pages))


_FEWEST = 3
"""Names that an article must have for the lack of a common one to mean something."""
_SHORTEST = 4


def _strangers(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    inside = [_capitals(page, 1) for page in pages]
    anywhere = [_capitals(page, 0) for page in pages]
    found = set()
    for a, b in combinations(range(len(pages)), 2):
        if min(len(inside[a]), len(inside[b])) >= _FEWEST and not (inside[a] & anywhere[b] or inside[b] & anywhere[a]):
            found.add((a, b))
    return frozenset(found)


def _capitals(page: Page, first: int) -> frozenset[str]:
    """Capitalised words from the `first` position of each sentence on, outside figures."""
    plain_nouns = writes_nouns_with_capitals(page.language)
    found = set()
    for own, senses, figures in zip(page.words, page.senses, page.figures, strict=True):
        meant = {p for sense in senses for p in range(sense.first, sense.last + 1)} if plain_nouns else set()
        for position, word in enumerate(own[first:], first):
            in_figure = any(word.start < f.end and f.start < word.end for f in figures)
            if word.capital and len(word.folded) >= _SHORTEST and position not in meant and not in_figure:
                found.add(word.folded)
    return frozenset(found)


def _sole(page: Page) -> frozenset[Kind]:
    count = Counter(figure.kind for sentence in page.figures for figure in sentence)
    return frozenset(kind for kind, times in count.items() if times == 1)


def spelled_names(pages: Sequence[Page]) -> frozenset[str]:
    """Names of the articles whose language writes only names with a capital: the others' names are among them."""
    return frozenset(name for page in pages for sentence in page.names for name in sentence.values())
