"""The picture of a quantity before it is drawn: an axis, and where each source's value lies on it.

Positions are shares of the axis's length, from 0 to 1; the terminal and the page draw the same chart.
"""

from dataclasses import dataclass
from datetime import date

from search.compare import Comparison, Quantity, Verdict
from search.report.axis import Axis, axis_of
from search.report.notation import as_written, brief, unit_written
from search.report.scale import Extent, Scale
from search.report.sides import Side, sides


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement on the axis."""

    statement: int
    """Index into `Comparison.statements`."""
    article: int
    """Index into `Comparison.articles`."""
    side: Side
    source: str
    """Who says it, for people: the publisher, or else the title."""
    speaker: str
    """Whom the source cites for it, "" for nobody."""
    day: date | None
    """When its article was published."""
    value: str
    """The value in its own unit, in the reader's locale."""
    start: float
    end: float
    """Where the value lies; the same but for ranges."""
    least: float
    most: float
    """How far a hedge or a conversion lets it reach."""
    open_below: bool
    open_above: bool
    note: str
    """How the value was converted into the axis's unit, "" where it was not."""


@dataclass(frozen=True, slots=True)
class Chart:
    """All statements of a quantity that can stand on one axis."""

    label: str
    axis: Axis
    marks: tuple[Mark, ...]
    running: bool
    """Whether it is a count that grew from day to day, to be drawn over days; then every mark has a day."""
    missing: tuple[str, ...]
    """Values that have no place on the axis, for want of an exchange rate, as they are written."""

    @property
    def unit(self) -> str:
        """The unit of the axis, for people."""
        return self.axis.unit


def chart(comparison: Comparison, quantity: Quantity, locale: str, scale: Scale | None = None) -> Chart | None:
    """The picture of a quantity; None where fewer than two of its values have a place on one axis.

    `scale` is that of the comparison, given by callers that draw many.
    """
    scale = scale or Scale(comparison)
    found = {index: scale.extent(quantity, index) for index in quantity.statements}
    placed = {index: extent for index, extent in found.items() if extent is not None}
    if len(placed) < 2:
        return None
    statements, articles = comparison.statements, comparison.articles
    days = {articles[statements[index].article].published for index in placed}
    updated = any(comparison.pairs[pair].verdict is Verdict.UPDATED for pair in quantity.pairs)
    running = updated and None not in days and len(days) > 1
    kind, unit = statements[quantity.statements[0]].figure.kind, scale.unit(quantity)
    from_zero = running or quantity.verdict in (Verdict.SAME, Verdict.COMPATIBLE)
    axis = axis_of(list(placed.values()), kind, unit, unit_written(kind, unit, locale), locale, from_zero=from_zero)
    side = sides(comparison, quantity)
    marks = tuple(_mark(comparison, index, extent, axis, side[index], locale) for index, extent in placed.items())
    missing = tuple(brief(statements[index].figure, locale) for index, extent in found.items() if extent is None)
    return Chart(quantity.label, axis, marks, running, missing)


def _mark(comparison: Comparison, index: int, extent: Extent, axis: Axis, side: Side, locale: str) -> Mark:
    statement = comparison.statements[index]
    article = comparison.articles[statement.article]
    return Mark(
        index,
        statement.article,
        side,
        article.source or article.name,
        statement.speaker,
        article.published,
        brief(as_written(statement.figure, article.body), locale),
        axis.position(extent.low),
        axis.position(extent.high),
        axis.position(extent.least),
        axis.position(extent.most),
        extent.open_below,
        extent.open_above,
        extent.note,
    )
