"""The words of a story: which names and concepts each article uses, and what the whole story is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from search.compare.context import Page, writes_nouns_with_capitals
from search.compare.lexicon import concepts

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
    strangers: frozenset[tuple[int, int]]
    """Pairs of articles (lower index first) that name nothing in common: they tell different stories."""

    def kin(self, a: int, b: int) -> bool:
        """Whether two articles, by their indices, are different ones that may tell one story."""
        return a != b and ((a, b) if a < b else (b, a)) not in self.strangers


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
    return Story(topic, tuple(named), meant, _strangers(pages))


_FEWEST, _LONG = 3, 100
"""Names or words that an article must have for the lack of common names to mean something."""
_SHORTEST = 4
_OWN_NAME, _TWO_WORDS, _PLACE, _WORD = 2.0, 1.0, 0.7, 0.5
"""What a common name tells: one that no dictionary knows, two words side by side, a place or institution that
everybody writes about, another word with a capital (a weekday, a bank)."""
_KIN = 2.0
"""From where articles may tell one story: one name of their own, or several that others have too."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The capitalised words of an article, folded, outside its figures."""

    unknown: frozenset[str]
    meaning: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    places: frozenset[str]
    inside: frozenset[str]
    """Those that stand inside sentences: the first word of one has a capital anyhow."""

    telling: bool
    """Whether the article is long enough, or names enough, for a lack of common names to mean something."""

    @property
    def all(self) -> frozenset[str]:
        return self.unknown | self.meaning


def _strangers(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    names = [_names(page) for page in pages]
    pairs = list(combinations(range(len(pages)), 2))
    kin = {(a, b): _kinship(names[a], names[b]) for a, b in pairs}
    close = [{b for b in range(len(pages)) if a != b and kin[min(a, b), max(a, b)] >= _KIN} for a in range(len(pages))]

    def told_apart(a: int, b: int) -> bool:
        if not (names[a].telling and names[b].telling) or kin[a, b] >= _KIN:
            return False
        # What two articles call by common words alone (Casa Marea), a third may call by a name.
        return not (_common(names[a], names[b]) and close[a] & close[b])

    return frozenset(pair for pair in pairs if told_apart(*pair))


def _kinship(a: _Names, b: _Names) -> float:
    common = _common(a, b)
    own = common & (a.unknown | b.unknown)
    return (
        _OWN_NAME * len(own)
        + _TWO_WORDS * len(a.pairs & b.pairs)
        + _PLACE * len(a.places & b.places)
        + _WORD * len(common - own)
    )


def _common(a: _Names, b: _Names) -> frozenset[str]:
    return (a.inside & b.all) | (b.inside & a.all)


def _names(page: Page) -> _Names:
    known = concepts()
    plain = writes_nouns_with_capitals(page.language)
    unknown: set[str] = set()
    meaning: set[str] = set()
    inside: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    places: set[str] = set()
    for own, senses, figures in zip(page.words, page.senses, page.figures, strict=True):
        places.update(s.concept for s in senses if known[s.concept].is_name)
        # A name may be a word of the dictionary (Casa Marea); the concepts of news are seldom one.
        meant = {p for s in senses if not known[s.concept].is_word for p in range(s.first, s.last + 1)}
        placed = {p for s in senses if known[s.concept].is_name for p in range(s.first, s.last + 1)}
        before = ""
        for position, word in enumerate(own):
            in_figure = any(word.start < f.end and f.start < word.end for f in figures)
            if not word.capital or len(word.folded) < _SHORTEST or in_figure or position in placed:
                before = ""
                continue
            if position not in meant:
                unknown.add(word.folded)
            elif plain:
                continue
            else:
                meaning.add(word.folded)
            if position:
                inside.add(word.folded)
                if before and not plain:
                    pairs.add((before, word.folded))
            before = word.folded
    telling = len(inside) >= _FEWEST or sum(map(len, page.words)) >= _LONG
    return _Names(
        frozenset(unknown),
        frozenset(meaning - unknown),
        frozenset(pairs),
        frozenset(places),
        frozenset(inside),
        telling,
    )


def spelled_names(pages: Sequence[Page]) -> frozenset[str]:
    """Names of the articles whose language writes only names with a capital: the others' names are among them."""
    return frozenset(name for page in pages for sentence in page.names for name in sentence.values())
