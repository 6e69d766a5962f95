"""Values, units, days and languages as a locale writes them."""

from datetime import date
from decimal import Decimal

import pytest

from search.figures import Kind
from search.report.notation import brief_value, day_written, language_written, unit_written


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("value", "kind", "unit", "locale", "written"),
    [
        ("2100000000", Kind.MONEY, "USD", "en_GB", "US$2.1 billion"),
        ("2100000000", Kind.MONEY, "USD", "de", "2,1 Milliarden $"),
        ("2100000000", Kind.MONEY, "USD", "pt_BR", "US$ 2,1 bilhões"),
        ("-15000000", Kind.MONEY, "EUR", "fr", "-15 millions €"),
        ("1000000", Kind.MONEY, "EUR", "it", "1 milione €"),
        ("12", Kind.DURATION, "hour", "en", "12 hours"),
        ("1", Kind.DURATION, "hour", "en", "1 hour"),
        ("12", Kind.DURATION, "hour", "nl", "12 uur"),
        ("30", Kind.DURATION, "minute", "es", "30 minutos"),
        ("9", Kind.AGE, "year", "pt", "9 anos"),
        ("4.5", Kind.PERCENT, "%", "fr", "4,5 %"),
        ("5", Kind.POINTS, "pp", "de", "5 pp"),
        ("40", Kind.COUNT, "people", "en", "40 people"),
        ("2100000000", Kind.MONEY, "USD", "ja", "$2,100,000,000"),
    ],
)
def test_a_value_is_written_as_the_locale_writes_it(value, kind, unit, locale, written):
    assert plain(brief_value(Decimal(value), kind, unit, locale)) == written


def test_units_days_and_languages_have_names():
    assert unit_written(Kind.MONEY, "USD", "es") == "dólares estadounidenses"
    assert unit_written(Kind.LENGTH, "km", "de") == "Kilometer"
    assert day_written(date(2024, 2, 26), "fr") == "26 février 2024"
    assert day_written(None, "fr") == "date unknown"
    assert (language_written("es", "de"), language_written("", "de"), language_written("xx", "de")) == (
        "Spanisch",
        "language unknown",
        "xx",
    )
