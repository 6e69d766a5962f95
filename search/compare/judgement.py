"""The verdict on two mentions of one quantity, with the exchange rate and the days they speak of."""

from collections.abc import Sequence
from datetime import date

from search.article import Article
from search.compare.comparison import Verdict
from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.rates import Rate, ecb_rate
from search.compare.stated_rates import StatedRates
from search.compare.values import Outcome, judge, plain

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
        if outcome.verdict is None or not self._updated(first, second):
            return outcome
        days = [self._published(m) for m in (first, second)]
        values = f"{days[0]}: {plain(first.figure)}, {days[1]}: {plain(second.figure)}"
        return Outcome(Verdict.UPDATED, f"a running count, {values}")

    def fits(self, a: int, b: int) -> bool:
        """Whether the values of two mentions agree."""
        return self.outcome(a, b).verdict in _AGREE

    def moves(self, a: int, b: int) -> bool:
        """Whether two mentions would be states of one running count on different days, if they count the same."""
        return self._updated(self._mentions[a], self._mentions[b])

    def _rate_finder(self, a: int, b: int) -> "_RateFinder":
        return _RateFinder(self._rates, (a, b), self._articles[a].published or self._articles[b].published)

    def _published(self, mention: Mention) -> date | None:
        return self._articles[mention.article].published

    def _updated(self, a: Mention, b: Mention) -> bool:
        days = (self._published(a), self._published(b))
        if None in days or days[0] == days[1]:
            return False
        if (a.figure.low or a.figure.high) == (b.figure.low or b.figure.high):
            return False
        known = concepts()
        return any(known[name].evolving for name in set(a.heads[:2]) & set(b.heads[:2]))


class _RateFinder:
    def __init__(self, stated: StatedRates, articles: tuple[int, int], day: date | None) -> None:
        self._stated = stated
        self._articles = articles
        self._day = day

    def __call__(self, source: str, target: str) -> Rate | None:
        stated = self._stated.between(source, target, self._articles, self._day)
        return stated or (ecb_rate(source, target, self._day) if self._day else None)
