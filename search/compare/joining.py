"""Which clusters of mentions are of one quantity, in view of all the others of a story.

A cluster says more than its members: four sources in four languages name a thing in many words, and what a fifth one
says must fit but one of them. And it leaves less room: an article that tells the same story states a quantity once, so
the figure that fits best, while no other comes near and the figures around it have the same counterparts, is the one.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from search.compare.clusters import Clusters
from search.compare.evidence import Evidence
from search.compare.linking import LEAST, PairKey, loose_bound, neighbours, sentence_mates
from search.compare.profile import Profile
from search.compare.slips import slip
from search.compare.story import Story

_NOTHING = -5.0
"""Odds of a pair of mentions that its words exclude."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two clusters that may be of one quantity."""

    pairs: Sequence[PairKey]
    """Their pairs of mentions that nothing excludes."""
    fits: bool
    """Whether most of these pairs have values that fit."""
    share: float
    """The share of their pairs of mentions that nothing excludes."""
    signs: Mapping[str, float]
    slip: float
    """How much the values look like one, badly copied: 0 to 1."""
    plain: bool
    """Whether two of their sentences say the same, and nothing tells them apart."""


class Joining:
    """The clusters of one story, and what speaks for joining them."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        weighed: Mapping[PairKey, Evidence],
        fitting: Mapping[PairKey, bool],
        story: Story,
    ) -> None:
        """Take the evidence by the words and, for the same pairs, whether the values fit."""
        self._profiles = profiles
        self._story = story
        self._weighed = weighed
        self._fitting = fitting
        self._near = {pair for pair, found in weighed.items() if found.odds >= LEAST}
        self._mates = sentence_mates(profiles)
        self._beside = neighbours(profiles)
        self._own_signs: dict[tuple[PairKey, int, int], dict[str, float]] = {}
        self._slips: dict[PairKey, float] = {}
        self._own_tokens: dict[tuple[int, int], dict[str, float]] = {}

    def candidates(self, clusters: Clusters) -> dict[PairKey, Candidate]:
        """The pairs of clusters that may join, each by its two names."""
        pairs: defaultdict[PairKey, list[PairKey]] = defaultdict(list)
        for a, b in self._near:
            first, second = clusters.owner[a], clusters.owner[b]
            if first != second and clusters.apart(first, second):
                pairs[(first, second) if first < second else (second, first)].append((a, b))
        words = {names: self._words(clusters, names, own) for names, own in pairs.items()}
        rivals = _Rivals(clusters, {names: (most + mean) / 2 for names, (most, mean) in words.items()})
        kin = _Kin(clusters, self._story)
        return {
            names: Candidate(
                own,
                self._fits(clusters, names, own),
                len(own) / _pairs(clusters, names),
                self._signs(clusters, names, own)
                | {
                    "words": words[names][0],
                    "mean words": words[names][1],
                    "margin": rivals.margin(names),
                }
                | kin.signs(names),
                max(map(self._slip, own)),
                any(self._weighed[pair].plain for pair in own),
            )
            for names, own in pairs.items()
        }

    def _slip(self, pair: PairKey) -> float:
        if pair not in self._slips:
            self._slips[pair] = slip(*(self._profiles[index].mention.figure for index in pair))
        return self._slips[pair]

    def _fits(self, clusters: Clusters, names: PairKey, pairs: Sequence[PairKey]) -> bool:
        """Whether most values fit; that one date contains another is no fit where their words exclude each other."""
        dates = self._profiles[pairs[0][0]].dimension == "date"
        return 2 * sum(self._fitting[pair] for pair in pairs) > (_pairs(clusters, names) if dates else len(pairs))

    def _words(self, clusters: Clusters, names: PairKey, pairs: Sequence[PairKey]) -> tuple[float, float]:
        """The highest odds between their mentions by the words alone, and the mean of all."""
        odds = [self._weighed[pair].odds for pair in pairs]
        count = _pairs(clusters, names)
        return max(odds), (math.fsum(odds) + _NOTHING * (count - len(odds))) / count

    def _signs(self, clusters: Clusters, names: PairKey, pairs: Sequence[PairKey]) -> dict[str, float]:
        # Clusters only grow: what two of them say by themselves is known by their sizes.
        sizes = (names, len(clusters.members[names[0]]), len(clusters.members[names[1]]))
        if sizes not in self._own_signs:
            self._own_signs[sizes] = self._between(clusters, names, pairs)
        return self._own_signs[sizes] | {
            "passage alike": float(min(3, max(_tied(clusters, self._beside, pair) for pair in pairs))),
            "sentence alike": sum(_tied(clusters, self._mates, pair) for pair in pairs) / _pairs(clusters, names),
        }

    def _between(self, clusters: Clusters, names: PairKey, pairs: Sequence[PairKey]) -> dict[str, float]:
        """The signs of two clusters that nothing else in the story changes."""
        profiles = self._profiles
        first, second = (self._tokens(clusters, name) for name in names)
        seen = [self._weighed[pair].signs for pair in pairs]
        return {
            "common": math.log1p(math.fsum(w * second[token] for token, w in first.items() if token in second)),
            "many": math.fsum(math.log(profiles[a].alike * profiles[b].alike) for a, b in pairs) / len(pairs),
            "loose bound": sum(loose_bound(profiles, pair) for pair in pairs) / len(pairs),
            "links": max(own.get("links", 0.0) for own in seen),
            "same unit": max(own.get("same unit", 0.0) for own in seen),
            "narrower": math.fsum(own.get("narrower", 0.0) for own in seen) / len(seen),
            "cue change_by": math.fsum(own.get("cue change_by", 0.0) for own in seen) / len(seen),
        }

    def _tokens(self, clusters: Clusters, name: int) -> dict[str, float]:
        """What stands near any mention of a cluster."""
        members = clusters.members[name]
        found = self._own_tokens.get((name, len(members)))
        if found is None:
            found = self._own_tokens[name, len(members)] = {}
            for index in members:
                for token, weight in self._profiles[index].tokens.items():
                    found[token] = max(found.get(token, 0.0), weight)
        return found


def _pairs(clusters: Clusters, names: PairKey) -> int:
    return len(clusters.members[names[0]]) * len(clusters.members[names[1]])


def _tied(clusters: Clusters, around: Sequence[Sequence[int]], pair: PairKey) -> int:
    """How many quantities are stated around both mentions."""
    first, second = ({clusters.owner[index] for index in around[own]} for own in pair)
    return len(first & second)


class _Rivals:
    """What each cluster could join instead."""

    def __init__(self, clusters: Clusters, strength: Mapping[PairKey, float]) -> None:
        self._clusters = clusters
        self._strength = strength
        self._by_name: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for (first, second), own in strength.items():
            self._by_name[first].append((own, second))
            self._by_name[second].append((own, first))
        for rivals in self._by_name.values():
            rivals.sort(reverse=True)

    def margin(self, names: PairKey) -> float:
        """How much surer two clusters are by their words than either with any other that would take the place."""
        first, second = names
        return self._strength[names] - max(self._best(first, second), self._best(second, first))

    def _best(self, name: int, taken: int) -> float:
        for strength, other in self._by_name[name]:
            if other != taken and not self._clusters.apart(other, taken):
                return strength
        return _NOTHING


class _Kin:
    """What articles have in common."""

    def __init__(self, clusters: Clusters, story: Story) -> None:
        self._sources = clusters.sources
        self._named = story.named
        self._common: defaultdict[PairKey, int] = defaultdict(int)
        for sources in clusters.sources.values():
            for pair in combinations(sorted(sources), 2):
                self._common[pair] += 1

    def signs(self, names: PairKey) -> dict[str, float]:
        """How many quantities and names the articles of two clusters share, on average, as logarithms."""
        pairs = [(min(a, b), max(a, b)) for a in self._sources[names[0]] for b in self._sources[names[1]]]
        quantities = sum(self._common.get(pair, 0) for pair in pairs) / len(pairs)
        shared = sum(len(self._named[a] & self._named[b]) for a, b in pairs) / len(pairs)
        return {"kin": math.log1p(quantities), "names shared": math.log1p(shared)}
