"""Mentions put together, cluster by cluster: at most one of an article in each."""

import heapq
from collections.abc import Mapping, Sequence

from search.compare.linking import PairKey, key


class Clusters:
    """Mentions, by index; each starts as a cluster of its own. A cluster is known by the index of one member."""

    def __init__(self, articles: Sequence[int]) -> None:
        """Take the article of each mention."""
        self._articles = articles
        self.owner = list(range(len(articles)))
        self.members = {index: [index] for index in range(len(articles))}
        self.sources = {index: {article} for index, article in enumerate(articles)}
        """The articles of each cluster."""

    def unite(self, first: int, second: int) -> None:
        """Make two clusters one, known by the first."""
        for index in self.members[second]:
            self.owner[index] = first
        self.members[first] += self.members.pop(second)
        self.sources[first] |= self.sources.pop(second)

    def apart(self, first: int, second: int) -> bool:
        """Whether two clusters have no article in common, so that they may be one."""
        return self.sources[first].isdisjoint(self.sources[second])

    def join(self, odds: Mapping[PairKey, float], least: float) -> None:
        """Join clusters, surest first, all of whose pairs have `odds` that reach `least` on average."""
        heap = [(-own, pair) for pair, own in odds.items() if own >= least]
        heapq.heapify(heap)
        while heap:
            negative, (a, b) = heapq.heappop(heap)
            first, second = self.owner[a], self.owner[b]
            if first == second or not self.apart(first, second):
                continue
            mean = self._mean(self.members[first], self.members[second], odds)
            if mean is None or mean < least:
                continue
            if mean < -negative - 0.02:
                # The pair is surer than its clusters: come back when nothing surer is left.
                heapq.heappush(heap, (-mean, (a, b)))
                continue
            self.unite(first, second)

    def _mean(self, first: Sequence[int], second: Sequence[int], odds: Mapping[PairKey, float]) -> float | None:
        total = 0.0
        for a in first:
            for b in second:
                found = odds.get(key(a, b))
                if found is None:
                    return None
                total += found
        return total / (len(first) * len(second))

    def groups(self) -> list[tuple[int, ...]]:
        """The clusters of two and more mentions, in the order of their first ones."""
        return sorted(tuple(sorted(members)) for members in self.members.values() if len(members) > 1)
