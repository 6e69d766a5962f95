"""Which mentions whose values fit are of one quantity, in view of all the others of a story.

The words of two sentences in two languages seldom prove it alone. The story does: a figure whose counterpart in an
article is found has no other there, and what a third source states in other words ties two that share none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from search.compare.evidence import Evidence
from search.compare.profile import Profile
from search.compare.weights import weights

PairKey = tuple[int, int]
"""Two mentions, by index, the lower first."""

NEVER = -6.0
"""Odds of a pair whose words say nothing."""
_PARTNER = -3.0
"""Odds by the words alone from which mentions whose values fit are taken for likely counterparts."""
LEAST = -4.0
"""Odds by the words alone below which nothing in the rest of the story makes two mentions one quantity."""
_AROUND = 2
"""Figures on each side whose counterparts tell whether two passages run alike."""


def key(a: int, b: int) -> PairKey:
    """The pair of two mentions, the lower index first."""
    return (a, b) if a < b else (b, a)


def agreements(
    profiles: Sequence[Profile], weighed: Mapping[PairKey, Evidence], fitting: Mapping[PairKey, bool]
) -> dict[PairKey, float]:
    """The logarithm of the odds that two mentions whose values fit are of one quantity, in view of the whole story.

    `fitting` tells of each pair in `weighed` whether the values fit.
    """
    story = Counterparts(profiles, weighed, fitting)
    table = weights("agreeing")
    return {pair: table.sum(story.signs(*pair)) for pair, fit in fitting.items() if fit and weighed[pair].odds >= LEAST}


class Counterparts:
    """All pairs of a story, by what each mention could be paired with."""

    def __init__(
        self, profiles: Sequence[Profile], weighed: Mapping[PairKey, Evidence], fitting: Mapping[PairKey, bool]
    ) -> None:
        """Take the evidence by the words and, for the same pairs, whether the values fit."""
        self._profiles = profiles
        self._weighed = weighed
        self._article = [profile.mention.article for profile in profiles]
        self._mates = sentence_mates(profiles)
        self._beside = neighbours(profiles)
        self._partners: dict[int, list[int]] = defaultdict(list)
        self._candidates: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for (a, b), found in weighed.items():
            self._candidates[a, self._article[b]].append((found.odds, b))
            self._candidates[b, self._article[a]].append((found.odds, a))
            if fitting[a, b] and found.odds >= _PARTNER:
                self._partners[a].append(b)
                self._partners[b].append(a)

    def signs(self, a: int, b: int) -> dict[str, float]:
        """What the rest of the story says of a pair."""
        odds = self._weighed[a, b].odds
        rivals = (self._rival(a, b), self._rival(b, a))
        support = [*self._support(a, b), *self._support(b, a)]
        partners = (self._partners[a], self._partners[b])
        found = {
            "words": odds,
            "better counterpart": max(rivals),
            "other counterpart": min(rivals),
            "least margin": min(odds - self._best_other(a, b), odds - self._best_other(b, a)),
            "counterparts": float(sum(min(3, len(own)) for own in partners)),
            "unmatched": float(sum(not own for own in partners)),
            "sentence alike": float(min(2, self._tied(self._mates[a], self._mates[b]))),
            "passage alike": float(min(3, self._tied(self._beside[a], self._beside[b]))),
            "loose bound": float(loose_bound(self._profiles, (a, b))),
        }
        if support:
            found["best witness"] = max(support)
            found["witnesses' words"] = sum(support) / len(support)
            found["witnesses"] = float(min(3, len(support)))
            found["common counterparts"] = float(len(set(partners[0]) & set(partners[1])))
        return found

    def _odds(self, a: int, b: int) -> float | None:
        found = self._weighed.get(key(a, b))
        return None if found is None else found.odds

    def _rival(self, a: int, b: int) -> float:
        """Odds of the best other mention in the article of `b` whose value fits `a`."""
        there = self._article[b]
        odds = (self._weighed[key(a, o)].odds for o in self._partners[a] if o != b and self._article[o] == there)
        return max(odds, default=NEVER)

    def _best_other(self, a: int, b: int) -> float:
        """Odds of the best other mention in the article of `b`, whatever its value."""
        return max((odds for odds, o in self._candidates[a, self._article[b]] if o != b), default=NEVER)

    def _support(self, a: int, b: int) -> list[float]:
        """Odds between `a` and those in third articles whose values fit `b`."""
        own = self._article[a]
        found = (self._odds(a, o) for o in self._partners[b] if self._article[o] != own)
        return [odds for odds in found if odds is not None]

    def _tied(self, first: Sequence[int], second: Sequence[int]) -> int:
        there = set(second)
        return sum(o in there for mate in first for o in self._partners[mate])


_LOOSE = Decimal("1.5")
"""How far a number may lie from a bound that was said of it: "more than 200" is said of 231, not of 864."""


def loose_bound(profiles: Sequence[Profile], pair: PairKey) -> bool:
    """Whether one of two mentions gives a bound alone, and the other is far inside it."""
    first, second = (profiles[index].mention.figure for index in pair)
    if all((figure.low is None) == (figure.high is None) for figure in (first, second)):
        return False
    values = [figure.high if figure.low is None else figure.low for figure in (first, second)]
    low, high = sorted(abs(value) for value in values if value is not None)
    return first.unit != second.unit or high > low * _LOOSE


def sentence_mates(profiles: Sequence[Profile]) -> list[list[int]]:
    """The other mentions in the sentence of each, by index."""
    together: dict[tuple[int, tuple[int, int]], list[int]] = defaultdict(list)
    sentences = [(profile.mention.article, profile.mention.context.sentence) for profile in profiles]
    for index, sentence in enumerate(sentences):
        together[sentence].append(index)
    return [[other for other in together[sentence] if other != index] for index, sentence in enumerate(sentences)]


def neighbours(profiles: Sequence[Profile]) -> list[list[int]]:
    """The mentions next to each in its article, two on each side, by index."""
    articles = [profile.mention.article for profile in profiles]
    return [
        [
            other
            for other in range(max(0, index - _AROUND), min(len(profiles), index + _AROUND + 1))
            if other != index and articles[other] == article
        ]
        for index, article in enumerate(articles)
    ]
