"""The verdict on two mentions of one quantity, with the exchange rate and the days they speak of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from search.article import Article
from search.compare.comparison import Verdict
from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.rates import Rate, ecb_rate
from search.compare.stated_rates import StatedRates
from search.compare.values import Outcome, judge, plain
from search.figures import Figure

_AGREE = (Verdict.SAME, Verdict.COMPATIBLE)
_CLOSE, _NEARBY = 0.4, 0.2
"""Closeness from which a concept says what a mention counts, and from which "so far" is said of it."""
_SO_FAR = "so_far"
_THREE = 3
_FEW = 3
""""The dead" of one source are "the victims" of another: a third of them that name the count speak for all."""


class Judgement:
    """Judges pairs of mentions of one set of articles."""

    def __init__(self, articles: Sequence[Article], mentions: Sequence[Mention], rates: StatedRates) -> None:
        """Take the articles, all their mentions, and the exchange rates that they state."""
        self._articles = articles
        self._mentions = mentions
        self._rates = rates

    def outcome(self, a: int, b: int, *, running: bool = False) -> Outcome:
        """The verdict on two mentions, by their indices, or why there is none; `running` if of one running count."""
        first, second = self._mentions[a], self._mentions[b]
        outcome = judge(first.figure, second.figure, self._rate_finder(first.article, second.article))
        if outcome.verdict is None or not (running and self._later(a, b)):
            return outcome
        days = self._published(first), self._published(second)
        return replace(updated(first.figure, second.figure, *days), factor=outcome.factor)

    def fits(self, a: int, b: int) -> bool:
        """Whether the values of two mentions agree."""
        return self.outcome(a, b, running=self.running((a, b))).verdict in _AGREE

    def running(self, members: Sequence[int]) -> bool:
        """Whether mentions of one quantity are of a count that is revised from day to day.

        A third of them say so, two at least, by what they count or by "so far"; or three move one way, day by day.
        """
        known = concepts()
        said: Counter[str] = Counter()
        for index in members:
            context = self._mentions[index].context
            said.update(n for n, near in context.concepts.items() if near >= _CLOSE and known[n].evolving)
            said[_SO_FAR] += any(cue.startswith(_SO_FAR) and near >= _NEARBY for cue, near in context.roles.items())
        return max(said.values(), default=0) >= max(2, len(members) / _FEW) or self._moves_one_way(members)

    def _moves_one_way(self, members: Sequence[int]) -> bool:
        """Whether three or more values rise or fall from day to day, and no two of one day differ."""
        by_day: dict[date, Decimal] = {}
        for index in members:
            day, figure = self._published(self._mentions[index]), self._mentions[index].figure
            value = figure.high if figure.low is None else figure.low
            if day is None or value is None or by_day.setdefault(day, value) != value:
                return False
        values = [by_day[day] for day in sorted(by_day)]
        rises = all(a <= b for a, b in pairwise(values)) or all(a >= b for a, b in pairwise(values))
        return rises and len(set(values)) >= _THREE

    def moves(self, first: Sequence[int], second: Sequence[int]) -> bool:
        """Whether two clusters would be states of one running count on different days, if they count the same."""
        return self.running((*first, *second)) and any(self._later(a, b) for a in first for b in second)

    def _later(self, a: int, b: int) -> bool:
        first, second = self._mentions[a], self._mentions[b]
        if not two_days(self._published(first), self._published(second)):
            return False
        return (first.figure.low or first.figure.high) != (second.figure.low or second.figure.high)

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
