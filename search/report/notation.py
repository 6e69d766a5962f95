"""Values, days, currencies and languages as the reader's own locale writes them, by Babel.

`locale` is written as Babel writes it ("pt_BR") everywhere here. Babel is imported when it is first needed.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from decimal import Decimal, localcontext
from typing import Any

from search.figures import Approximation, Figure, Kind

_CLDR = {
    "year": "duration-year",
    "month": "duration-month",
    "week": "duration-week",
    "day": "duration-day",
    "hour": "duration-hour",
    "minute": "duration-minute",
    "second": "duration-second",
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "mile": "length-mile",
    "foot": "length-foot",
    "inch": "length-inch",
    "yard": "length-yard",
    "nautical mile": "length-nautical-mile",
    "ha": "area-hectare",
    "acre": "area-acre",
    "km2": "area-square-kilometer",
    "m2": "area-square-meter",
    "square mile": "area-square-mile",
    "square foot": "area-square-foot",
    "kg": "mass-kilogram",
    "tonne": "mass-tonne",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "pound": "mass-pound",
    "ounce": "mass-ounce",
    "degC": "temperature-celsius",
    "degF": "temperature-fahrenheit",
    "km/h": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour",
    "knot": "speed-knot",
    "m/s": "speed-meter-per-second",
    "l": "volume-liter",
    "m3": "volume-cubic-meter",
    "gallon": "volume-gallon",
    "W": "power-watt",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "kB": "digital-kilobyte",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "Hz": "frequency-hertz",
    "MHz": "frequency-megahertz",
    "GHz": "frequency-gigahertz",
}
"""Our unit names as CLDR calls them; a unit that is not here is written after the number as it is."""

_LONG = ("duration-year", "duration-month", "duration-week", "duration-day", "duration-hour", "duration-minute")
_PRECISION = 100
"""Digits that Babel may work with; the longest number that is read has 24, and a scale word adds 15."""
_SIGNS = {Approximation.ABOUT: "≈ ", Approximation.AT_LEAST: "≥ ", Approximation.AT_MOST: "≤ "}
_NOUN_REACH = 60  # characters around a figure in which the noun counted stands
_BRIEF_FROM = 1_000_000
_BRIEF_DIGITS = 4
"""Significant digits of a number that can be written with a scale word without losing any: 2.125 billion."""


def as_written(figure: Figure, body: str) -> Figure:
    """The figure with the noun counted as its article writes it: units are in small letters, German nouns are not."""
    if figure.kind is not Kind.COUNT or not figure.unit:
        return figure
    around = body[max(0, figure.start - _NOUN_REACH) : figure.end + _NOUN_REACH]
    place = around.lower().find(figure.unit, min(figure.start, _NOUN_REACH))
    noun = around[place : place + len(figure.unit)] if place >= 0 else ""
    return replace(figure, unit=noun) if noun.lower() == figure.unit and not noun.isupper() else figure


def written(figure: Figure, locale: str) -> str:
    """The value as `locale` writes it, with signs for approximation that need no language: "≥ 2.100.000.000 US$"."""
    return _written(figure, locale, brief=False)


def brief(figure: Figure, locale: str) -> str:
    """As `written`, but a large round value with a scale word: "≥ US$2.1 billion"."""
    return _written(figure, locale, brief=True)


def brief_value(value: Decimal, kind: Kind, unit: str, locale: str) -> str:
    """A value that is no figure's own, as an axis or a conversion shows it, at four significant digits at most."""
    with localcontext(prec=_PRECISION):
        return _amount(rounded(value), kind, unit, locale, brief=True)


def rounded(value: Decimal) -> Decimal:
    """The value at as many significant digits as a brief one has."""
    if value == 0:
        return Decimal(0)
    unit = Decimal(1).scaleb(value.adjusted() - _BRIEF_DIGITS + 1)
    return (value / unit).to_integral_value() * unit


def day_written(day: date | None, locale: str) -> str:
    """A day: "26 février 2024"; "date unknown" where there is none."""
    from babel.dates import format_date

    return format_date(day, "long", locale=locale) if day else "date unknown"


def short_day(day: date, locale: str) -> str:
    """A day without its year, for an axis: "26 Feb"."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=locale)


def language_written(code: str, locale: str) -> str:
    """A language by its name: "Spanish" for "es"; "language unknown" where there is none."""
    from babel import Locale

    if not code:
        return "language unknown"
    try:
        return Locale.parse(locale).languages.get(code) or code
    except ValueError:
        return code


def unit_written(kind: Kind, unit: str, locale: str) -> str:
    """The unit by itself, as an axis names it: "US dollars", "percent", "kilometers"; "" for a number without one."""
    from babel.numbers import get_currency_name
    from babel.units import get_unit_name

    if kind is Kind.MONEY:
        return get_currency_name(unit, Decimal(2), locale=locale)
    if unit in _CLDR and kind is not Kind.COUNT:
        return get_unit_name(_CLDR[unit], "long", locale=locale) or unit
    return "" if kind is Kind.COUNT else unit


def _written(figure: Figure, locale: str, brief: bool) -> str:
    if figure.kind is Kind.DATE:
        return moment_written(figure.moment, locale)
    if figure.kind is Kind.TIME:
        return time_written(figure.moment, locale)
    with localcontext(prec=_PRECISION):
        values = [_amount(value, figure.kind, figure.unit, locale, brief) for value in _values(figure)]
    return _SIGNS.get(figure.approximation, "") + " – ".join(values)


def _values(figure: Figure) -> Iterator[Decimal]:
    ranged = figure.approximation is Approximation.BETWEEN
    for value in (figure.low, figure.high) if ranged else (figure.high if figure.low is None else figure.low,):
        if value is not None:
            yield value


def _amount(value: Decimal, kind: Kind, unit: str, locale: str, brief: bool) -> str:
    from babel.numbers import format_percent

    if kind is Kind.MONEY and unit:
        return _money(value, unit, locale, brief)
    if kind is Kind.PERCENT and unit == "%":
        return format_percent(value / 100, locale=locale, decimal_quantization=False)
    if unit in _CLDR and kind is not Kind.COUNT and (measured := _measured(value, _CLDR[unit], locale)):
        return measured
    number = _number(value, locale, brief)
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def _measured(value: Decimal, unit: str, locale: str) -> str:
    """A value with a unit of CLDR in the plural that the value asks for; "" where the locale has no word for it."""
    from babel.units import UnknownUnitError, format_unit

    lengths: tuple[Any, ...] = ("long", "short") if unit in _LONG else ("short", "long")
    for length in lengths:
        try:
            text = format_unit(value, unit, length, locale=locale)
        except UnknownUnitError:
            return ""
        if unit not in text:  # Babel writes the unit's own name where the locale lacks that length
            return text
    return ""


def _number(value: Decimal, locale: str, brief: bool) -> str:
    from babel.numbers import format_decimal

    if brief and abs(value) >= _BRIEF_FROM and rounded(value) == value:
        with suppress(KeyError):  # a locale without scale words
            return _scaled(value, locale)
    return format_decimal(value, locale=locale, decimal_quantization=False)


def _scaled(value: Decimal, locale: str) -> str:
    """A large value with a scale word; where CLDR's is a thousand of another, as newspapers write it: 2.100 millones.

    Raises:
        KeyError: if the locale has no scale words.
    """
    from babel.numbers import format_compact_decimal, format_decimal

    def compact(number: Decimal) -> str:
        return format_compact_decimal(number, format_type="long", locale=locale, fraction_digits=_BRIEF_DIGITS - 1)

    text = compact(value)
    unit = Decimal(1).scaleb(value.adjusted() // 3 * 3 - 3)
    digits, word = _parted(text)
    less = _parted(compact(2 * unit))[1] if unit >= _BRIEF_FROM else ""
    if not less or word == less or not word.endswith(less):
        return text
    return text.replace(
        f"{digits}{word}", format_decimal(value / unit, locale=locale, decimal_quantization=False) + less
    )


def _parted(text: str) -> tuple[str, str]:
    """A number and what follows it, with the space between them."""
    end = max((place for place, character in enumerate(text, 1) if character.isdigit()), default=0)
    return text[:end], text[end:]


def _money(value: Decimal, currency: str, locale: str, brief: bool) -> str:
    from babel import Locale
    from babel.numbers import format_currency, format_decimal

    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    whole = pattern.replace(".00", "") if value == value.to_integral_value() else pattern
    text = format_currency(value, currency, whole, locale=locale, currency_digits=False, decimal_quantization=False)
    digits = format_decimal(abs(value), locale=locale, decimal_quantization=False)
    scaled = _number(abs(value), locale, brief)
    return text.replace(digits, scaled, 1) if scaled != digits else text


def moment_written(moment: str, locale: str) -> str:
    """A date as a figure holds it: "2024-02" is "février 2024"."""
    from babel.dates import format_date, format_skeleton

    parts = [int(part) for part in moment.removeprefix("--").split("-")]
    if moment.startswith("--"):
        day = (
            date(2000, parts[0], parts[1]) if len(parts) == 2 else date(2000, parts[0], 1)
        )  # a leap year has every day
        return format_skeleton("MMMMd" if len(parts) == 2 else "MMMM", day, locale=locale)
    if len(parts) == 1:
        return moment
    try:
        if len(parts) == 2:
            return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale)
        return format_date(date(parts[0], parts[1], parts[2]), "long", locale=locale)
    except ValueError:
        return moment  # 29 February of a year that has none


def time_written(moment: str, locale: str) -> str:
    """A time of day, "HH:MM", as the locale writes it; an hour that no clock shows is left as it is."""
    from babel.dates import format_time

    hour, minute = (int(part) for part in moment.split(":"))
    return moment if hour > 23 else format_time(time(hour, minute), "short", locale=locale)
