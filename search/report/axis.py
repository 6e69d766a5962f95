"""An axis: which values it spans, whether by powers of ten, and the round values that are named along it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from search.figures import Kind
from search.report.notation import brief_value, moment_written, short_day, time_written
from search.report.scale import Extent

DECADES = 20
"""Quotient of the largest and the smallest value from which the axis goes by powers of ten."""
_TICKS = 5
_SELF_TOLD = (Kind.MONEY, Kind.PERCENT, Kind.TEMPERATURE)
"""Kinds whose unit is short enough to stand at every tick; that of others is named once."""
_MINUTES = (5, 15, 30, 60, 120, 180, 360, 720)
_DAYS = (1, 2, 3, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 18262)


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on the axis."""

    position: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The span of an axis; a value's position on it is between 0 and 1."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[Tick, ...]
    unit: str
    """What the values are counted in, for people, "" for a plain number."""

    def position(self, value: Decimal) -> float:
        """Where a value lies, cut to the axis."""
        return _share(float(value), self.low, self.high, self.logarithmic)


def axis_of(
    extents: Sequence[Extent], kind: Kind, unit: str, unit_name: str, locale: str, *, from_zero: bool = False
) -> Axis:
    """An axis on which all the extents lie, with some air at its ends.

    `from_zero` is for what grows from nothing, and for values that agree: seen from close by, any two lie far apart.
    """
    ends = [float(end) for extent in extents for end in (extent.least, extent.most)]
    least, most = min(ends), max(ends)
    if kind in (Kind.DATE, Kind.TIME):
        steps = _DAYS if kind is Kind.DATE else _MINUTES
        low, high, values = _stepped(least, most, steps)
        logarithmic = False
    elif least > 0 and most / least >= DECADES and not from_zero:
        low, high, values = _decades(least, most)
        logarithmic = True
    else:
        low, high, values = _even(least, most, from_zero and kind is not Kind.TEMPERATURE)
        logarithmic = False
    labels = _labels(values, kind, unit, locale, high - low)
    ticks = (Tick(_share(value, low, high, logarithmic), label) for value, label in zip(values, labels, strict=True))
    return Axis(low, high, logarithmic, tuple(ticks), unit_name)


def _share(value: float, low: float, high: float, logarithmic: bool) -> float:
    if logarithmic:
        value, low, high = math.log10(max(value, low)), math.log10(low), math.log10(high)
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _decades(least: float, most: float) -> tuple[float, float, list[float]]:
    low = _round_step(least / 1.2, up=False)
    high = _round_step(most * 1.2, up=True)
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    every = max(1, math.ceil((last - first + 1) / _TICKS))
    return low, high, [10.0**power for power in range(first, last + 1, every)]


def _even(least: float, most: float, from_zero: bool) -> tuple[float, float, list[float]]:
    """A linear axis; it starts at zero where the values are far enough apart for zero to be in view anyway."""
    if least >= 0 and (from_zero or least < most / 2):
        low, high = 0.0, most * 1.08 or 1.0
    elif most <= 0 and (from_zero or least < most * 2):
        low, high = least * 1.08, 0.0
    else:
        air = max((most - least) * 0.25, abs(most) * 0.05) or 1.0
        low, high = least - air, most + air
    step = _round_step((high - low) / _TICKS, up=True)
    first = math.ceil(low / step - 1e-9)
    return low, high, [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _stepped(least: float, most: float, steps: Sequence[int]) -> tuple[float, float, list[float]]:
    air = max((most - least) * 0.1, steps[0])
    low, high = least - air, most + air
    step = next((step for step in steps if (high - low) / step <= _TICKS), steps[-1])
    first = math.ceil(low / step)
    return low, high, [float(number * step) for number in range(first, math.floor(high / step) + 1)]


def _round_step(value: float, *, up: bool) -> float:
    """The nearest of 1, 2, 5, 10, 20 … that is not below (`up`) or not above the value."""
    power = 10.0 ** math.floor(math.log10(value))
    factors = (1, 2, 5, 10) if up else (10, 5, 2, 1)
    for factor in factors:
        if (factor * power >= value * (1 - 1e-9)) if up else (factor * power <= value * (1 + 1e-9)):
            return factor * power
    return power


def _labels(values: Sequence[float], kind: Kind, unit: str, locale: str, span: float) -> Iterator[str]:
    for value in values:
        if kind is Kind.TIME:
            minutes = int(value) % 1440
            yield time_written(f"{minutes // 60:02}:{minutes % 60:02}", locale)
        elif kind is Kind.DATE:
            day = date.fromordinal(max(1, min(int(value), date.max.toordinal())))
            if span < 300:
                yield short_day(day, locale)
            else:
                yield moment_written(day.isoformat()[: 7 if span < 1500 else 4], locale)
        else:
            # By text, so that 0.1 is 0.1.
            yield brief_value(Decimal(f"{value:.6g}"), kind, unit if kind in _SELF_TOLD else "", locale)
