"""A figure: a number with its unit, at a place in an article."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a figure measures; figures of different kinds are never compared, save `RATIO` with `PERCENT`."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"
    COUNT = "count"
    LENGTH = "length"
    AREA = "area"
    MASS = "mass"
    TEMPERATURE = "temperature"
    SPEED = "speed"
    RANK = "rank"
    RATIO = "ratio"
    MAGNITUDE = "magnitude"
    AGE = "age"
    OTHER = "other"


class Approximation(StrEnum):
    """How firmly a figure is stated."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its scale word and unit, as written at `text[start:end]`.

    The span leaves out approximators ("about") and, for counts, the noun counted, except where a
    technical unit follows the number directly ("32.000 tokens").
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: Decimal | None
    """Lower value with the scale word multiplied out, in `unit`; None when open (`at_most`) or for dates and times."""
    high: Decimal | None
    """Upper value; equal to `low` unless `between`; None when open (`at_least`) or for dates and times."""
    unit: str
    """ISO 4217 code, "%", "pp", "bp", a unit name such as "km2" or "year"; for counts the noun counted as written,
    lower case, "" if none was found; "" for dates, times, ranks, ratios."""
    approximation: Approximation = Approximation.EXACT
    step: Decimal = Decimal(1)
    """One unit of the last significant digit as written, with the scale: 100000000 for "2.3bn", 1000 for "12,000".
    Whole numbers keep at least two significant digits; a single digit before a scale word counts alone."""
    moment: str = ""
    """For dates "YYYY-MM-DD", "YYYY-MM", "YYYY", or "--MM-DD" and "--MM" where no year can be known;
    for times "HH:MM"."""
    steps: tuple[str, ...] = ()
    """How it was read, one plain clause a step: "scale word: millones = 10^6"."""
