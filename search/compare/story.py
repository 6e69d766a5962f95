"""The words of a story: which names and concepts each article uses, and what the whole story is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from search.compare.context import Page
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
    return Story(topic, tuple(named), meant, tuple(_sole(page) for page in pages))


def _sole(page: Page) -> frozenset[Kind]:
    count = Counter(figure.kind for sentence in page.figures for figure in sentence)
    return frozenset(kind for kind, times in count.items() if times == 1)


def spelled_names(pages: Sequence[Page]) -> frozenset[str]:
    """Names of the articles whose language writes only names with a capital: the others' names are among them."""
    return frozenset(name for page in pages for sentence in page.names for name in sentence.values())
