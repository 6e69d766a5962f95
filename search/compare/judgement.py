"""The verdict on two mentions of one quantity, with the exchange rate and the days they speak of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from search.article import Article
from search.compare.comparison import Verdict
from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.rates import Rate, ecb_rate
from search.compare.stated_rates import StatedRates
from search.compare.values import Outcome, judge, plain
from search.figures import Figure

_AGREE = (Verdict.SAME, Verdict.COMPATIBLE)


class Judgement:
    """Judges pairs of mentions of one set of articles."""

    def __init__(self, articles: Sequence[Article], mentions: Sequence[Mention], rates: StatedRates) -> None:
        """Take the articles, all their mentions, and the exchange rates that they state."""
        self._articles = articles
        self._mentions = mentions
        self._rates = rates

    def outcome(self, a: int, b: int) -> Outcome:
        """The verdict on two mentions, by their indices, or why there is none."""
        first, second = self._mentions[a], self._mentions[b]
        outcome = judge(first.figure, second.figure, self._rate_finder(first.article, second.article))
        if outcome.verdict is None or not self.moves(a, b):
            return outcome
        days = self._published(first), self._published(second)
        return replace(updated(first.figure, second.figure, *days), factor=outcome.factor)

    def fits(self, a: int, b: int) -> bool:
        """Whether the values of two mentions agree."""
        return self.outcome(a, b).verdict in _AGREE

    def moves(self, a: int, b: int) -> bool:
        """Whether two mentions would be states of one running count on different days, if they count the same."""
        first, second = self._mentions[a], self._mentions[b]
        if not two_days(self._published(first), self._published(second)):
            return False
        if (first.figure.low or first.figure.high) == (second.figure.low or second.figure.high):
            return False
        known = concepts()
        return any(known[name].evolving for name in set(first.heads[:2]) & set(second.heads[:2]))

    def _rate_finder(self, a: int, b: int) -> "_RateFinder":
        return _RateFinder(self._rates, (a, b), self._articles[a].published or self._articles[b].published)

    def _published(self, mention: Mention) -> date | None:
        return self._articles[mention.article].published


def two_days(a: date | None, b: date | None) -> bool:
    """Whether two articles are known to be of different days."""
    return a is not None and b is not None and a != b


def updated(a: Figure, b: Figure, day_a: date | None, day_b: date | None) -> Outcome:
    """The verdict on two states of one running count, each with the day of its article."""
    return Outcome(Verdict.UPDATED, f"a running count, {day_a}: {plain(a)}, {day_b}: {plain(b)}")


class _RateFinder:
    def __init__(self, stated: StatedRates, articles: tuple[int, int], day: date | None) -> None:
        self._stated = stated
        self._articles = articles
        self._day = day

    def __call__(self, source: str, target: str) -> Rate | None:
        stated = self._stated.between(source, target, self._articles, self._day)
        return stated or (ecb_rate(source, target, self._day) if self._day else None)
