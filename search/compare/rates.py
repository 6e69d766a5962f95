"""Exchange rates: those that an article states itself, and the European Central Bank's reference rates, offline."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

# Journalists convert at the rate of some day around the event: over 30 days the euro rate of the dollar moves
# by up to 4 % (95th percentile, 2014 to 2024), so the interval of that window is used and not a single rate.
STALE = timedelta(days=120)
"""How long after the last reference rate that one is still used: the package brings the rates of its release."""
_SAMPLES = (-30, -20, -10, -5, 0, 5, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many units of `target` one unit of `source` is worth, as an interval."""

    source: str
    target: str
    low: Decimal
    high: Decimal
    middle: Decimal
    origin: str
    """For people: "ECB, 2024-02-26" or "stated in article 2"."""

    def reversed(self) -> "Rate":
        """The same rate read the other way."""
        return Rate(self.target, self.source, 1 / self.high, 1 / self.low, 1 / self.middle, self.origin)


def ecb_rate(source: str, target: str, day: date) -> Rate | None:
    """The ECB's rates in the 60 days around `day`, or None for a currency or a time without a reference rate.

    Later than the rates that are at hand, the last one serves for `STALE` days more; `origin` says its day.
    """
    last = min((_last_day(currency) for currency in (source, target)), default=date.min)
    if day > last:
        if day - last > STALE:
            return None
        day = last
    middle = _on(source, target, day)
    if middle is None:
        return None
    rates = [rate for offset in _SAMPLES if (rate := _on(source, target, day + timedelta(days=offset)))]
    return Rate(source, target, min(rates), max(rates), middle, f"ECB, {day.isoformat()}")


def _last_day(currency: str) -> date:
    converter = _converter()
    bounds = converter.bounds.get(currency)
    if bounds is None:
        return date.max if currency == converter.ref_currency else date.min
    last: date = bounds.last_date
    return last


@cache
def _on(source: str, target: str, day: date) -> Decimal | None:
    from currency_converter import RateNotFoundError

    try:
        return Decimal(str(_converter().convert(1, source, target, date=day)))
    except (RateNotFoundError, ValueError):  # a day without a rate, an unknown currency
        return None


@cache
def _converter() -> Any:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")
