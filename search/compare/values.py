"""Whether two figures of one quantity fit together: intervals, slack, units, currencies, dates.

The rules are those of the annotated stories (`tests/data/stories/README.md`): each figure is an interval, the
slack is half a unit of the last digit of the less precise one, and a conversion adds 3 %.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from search.compare.comparison import Verdict
from search.compare.rates import Rate
from search.figures import Approximation, Figure, Kind

CONVERSION_TOLERANCE = Decimal("0.03")
_CLOCK_TOLERANCE = 15  # minutes, when one of two clock times is approximate

RateFinder = Callable[[str, str], Rate | None]
"""Gives the rate from one currency to another for the pair at hand, or None if it is unknown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing two values came to; `verdict` is None where nothing can be said."""

    verdict: Verdict | None
    reason: str
    factor: Decimal = Decimal(1)
    """How many times the smaller value the larger one is, in one unit; 1 where values have no ratio, as dates."""


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Decimal
    high: Decimal | None
    half_step: Decimal
    size: Decimal

    def scaled(self, low: Decimal, high: Decimal, middle: Decimal) -> "_Interval":
        top = None if self.high is None else self.high * high
        return _Interval(self.low * low, top, self.half_step * middle, self.size * middle)


@cache
def _factors() -> dict[str, dict[str, Decimal]]:
    tables = tomllib.loads(files("search.compare").joinpath("units.toml").read_text("utf-8"))
    return {kind: {unit: Decimal(factor) for unit, factor in units.items()} for kind, units in tables.items()}


def comparable(a: Figure, b: Figure) -> bool:
    """Whether the kinds and units allow a comparison at all; counted nouns are not looked at."""
    if {a.kind, b.kind} == {Kind.RATIO, Kind.PERCENT}:
        return True
    if a.kind != b.kind:
        return False
    if a.kind is Kind.TEMPERATURE:
        return {a.unit, b.unit} <= {"degC", "degF", "°"}
    if a.unit == b.unit or a.kind in (Kind.MONEY, Kind.COUNT, Kind.DATE, Kind.TIME, Kind.RANK, Kind.RATIO):
        return True
    factors = _factors().get(a.kind.value, {})
    return a.unit in factors and b.unit in factors and _dimension(a.unit) == _dimension(b.unit)


def dimension(figure: Figure) -> str:
    """What a figure can be compared by: its kind, where fractions and percentages are of one."""
    return Kind.PERCENT.value if figure.kind is Kind.RATIO else figure.kind.value


_ONE_SCALE = 20000
"""Quotient of two units from which one quantity is not stated in both: a year and a minute."""


def units_of_one_scale(a: Figure, b: Figure) -> bool:
    """Whether people would state one quantity in both units: hours and days, but not minutes and years."""
    factors = _factors().get(a.kind.value, {})
    if a.unit == b.unit or a.unit not in factors or b.unit not in factors:
        return True
    small, large = sorted((factors[a.unit], factors[b.unit]))
    return large / small <= _ONE_SCALE


def in_unit(value: Decimal, kind: Kind, unit: str, target: str) -> Decimal | None:
    """A value in another unit of its kind, None where there is no fixed way from one to the other, as with money."""
    if unit == target:
        return value
    if kind is Kind.TEMPERATURE and {unit, target} == {"degC", "degF"}:
        return (value - 32) * 5 / 9 if unit == "degF" else value * 9 / 5 + 32
    factors = _factors().get(kind.value, {})
    if unit not in factors or target not in factors or _dimension(unit) != _dimension(target):
        return None
    return value * factors[unit] / factors[target]


def margin(figure: Figure) -> Decimal:
    """How far to both sides the value of a figure reaches by its hedge: "about 400" by 10 %, but at most 5 steps."""
    value = figure.high if figure.low is None else figure.low
    if figure.approximation is not Approximation.ABOUT or value is None:
        return Decimal(0)
    return min(abs(value) / 10, 5 * figure.step)


def _dimension(unit: str) -> str:
    if unit.endswith("Wh"):
        return "energy"
    if unit.endswith("W"):
        return "power"
    return "data" if unit == "byte" or unit.endswith("B") else "volume"


def judge(a: Figure, b: Figure, rate: RateFinder) -> Outcome:
    """Compare the values of two figures that speak of one quantity."""
    if a.kind is Kind.DATE:
        return _judge_dates(a, b)
    if a.kind is Kind.TIME:
        return _judge_times(a, b)
    converted = ""
    first, second = _interval(a), _interval(b)
    slack = Decimal(0)
    if a.kind is Kind.MONEY and a.unit != b.unit:
        if not a.unit or not b.unit:
            return Outcome(None, "the currency is not stated")
        found = rate(a.unit, b.unit)
        if found is None:
            return Outcome(None, f"no exchange rate from {a.unit} to {b.unit} is known for that time")
        value = first.size * found.middle
        first = first.scaled(found.low, found.high, found.middle)
        converted = f"{plain(a)} is {short(value)} {b.unit} at {found.middle:.4f} ({found.origin})"
    elif a.kind is not b.kind or (a.unit != b.unit and a.kind not in (Kind.COUNT, Kind.RANK, Kind.RATIO)):
        first, second = _common(a, first), _common(b, second)
        converted = f"{plain(a)} is converted to compare with {plain(b)}"
    if converted:
        slack = CONVERSION_TOLERANCE * max(first.size, second.size)
    slack += max(first.half_step, second.half_step)
    gap = _gap(first, second)
    if gap <= slack:
        return _agreement(a, b, converted)
    return Outcome(Verdict.CONTRADICT, _difference(a, b, first, second, converted), _factor(first, second))


def _factor(first: _Interval, second: _Interval) -> Decimal:
    """How many times the smaller value the larger one is; without an end where one is nothing, or below it."""
    small, large = sorted((first.size, second.size))
    return large / small if small > 0 and (first.low < 0) is (second.low < 0) else Decimal("Infinity")


def _interval(figure: Figure) -> _Interval:
    low, high = figure.low, figure.high
    value = high if low is None else low
    assert value is not None
    half = figure.step / 2
    size = max(abs(value), abs(high) if high is not None else abs(value))
    match figure.approximation:
        case Approximation.ABOUT:
            reach = margin(figure)
            return _Interval(value - reach, (value if high is None else high) + reach, half, size)
        case Approximation.AT_LEAST:
            return _Interval(value, None, half, size)
        case Approximation.AT_MOST:
            return _Interval(min(Decimal(0), value), value, half, size)
        case _:
            return _Interval(value, value if high is None else high, half, size)


def _common(figure: Figure, interval: _Interval) -> _Interval:
    if figure.kind is Kind.PERCENT:
        factor = Decimal("0.01")
    elif figure.kind is Kind.RATIO:
        factor = Decimal(1)
    elif figure.kind is Kind.TEMPERATURE:
        if figure.unit != "degF":
            return interval
        ratio = Decimal(5) / 9
        low, high = (interval.low - 32) * ratio, None if interval.high is None else (interval.high - 32) * ratio
        return _Interval(low, high, interval.half_step * ratio, abs(low))
    else:
        factor = _factors()[figure.kind.value][figure.unit]
    return interval.scaled(factor, factor, factor)


def _gap(a: _Interval, b: _Interval) -> Decimal:
    gap = Decimal(0)
    if a.high is not None and b.low > a.high:
        gap = b.low - a.high
    if b.high is not None and a.low > b.high:
        gap = a.low - b.high
    return gap


def _agreement(a: Figure, b: Figure, converted: str) -> Outcome:
    same_value = (a.low, a.high, a.approximation) == (b.low, b.high, b.approximation)
    if same_value and not converted:
        return Outcome(Verdict.SAME, "the same value")
    if converted:
        return Outcome(Verdict.COMPATIBLE, f"conversion: {converted}")
    bounds = {Approximation.AT_LEAST, Approximation.AT_MOST}
    if a.approximation in bounds or b.approximation in bounds:
        return Outcome(Verdict.COMPATIBLE, "an open bound that the other satisfies")
    if Approximation.BETWEEN in (a.approximation, b.approximation):
        return Outcome(Verdict.COMPATIBLE, "inside the range")
    if (a.low, a.high) == (b.low, b.high):
        return Outcome(Verdict.COMPATIBLE, "the same number, approximate in one")
    return Outcome(Verdict.COMPATIBLE, "rounding: the difference is within the precision stated")


def _difference(a: Figure, b: Figure, first: _Interval, second: _Interval, converted: str) -> str:
    reason = f"{plain(a)} against {plain(b)}"
    if converted:
        reason += f"; {converted}"
    factor = _factor(first, second)
    if not factor.is_finite():
        return reason
    if factor >= 2:
        reason += f"; a factor of {short(factor)}"
        if abs(factor / 1000 - 1) < Decimal("0.001"):
            reason += " (a thousand: possibly a slip of million and billion)"
    else:
        reason += f"; {short((factor - 1) * 100)} % apart"
    return reason


def _judge_dates(a: Figure, b: Figure) -> Outcome:
    if a.moment == b.moment:
        return Outcome(Verdict.SAME, "the same date")
    first, second = _date_parts(a.moment), _date_parts(b.moment)
    if any(x and y and x != y for x, y in zip(first, second, strict=True)):
        return Outcome(Verdict.CONTRADICT, f"{a.moment} against {b.moment}")
    if any(x and y for x, y in zip(first, second, strict=True)):
        return Outcome(Verdict.COMPATIBLE, f"{a.moment} and {b.moment}: one is stated more precisely")
    return Outcome(None, "the dates share no part that could be compared")


_DATE = re.compile(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?$")


def _date_parts(moment: str) -> tuple[str, str, str]:
    """Year, month and day of "2024-02-26", "2024-02", "--02-26"; "" for what is not stated."""
    match = _DATE.match(moment)
    if match is None:
        return "", "", ""
    year, month, day = match.groups(default="")
    return year, month, day


def _judge_times(a: Figure, b: Figure) -> Outcome:
    if a.moment == b.moment:
        return Outcome(Verdict.SAME, "the same time")
    minutes = [int(m[:2]) * 60 + int(m[3:5]) for m in (a.moment, b.moment)]
    approximate = Approximation.ABOUT in (a.approximation, b.approximation)
    if approximate and abs(minutes[0] - minutes[1]) <= _CLOCK_TOLERANCE:
        return Outcome(Verdict.COMPATIBLE, "within a quarter of an hour, approximate in one")
    return Outcome(Verdict.CONTRADICT, f"{a.moment} against {b.moment}")


def short(value: Decimal) -> str:
    """A number at four significant digits, without a trailing zero: 129.3, 16 280 000."""
    if value == 0:
        return "0"
    unit = Decimal(1).scaleb(value.adjusted() - 3)
    return amount((value / unit).to_integral_value() * unit)


def amount(value: Decimal) -> str:
    """A number in digits, from a million on in millions, which mean the same in every language: "2 100 million"."""
    if abs(value) >= 1_000_000:
        return f"{_grouped(value / 1_000_000)} million"
    return _grouped(value)


def _grouped(value: Decimal) -> str:
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", "\N{NO-BREAK SPACE}")


_REGULAR = (
    "year", "month", "week", "day", "hour", "minute", "second", "mile", "yard", "acre", "pound", "ounce", "tonne",
    "gallon", "knot", "nautical mile", "square mile",
)  # fmt: skip
_PLURALS = {unit: f"{unit}s" for unit in _REGULAR} | {"foot": "feet", "inch": "inches", "square foot": "square feet"}


def plain(figure: Figure) -> str:
    """The value in plain notation with its unit and approximation: "about 2 100 000 000 USD", "≥ 300"."""
    if figure.kind in (Kind.DATE, Kind.TIME):
        return figure.moment
    low, high = figure.low, figure.high
    unit = "" if figure.kind is Kind.COUNT else _PLURALS.get(figure.unit, figure.unit)
    if figure.approximation is Approximation.BETWEEN and low is not None and high is not None:
        number = f"{amount(low)} to {amount(high)}"
    else:
        value = high if low is None else low
        assert value is not None
        number = amount(value)
        if value == 1:
            unit = figure.unit if unit else ""
    sign = {Approximation.ABOUT: "about ", Approximation.AT_LEAST: "≥ ", Approximation.AT_MOST: "≤ "}
    return f"{sign.get(figure.approximation, '')}{number}{' ' + unit if unit else ''}"
