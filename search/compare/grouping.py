"""Which mentions speak of one quantity: clusters by evidence, at most one statement an article.

Average-link clustering: two clusters join when the evidence between their members is good on average, nothing is
objected between any two, and no third cluster of the same articles fits nearly as well.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.compare.evidence import Evidence, Vector, evidence
from search.compare.mention import Mention
from search.compare.story import Story

JOIN = 0.30
"""Average evidence from which mentions are taken for one quantity."""
CONTRADICT = 0.50
"""Evidence from which values that do not fit contradict each other; an alarm needs more than an agreement."""
_COMMON = 64
"""A word that more mentions than this share proposes no pairs by itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions (by index) of one quantity and the average evidence between them."""

    members: tuple[int, ...]
    score: float


def candidates(
    mentions: Sequence[Mention], leading: Sequence[int], vectors: Sequence[Vector], story: Story
) -> dict[tuple[int, int], Evidence]:
    """Evidence by pair (a < b) of `leading` mentions of different articles that share a telling word or concept."""
    posting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in leading:
        for key, weight in vectors[index].items():
            if weight >= 0.08:
                posting[(mentions[index].figure.kind.value.replace("ratio", "percent"), key)].append(index)
        if mentions[index].figure.kind in story.sole[mentions[index].article]:
            posting[(mentions[index].figure.kind.value, "sole")].append(index)
    found: dict[tuple[int, int], Evidence] = {}
    for indices in posting.values():
        if len(indices) > _COMMON:
            continue
        for position, a in enumerate(indices):
            for b in indices[position + 1 :]:
                if mentions[a].article != mentions[b].article and (a, b) not in found:
                    found[(a, b)] = evidence(mentions[a], mentions[b], vectors[a], vectors[b], story)
    return found


def groups(
    leading: Sequence[int], mentions: Sequence[Mention], weighed: Mapping[tuple[int, int], Evidence]
) -> list[Group]:
    """Cluster mentions, best evidence first."""
    cluster: dict[int, list[int]] = {index: [index] for index in leading}
    owner = list(range(len(mentions)))
    heap = [(-found.score, a, b) for (a, b), found in weighed.items() if found.score >= JOIN]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        first, second = owner[a], owner[b]
        if first == second:
            continue
        average = _average(cluster[first], cluster[second], mentions, weighed)
        if average is None or average < JOIN:
            continue
        if average < -negative - 0.02:
            # The pair is better than its clusters: come back when nothing better is left.
            heapq.heappush(heap, (-average, a, b))
            continue
        for index in cluster[second]:
            owner[index] = first
        cluster[first] += cluster.pop(second)
    found = [Group(tuple(sorted(m)), _cohesion(m, weighed)) for m in cluster.values() if len(m) > 1]
    return sorted(found, key=lambda group: group.members)


def _average(
    first: Sequence[int],
    second: Sequence[int],
    mentions: Sequence[Mention],
    weighed: Mapping[tuple[int, int], Evidence],
) -> float | None:
    """Mean evidence between two clusters, None if they may not join."""
    total = 0.0
    for a in first:
        for b in second:
            if mentions[a].article == mentions[b].article:
                return None
            found = weighed.get((min(a, b), max(a, b)))
            if found is not None and found.objection:
                return None
            total += found.score if found else 0.0
    return total / (len(first) * len(second))


def _cohesion(members: Sequence[int], weighed: Mapping[tuple[int, int], Evidence]) -> float:
    scores = [
        weighed[p].score if (p := (min(a, b), max(a, b))) in weighed else 0.0 for a in members for b in members if a < b
    ]
    return sum(scores) / len(scores)
