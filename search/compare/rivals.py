"""The set rule: which of several equally likely values of an article is the one the other articles speak of.

An article may give two sums for one concept ("rounds of 105 and 385 million"). Where the words leave open which of
them the others mean, the one that fits is taken, because a set of values that contains the other's value does not
contradict it; where none fits, none is compared. This is the only place where values help to choose.
"""

from collections.abc import Callable, Mapping, Sequence

from search.compare.evidence import Evidence
from search.compare.grouping import Group
from search.compare.mention import Mention

CLOSE = 0.4
"""A rival is as likely as the member if its evidence reaches this part of the member's."""

LEAST = 0.1
"""Evidence without which nothing is a rival."""

Fits = Callable[[int, int], bool]
"""Whether the values of two mentions (by index) fit together."""


YIELDS = "another value of the article, as well supported by its words, fits"


def yield_to_fitting(
    weighed: Mapping[tuple[int, int], Evidence], mentions: Sequence[Mention], fits: Fits, least: float
) -> dict[tuple[int, int], Evidence]:
    """Object to each pair that does not fit where another value of one of the two articles fits as likely.

    Only pairs with evidence of `least` and more are looked at.
    """
    likely = {pair: found for pair, found in weighed.items() if found.score >= least}
    fitting: dict[tuple[int, int], list[tuple[int, float]]] = {}
    unfitting: list[tuple[int, int]] = []
    for (a, b), found in likely.items():
        if not fits(a, b):
            unfitting.append((a, b))
            continue
        for one, other in ((a, b), (b, a)):
            fitting.setdefault((one, mentions[other].article), []).append((other, found.score))
    result = dict(weighed)
    for a, b in unfitting:
        score = likely[(a, b)].score
        rivals = fitting.get((a, mentions[b].article), []) + fitting.get((b, mentions[a].article), [])
        if any(rival_score >= CLOSE * score for _, rival_score in rivals):
            result[(a, b)] = Evidence(0.0, (), YIELDS)
    return result


AMBIGUOUS = 0.8
"""Part of a pair's evidence that a second candidate of the same article reaches when it is open which one is meant."""


def ambiguous(weighed: Mapping[tuple[int, int], Evidence], mentions: Sequence[Mention], a: int, b: int) -> bool:
    """Whether another mention of the article of `b` could be what `a` speaks of."""
    score = weighed[(min(a, b), max(a, b))].score
    article = mentions[b].article
    for other, mention in enumerate(mentions):
        if mention.article == article and other != b:
            found = weighed.get((min(a, other), max(a, other)))
            if found is not None and found.score >= AMBIGUOUS * score:
                return True
    return False


def settle(
    found: Sequence[Group], mentions: Sequence[Mention], weighed: Mapping[tuple[int, int], Evidence], fits: Fits
) -> tuple[list[Group], list[tuple[int, ...]]]:
    """Groups with the fitting values chosen, and the mentions that could each have been meant and do not fit."""
    by_article: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        by_article.setdefault(mention.article, []).append(index)
    partnered = {m for group in found for m in group.members if _share_that_fits(m, group.members, fits) > 0}
    settled: list[Group] = []
    unclear: list[tuple[int, ...]] = []
    taken: set[int] = set(partnered)
    for group in found:
        members = list(group.members)
        for member in group.members:
            others = [m for m in members if m != member]
            if not others or _share_that_fits(member, [*others, member], fits) >= 0.5:
                continue
            own = _average(member, others, weighed)
            rivals = [
                r
                for r in by_article[mentions[member].article]
                if r not in members and r not in taken and _average(r, others, weighed) >= max(CLOSE * own, LEAST)
            ]
            fitting = [r for r in rivals if _share_that_fits(r, [*others, r], fits) >= 0.5]
            if not rivals:
                continue
            members.remove(member)
            if fitting:
                best = max(fitting, key=lambda r: _average(r, others, weighed))
                members.append(best)
                taken.add(best)
            else:
                unclear.append((member, *rivals))
        if len(members) > 1:
            settled.append(Group(tuple(sorted(members)), group.score))
    return settled, unclear


def _share_that_fits(member: int, members: Sequence[int], fits: Fits) -> float:
    others = [m for m in members if m != member]
    return sum(fits(member, m) for m in others) / len(others) if others else 0.0


def _average(member: int, others: Sequence[int], weighed: Mapping[tuple[int, int], Evidence]) -> float:
    scores = []
    for other in others:
        found = weighed.get((min(member, other), max(member, other)))
        if found is None or found.objection:
            return 0.0
        scores.append(found.score)
    return sum(scores) / len(scores)
