"""Values, units, days and languages as a locale writes them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from search.figures import Kind, find_figures
from search.report.notation import as_written, brief, brief_value, day_written, language_written, unit_written

NB = "\N{NO-BREAK SPACE}"


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
        ("2100000000", Kind.MONEY, "USD", "es", "2.100 millones US$"),
        ("2100000000", Kind.MONEY, "EUR", "pt_PT", "2 100 milhões €"),
        ("-1500000000", Kind.COUNT, "", "es", "-1.500 millones"),
        ("2000000000000", Kind.MONEY, "EUR", "it", "2.000 miliardi €"),
        ("2000000000000", Kind.MONEY, "EUR", "es", "2 billones €"),
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


def test_the_noun_counted_is_written_as_its_article_writes_it():
    body = "Rund 14.000 Menschen waren da. Die Zahl der BETRIEBE: 228."
    crowd, firms = find_figures(body, "de")
    assert brief(as_written(crowd, body), "en") == f"≈ 14,000{NB}Menschen"
    assert brief(as_written(replace(firms, unit="betriebe"), body), "en") == f"228{NB}betriebe"
    assert as_written(crowd, "") == crowd
