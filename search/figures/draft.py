"""A figure while it is being read: the readers fill it in, one after the other."""

from dataclasses import dataclass, field
from decimal import Decimal

from search.figures.figure import Approximation, Figure, Kind
from search.figures.page import Page


@dataclass(slots=True)
class Draft:
    """What is known so far of the figure at tokens [first, last)."""

    first: int
    last: int
    kind: Kind = Kind.COUNT
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = Decimal(1)
    unit: str = ""
    approximation: Approximation = Approximation.EXACT
    moment: str = ""
    scale: int = 0
    """Power of ten of its scale word, 0 without one."""
    unit_factor: Decimal = Decimal(1)
    """What the unit multiplied the number with: 10 for "decades" in years."""
    spelled: bool = False
    certain: bool = True
    """False for a spelled number that is no figure unless its surroundings say so."""
    plain: bool = False
    """Digits without separators: may be a year, or part of a name."""
    multiple: bool = False
    """Whether it is a number of times ("three times as many")."""
    hedge_first: int = -1
    """First token of the words that bound or hedge it, -1 without such."""
    steps: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether nothing but the number is known."""
        return self.kind is Kind.COUNT and not self.unit and not self.scale

    @property
    def begin(self) -> int:
        """First token of the figure with its hedge."""
        return self.hedge_first if self.hedge_first >= 0 else self.first

    def multiply(self, factor: Decimal) -> None:
        """Multiply the values and the step."""
        self.low = None if self.low is None else self.low * factor
        self.high = None if self.high is None else self.high * factor
        self.step *= factor

    def figure(self, page: Page) -> Figure:
        """The figure, with its place in the text."""
        start, end = page.starts[self.first], page.ends[self.last - 1]
        low = None if self.low is None else _tidy(self.low)
        return Figure(
            start,
            end,
            page.text[start:end],
            self.kind,
            low,
            low if self.high is self.low else None if self.high is None else _tidy(self.high),
            self.unit,
            self.approximation,
            _tidy(self.step),
            self.moment,
            tuple(self.steps),
        )


def _tidy(value: Decimal) -> Decimal:
    """Without exponent, so that a value prints as people write it."""
    whole = int(value)
    return Decimal(whole) if whole == value else value.normalize()
