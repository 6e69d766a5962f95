"""Which mentions speak of one quantity: clusters by the odds of their pairs, at most one statement an article."""

import heapq
from collections.abc import Callable, Mapping, Sequence

from search.compare.linking import Link, PairKey, key

AGREE = 0.6
"""Odds (logarithm) from which mentions whose values fit are taken for one quantity."""
UPDATED = -1.5
"""The same for states of a running count on different days, which raise no alarm."""
AT_ODDS = 1.0
"""The same for mentions whose values do not fit."""


def groups(
    articles: Sequence[int], links: Mapping[PairKey, Link], moves: Callable[[int, int], bool]
) -> list[tuple[int, ...]]:
    """Cluster mentions, by index, surest first: those that agree, then those that do not fit them.

    `articles` tells each mention's article, `moves` whether two would be states of one running count. Clusters join
    when their pairs are likely enough on average.
    """
    clusters = _Clusters(articles, links)
    clusters.join({pair for pair, found in links.items() if found.fits and found.odds >= AGREE}, AGREE)
    open_ = {pair for pair, found in links.items() if not found.fits and found.odds >= min(UPDATED, AT_ODDS)}
    moving = {pair for pair in open_ if moves(*pair)}
    clusters.join({pair for pair in open_ - moving if links[pair].odds >= AT_ODDS}, AT_ODDS)
    clusters.join(moving, UPDATED)
    return clusters.groups()


class _Clusters:
    def __init__(self, articles: Sequence[int], links: Mapping[PairKey, Link]) -> None:
        self._articles = articles
        self._links = links
        self._owner = list(range(len(articles)))
        self._members = {index: [index] for index in range(len(articles))}

    def join(self, pairs: set[PairKey], least: float) -> None:
        """Join the clusters of each pair, where their mean odds reach `least`."""
        heap = [(-self._links[pair].odds, pair) for pair in pairs]
        heapq.heapify(heap)
        while heap:
            negative, (a, b) = heapq.heappop(heap)
            first, second = self._owner[a], self._owner[b]
            if first == second:
                continue
            mean = self._mean(self._members[first], self._members[second])
            if mean is None or mean < least:
                continue
            if mean < -negative - 0.02:
                # The pair is surer than its clusters: come back when nothing surer is left.
                heapq.heappush(heap, (-mean, (a, b)))
                continue
            for index in self._members[second]:
                self._owner[index] = first
            self._members[first] += self._members.pop(second)

    def _mean(self, first: Sequence[int], second: Sequence[int]) -> float | None:
        """Mean odds between two clusters, None if they may not join."""
        total = 0.0
        for a in first:
            for b in second:
                found = self._links.get(key(a, b))
                if found is None or self._articles[a] == self._articles[b]:
                    return None
                total += found.odds
        return total / (len(first) * len(second))

    def groups(self) -> list[tuple[int, ...]]:
        return sorted(tuple(sorted(members)) for members in self._members.values() if len(members) > 1)
