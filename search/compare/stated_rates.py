"""Exchange rates that articles state themselves, by giving one sum in two currencies: "€2.8bn ($3.1bn)"."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from search.article import Article
from search.compare.rates import Rate, ecb_rate
from search.figures import Figure, Kind

# A stated pair further than this from the reference rate is a slip of its author, not a rate.
_PLAUSIBLE = Decimal("0.15")


class StatedRates:
    """The rates that a set of articles states, with the article that states each."""

    def __init__(
        self,
        articles: Sequence[Article],
        figures: Sequence[Figure],
        owners: Sequence[int],
        restating: Mapping[int, int],
    ) -> None:
        """Take all figures, the article of each, and which figure restates which."""
        self._rates: list[tuple[int, Rate]] = []
        for second, first in restating.items():
            a, b = figures[first], figures[second]
            if a.kind is Kind.MONEY and a.low and b.low and a.low > 0 and b.low > 0:
                day = articles[owners[first]].published
                self._add(owners[first], a, b, day)

    def _add(self, owner: int, a: Figure, b: Figure, day: date | None) -> None:
        assert a.low is not None
        assert b.low is not None
        middle = b.low / a.low
        low = (b.low - b.step / 2) / (a.low + a.step / 2)
        high = (b.low + b.step / 2) / (a.low - a.step / 2)
        official = ecb_rate(a.unit, b.unit, day) if day else None
        if official is not None and abs(middle / official.middle - 1) > _PLAUSIBLE:
            return
        rate = Rate(a.unit, b.unit, low, high, middle, f"stated in article {owner + 1}")
        self._rates.append((owner, rate))

    def between(self, source: str, target: str, preferred: tuple[int, int], day: date | None) -> Rate | None:
        """The rate from `source` to `target`: from one of the `preferred` articles if they state it, else from any.

        A rate stated in another article is used only where the reference rates know none for `day`.
        """
        fitting = [(owner, rate) for owner, rate in self._rates if {rate.source, rate.target} == {source, target}]
        own = [rate for owner, rate in fitting if owner in preferred]
        if not own and day is not None and ecb_rate(source, target, day) is not None:
            return None
        chosen = own or [rate for _, rate in fitting]
        if not chosen:
            return None
        return chosen[0] if chosen[0].source == source else chosen[0].reversed()
