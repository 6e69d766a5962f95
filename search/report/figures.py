"""Figures as a table or as JSON, each with its value as the reader's own locale writes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, localcontext
from typing import Any

from search.article import Article
from search.figures import Approximation, Figure, Kind
from search.report.document import VERSION, decimal_text, plain_figure
from search.report.text import Style

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

_PRECISION = 100
"""Digits that Babel may work with; the longest number that is read has 24, and a scale word adds 15."""
_SIGNS = {Approximation.ABOUT: "≈ ", Approximation.AT_LEAST: "≥ ", Approximation.AT_MOST: "≤ "}


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of an article, and the line of the file on which it begins, counted from 1."""

    article: Article
    figure: Figure
    line: int

    @property
    def place(self) -> str:
        """The place as compilers write it: "flood/a1.en.txt:12"."""
        return f"{self.article.path}:{self.line}"


def figures_table(found: Sequence[Placed], locale: str, style: Style, why: bool = False) -> str:
    """One line a figure: as written, kind, value, place; with `why`, below it a line for each step of reading it.

    `locale` is written as Babel writes it ("pt_BR"); `style.width` is not obeyed, so that a line stays one figure.
    """
    rows = [(_flat(each.figure.text), each.figure.kind.value, written(each.figure, locale)) for each in found]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines: list[str] = []
    for each, row in zip(found, rows, strict=True):
        text, kind, value = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"{style.paint(text, '1')}  {kind}  {value}  {each.place}")
        if why:
            lines += [f"    {_flat(step)}" for step in each.figure.steps or ("as written",)]
    return "".join(f"{line}\n" for line in lines)


def figures_document(articles: Sequence[Article], found: Sequence[Placed], locale: str) -> dict[str, Any]:
    """Plain values, ready for `json.dumps`; "value" is for people, "low" and "high" are for programs."""
    index = {id(article): position for position, article in enumerate(articles)}
    return {
        "version": VERSION,
        "locale": locale,
        "articles": [
            {
                "path": article.path,
                "title": article.title,
                "language": article.language,
                "date": article.published.isoformat() if article.published else "",
            }
            for article in articles
        ],
        "figures": [
            {"article": index[id(each.article)], "line": each.line, **_plain(each.figure, locale)} for each in found
        ],
    }


def _plain(figure: Figure, locale: str) -> dict[str, Any]:
    return {
        **plain_figure(figure),
        "step": decimal_text(figure.step),
        "value": written(figure, locale),
        "steps": list(figure.steps),
    }


def _flat(text: str) -> str:
    return " ".join(text.split())


def written(figure: Figure, locale: str) -> str:
    """The value as `locale` writes it, with signs for approximation that need no language: "≥ 2.100.000.000 US$"."""
    if figure.kind is Kind.DATE:
        return _date(figure.moment, locale)
    if figure.kind is Kind.TIME:
        return _time(figure.moment, locale)
    with localcontext(prec=_PRECISION):
        values = [_amount(value, figure, locale) for value in _values(figure)]
    return _SIGNS.get(figure.approximation, "") + " – ".join(values)


def _values(figure: Figure) -> Iterator[Decimal]:
    ranged = figure.approximation is Approximation.BETWEEN
    for value in (figure.low, figure.high) if ranged else (figure.high if figure.low is None else figure.low,):
        if value is not None:
            yield value


def _amount(value: Decimal, figure: Figure, locale: str) -> str:
    from babel.numbers import format_decimal, format_percent
    from babel.units import UnknownUnitError, format_unit

    if figure.kind is Kind.MONEY and figure.unit:
        return _money(value, figure.unit, locale)
    if figure.kind is Kind.PERCENT and figure.unit == "%":
        return format_percent(value / 100, locale=locale, decimal_quantization=False)
    number = format_decimal(value, locale=locale, decimal_quantization=False)
    if figure.unit in _CLDR and figure.kind is not Kind.COUNT:
        try:
            length: Any = "long" if figure.unit in ("year", "month", "week", "day") else "short"
            return format_unit(value, _CLDR[figure.unit], length, locale=locale)
        except UnknownUnitError:
            pass
    return f"{number}\N{NO-BREAK SPACE}{figure.unit}" if figure.unit else number


def _money(value: Decimal, currency: str, locale: str) -> str:
    from babel import Locale
    from babel.numbers import format_currency

    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    whole = pattern.replace(".00", "") if value == value.to_integral_value() else pattern
    return format_currency(value, currency, whole, locale=locale, currency_digits=False, decimal_quantization=False)


def _date(moment: str, locale: str) -> str:
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


def _time(moment: str, locale: str) -> str:
    from babel.dates import format_time

    hour, minute = (int(part) for part in moment.split(":"))
    return moment if hour > 23 else format_time(time(hour, minute), "short", locale=locale)
