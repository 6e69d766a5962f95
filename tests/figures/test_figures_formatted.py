"""Numbers as Babel writes them in every locale of our languages, and as people spell them, are read back."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from search.figures import Figure, find_figures

LANGUAGES = ["en", "es", "fr", "it", "de", "pt", "nl"]
LATIN_DIGITS = "latn"


def locales() -> list[str]:
    """One locale for each way of writing numbers in a language: decimal mark, grouping mark and pattern."""
    found: dict[tuple[str, ...], str] = {}
    for identifier in sorted(locale_identifiers()):
        locale = Locale.parse(identifier)
        if locale.language in LANGUAGES and locale.script in (None, "Latn"):
            marks = locale.number_symbols[LATIN_DIGITS]
            pattern = locale.decimal_formats[None].pattern
            found.setdefault((locale.language, marks["decimal"], marks["group"], pattern), identifier)
    return sorted(found.values())


LOCALES = locales()


def last(text: str, locale: str) -> Figure:
    """The last figure, after numbers that show how the article writes decimals ("3,932" alone can be read two ways)."""
    shown = " ".join(f"({format_decimal(Decimal(n), locale=locale)} %)" for n in ("12.75", "3.5", "1234.5"))
    figures = find_figures(f"{shown} {text}", locale.split("_")[0])
    assert len(figures) == 4, (locale, text, [figure.text for figure in figures])
    return figures[-1]


amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
amounts = amounts.filter(lambda value: value != 0)
wholes = st.integers(min_value=10, max_value=10**18)


def test_every_language_has_its_locales() -> None:
    assert {locale.split("_")[0] for locale in LOCALES} == set(LANGUAGES)
    assert len(LOCALES) > 15


@pytest.mark.parametrize("locale", LOCALES)
@given(value=amounts)
@settings(max_examples=60, deadline=None)
def test_what_babel_formats_is_read_back(locale: str, value: Decimal) -> None:
    number = format_decimal(value, locale=locale, decimal_quantization=False)
    assert last(f"({number} €)", locale).low == value
    assert last(f"({format_currency(abs(value), 'EUR', locale=locale)})", locale).low == abs(value)
    percent = format_percent(value / 100, locale=locale, decimal_quantization=False)
    assert last(f"({percent})", locale).low == value


@pytest.mark.parametrize("locale", LOCALES)
@given(value=wholes)
@settings(max_examples=60, deadline=None)
def test_whole_numbers_that_babel_formats_are_read_back(locale: str, value: int) -> None:
    assert last(f"({format_decimal(value, locale=locale)} km)", locale).low == value


KILOMETRES = {
    "en": "kilometres",
    "es": "kilómetros",
    "fr": "kilomètres",
    "it": "chilometri",
    "de": "Kilometer",
    "pt": "quilómetros",
    "nl": "kilometer",
}
SPELLED = tomllib.loads((Path(__file__).parent / "spelled.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [(language, value, words) for language, table in SPELLED.items() for value, words in table.items()],
)
def test_a_number_in_words_is_read_back(language: str, value: str, words: str) -> None:
    figures = find_figures(f"({words} {KILOMETRES[language]})", language)
    assert [(figure.low, figure.unit) for figure in figures] == [(Decimal(value), "km")], words
