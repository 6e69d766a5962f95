"""Which pairs of mentions are of one quantity, in view of all the others of a story.

The words of two sentences in two languages seldom prove it alone. The story does: a figure whose counterpart in an
article is found has no other there, and what a third source states in other words ties two that share none.
Whether values fit counts only so: what fits is a likelier counterpart than what does not.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from search.compare.evidence import Evidence
from search.compare.profile import Profile
from search.compare.slips import slip
from search.compare.weights import weights

PairKey = tuple[int, int]
Fits = Callable[[int, int], bool]
"""Whether the values of two mentions (by index) fit together."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that may be of one quantity."""

    odds: float
    """Logarithm of the odds that they are, in view of the whole story."""
    fits: bool
    """Whether their values fit together."""


_NEVER = -6.0
"""Odds of a pair whose words say nothing."""
_PARTNER = -3.0
"""Odds by the words alone from which mentions whose values fit are taken for likely counterparts."""
_LEAST = -4.0
"""Odds by the words alone below which nothing in the rest of the story makes two mentions one quantity."""
_ONLY, _CERTAIN = 1.0, 2.0
"""How much likelier than any other a pair must be by its words to be certain, where two sentences say the same; and the
odds of what is certain."""
_AROUND = 2
"""Figures on each side whose counterparts tell whether two passages run alike."""


def key(a: int, b: int) -> PairKey:
    """The pair of two mentions, the lower index first."""
    return (a, b) if a < b else (b, a)


def link(profiles: Sequence[Profile], weighed: Mapping[PairKey, Evidence], fits: Fits) -> dict[PairKey, Link]:
    """Weigh each pair that is not objected to again, in view of all others."""
    return link_known(profiles, weighed, {pair: fits(*pair) for pair in weighed})


def link_known(
    profiles: Sequence[Profile], weighed: Mapping[PairKey, Evidence], fitting: Mapping[PairKey, bool]
) -> dict[PairKey, Link]:
    """The same, where it is known which values fit."""
    story = Counterparts(profiles, weighed, fitting)
    links = {}
    for pair, fit in fitting.items():
        if weighed[pair].odds < _LEAST:
            continue
        signs = story.signs(*pair)
        odds = weights(table(signs, fit=fit)).sum(signs)
        if weighed[pair].plain and signs["least margin"] >= _ONLY and signs["better counterpart"] == _NEVER:
            odds = max(odds, _CERTAIN)
        links[pair] = Link(odds, fit)
    return links


def table(signs: Mapping[str, float], *, fit: bool) -> str:
    """The table of `weights.toml` that a pair is weighed by: with a third source for one of the two, or without."""
    if fit:
        return "agreeing"
    return "at odds with witnesses" if "witnesses" in signs else "at odds"


class Counterparts:
    """All pairs of a story, by what each mention could be paired with."""

    def __init__(
        self, profiles: Sequence[Profile], weighed: Mapping[PairKey, Evidence], fitting: Mapping[PairKey, bool]
    ) -> None:
        """Take the evidence by the words and, for the same pairs, whether the values fit."""
        self._profiles = profiles
        self._weighed = weighed
        self._fitting = fitting
        self._article = [profile.mention.article for profile in profiles]
        self._sentence: dict[tuple[int, tuple[int, int]], list[int]] = defaultdict(list)
        for index, profile in enumerate(profiles):
            self._sentence[self._article[index], profile.mention.context.sentence].append(index)
        self._mates = [
            [o for o in self._sentence[self._article[i], p.mention.context.sentence] if o != i]
            for i, p in enumerate(profiles)
        ]
        self._beside = [
            [o for o in range(max(0, i - _AROUND), min(len(profiles), i + _AROUND + 1)) if self._with(i, o)]
            for i in range(len(profiles))
        ]
        self._partners: dict[int, list[int]] = defaultdict(list)
        self._candidates: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for (a, b), found in weighed.items():
            self._candidates[a, self._article[b]].append((found.odds, b))
            self._candidates[b, self._article[a]].append((found.odds, a))
            if fitting[a, b] and found.odds >= _PARTNER:
                self._partners[a].append(b)
                self._partners[b].append(a)

    def _with(self, a: int, b: int) -> bool:
        return a != b and self._article[a] == self._article[b]

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
        }
        if not self._fitting[a, b]:
            found |= self._weighed[a, b].signs
            found["slip"] = slip(*(self._profiles[index].mention.figure for index in (a, b)))
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
        return max(odds, default=_NEVER)

    def _best_other(self, a: int, b: int) -> float:
        """Odds of the best other mention in the article of `b`, whatever its value."""
        return max((odds for odds, o in self._candidates[a, self._article[b]] if o != b), default=_NEVER)

    def _support(self, a: int, b: int) -> list[float]:
        """Odds between `a` and those in third articles whose values fit `b`."""
        own = self._article[a]
        found = (self._odds(a, o) for o in self._partners[b] if self._article[o] != own)
        return [odds for odds in found if odds is not None]

    def _tied(self, first: Sequence[int], second: Sequence[int]) -> int:
        there = set(second)
        return sum(o in there for mate in first for o in self._partners[mate])
