"""The values of a quantity in one unit, so that they fit on one axis: by fixed factors and a verdict's own rates."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from search.compare import Comparison, Quantity, Statement
from search.compare.rates import Rate, ecb_rate
from search.compare.roles import restatements
from search.compare.stated_rates import StatedRates
from search.compare.values import in_unit, margin
from search.figures import Approximation, Figure, Kind


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a statement lies on an axis, in the axis's unit."""

    low: Decimal
    high: Decimal
    """The value itself: both are the same but for ranges and dates that leave the day open."""
    least: Decimal
    most: Decimal
    """How far the hedge and the conversion let it reach."""
    open_below: bool = False
    open_above: bool = False
    note: str = ""
    """How it was converted: "at 0.9202 EUR (stated in article 5)"; "" where it was not."""


class Scale:
    """The rates that the articles of a comparison state, and the values of its quantities in one unit."""

    def __init__(self, comparison: Comparison) -> None:
        """Gather the rates that the articles state."""
        self._comparison = comparison
        figures = [statement.figure for statement in comparison.statements]
        owners = [statement.article for statement in comparison.statements]
        restating: dict[int, int] = {}
        for number, article in enumerate(comparison.articles):
            own = [index for index, owner in enumerate(owners) if owner == number]
            found = restatements([figures[index] for index in own], article.body)
            restating.update({own[second]: own[first] for second, first in found.items()})
        self._rates = StatedRates(comparison.articles, figures, owners, restating)

    def unit(self, quantity: Quantity) -> str:
        """The unit that most statements of a quantity have, that of the first among equals."""
        statements = self._comparison.statements
        return Counter(statements[index].figure.unit for index in quantity.statements).most_common(1)[0][0]

    def extent(self, quantity: Quantity, index: int) -> Extent | None:
        """Where a statement of a quantity lies, in the unit of the quantity; None where it cannot be said."""
        statement = self._comparison.statements[index]
        figure = statement.figure
        if figure.kind in (Kind.DATE, Kind.TIME):
            return _moment(figure, self._year(statement))
        unit = self.unit(quantity)
        extent = _own(figure)
        if extent is None or figure.unit == unit or figure.kind in (Kind.COUNT, Kind.RANK):
            return extent
        if figure.kind is Kind.MONEY:
            rate = self._rate(quantity, statement, unit)
            return None if rate is None else _at(extent, rate)
        ends = [in_unit(end, figure.kind, figure.unit, unit) for end in _ends(extent)]
        low, high, least, most = ends
        if low is None or high is None or least is None or most is None:
            return None
        return replace(extent, low=low, high=high, least=least, most=most, note="converted")

    def _rate(self, quantity: Quantity, statement: Statement, unit: str) -> Rate | None:
        articles = self._comparison.articles
        own = articles[statement.article].published
        for index in quantity.statements:
            other = self._comparison.statements[index]
            if other.figure.unit != unit:
                continue
            day = own or articles[other.article].published
            pair = (statement.article, other.article)
            rate = self._rates.between(statement.figure.unit, unit, pair, day)
            rate = rate or (ecb_rate(statement.figure.unit, unit, day) if day else None)
            if rate is not None:
                return rate
        return None

    def _year(self, statement: Statement) -> int:
        """The year of a date that states none: that of its article, or of any other."""
        days = [
            self._comparison.articles[statement.article].published,
            *(a.published for a in self._comparison.articles),
        ]
        return next((day.year for day in days if day), 2000)


def _own(figure: Figure) -> Extent | None:
    low = figure.high if figure.low is None else figure.low
    high = low if figure.high is None else figure.high
    if low is None or high is None:
        return None
    reach = margin(figure)
    return Extent(
        low, high, low - reach, high + reach,
        open_below=figure.approximation is Approximation.AT_MOST,
        open_above=figure.approximation is Approximation.AT_LEAST,
    )  # fmt: skip


def _ends(extent: Extent) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    return extent.low, extent.high, extent.least, extent.most


def _at(extent: Extent, rate: Rate) -> Extent:
    return replace(
        extent,
        low=extent.low * rate.middle,
        high=extent.high * rate.middle,
        least=extent.least * rate.low,
        most=extent.most * rate.high,
        note=f"at {rate.middle:.4f} ({rate.origin})",
    )


def _moment(figure: Figure, year: int) -> Extent | None:
    """A date as days since the year 1, a month or a year as all its days; a time as minutes since midnight."""
    if not figure.moment:
        return None
    if figure.kind is Kind.TIME:
        minutes = Decimal(int(figure.moment[:2]) * 60 + int(figure.moment[3:5]))
        return Extent(minutes, minutes, minutes, minutes)
    bare = figure.moment.startswith("--")
    parts = [int(part) for part in figure.moment.removeprefix("--").split("-")]
    stated = (year, *parts) if bare else tuple(parts)
    try:
        first = date(*(*stated, 1, 1)[:3])
        if len(stated) == 1:
            last = date(stated[0], 12, 31)
        elif len(stated) == 2:
            last = date.fromordinal(date(stated[0] + stated[1] // 12, stated[1] % 12 + 1, 1).toordinal() - 1)
        else:
            last = first
    except ValueError:  # 29 February of a year that has none, December of the year 9999
        return None
    low, high = Decimal(first.toordinal()), Decimal(last.toordinal())
    return Extent(low, high, low, high)
