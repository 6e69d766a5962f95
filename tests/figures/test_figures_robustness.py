"""Any text at all: no exception, no hang, and figures that lie where they say."""

import sys
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.figures import find_figures

LANGUAGES = ["en", "es", "fr", "it", "de", "pt", "nl", "", "ru", "xx", "common", "../en", "EN", "pt-BR"]
HANG = 30
"""Seconds that no text of 100 kB may take even on a busy machine; a quadratic reader takes minutes."""

WORDS = st.sampled_from(
    [
        *("12", "3,5", "1.234", "2.100", "1 234", "12:30", "2024", "0", "007", "½", "5000", "12,34,567", "1'000"),
        *("million", "millones", "Mrd.", "mila", "bn", "%", "€", "$", "km", "m²", "pro", "Sekunde", "°C", "M€"),
        *("zwei", "dix", "neuf", "sei", "half", "a", "un", "une", "einen", "y", "medio", "et", "demi", "dozen"),
        *("between", "and", "to", "de", "a", "bis", "sur", "in", "about", "circa", "más de", "or more", "page"),
        *("May", "mars", "1er", "3.", "Januar", "dicembre", "de", "2023", "h", "Uhr", "am", "-", "–", "/", "(", ")"),
        *(",", ".", "\n", "«", "»", "’", "people", "Menschen", "habitants", "third", "troisième", "Platz", "más"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="0123456789.,-–/: '’\u00a0\u202f€$%ºª()\n", max_size=120),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)


@given(TEXTS, st.sampled_from(LANGUAGES), st.one_of(st.none(), st.dates()))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_figures_lie_in_order_where_they_say_and_come_out_the_same_twice(
    text: str, language: str, published: date | None
) -> None:
    figures = find_figures(text, language, published)
    behind = 0
    for figure in figures:
        assert behind <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.text == figure.text.strip()
        assert bool(figure.moment) != (figure.low is not None or figure.high is not None)
        assert figure.step > 0
        behind = figure.end
    assert find_figures(text, language, published) == figures


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        *(
            ("1", "en"),
            ("1 ", "fr"),
            ("1.", "de"),
            (".", "it"),
            ("(", "es"),
            (" ", "pt"),
            ("\u00a0", "fr"),
            ("\n", "en"),
        ),
        *(("zwei", "de"), ("1 000 ", "fr"), ("1)(", ""), ("€1", "de"), ("€1 ", "en"), ("1½", "de"), ("1.2,3; ", "fr")),
    ],
)
def test_a_hundred_kilobytes_of_one_sign_are_read_without_hanging(piece: str, language: str) -> None:
    read_without_hanging(piece, language, 100_000)


@pytest.mark.parametrize(
    ("piece", "language"),
    [
        *(("1.000", "it"), ("12:30", "it"), ("0-", "en"), ("1/", "en"), ("$", "en"), ("€1", "de"), ("1-1 ", "it")),
        *(("one ", "en"), ("and ", "en"), ("ventidue", "it"), ("un ", "es"), ("two and ", "en"), ("A1 ", "en")),
        *(("page 1, ", "en"), ("@1.", "de"), ("between 1 and ", "en"), ("May 3 ", "en"), ("1 de ", "pt")),
        *(
            ("1 million ", "en"),
            ("half a ", "en"),
            ("3 in ", "en"),
            ("about the ", "en"),
            ("1 sur ", "fr"),
            ("1 M ", "fr"),
        ),
    ],
)
def test_long_repetitions_are_read_without_hanging(piece: str, language: str) -> None:
    read_without_hanging(piece, language, 15_000)


def read_without_hanging(piece: str, language: str, length: int) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    begin = time.process_time()
    find_figures(text, language, date(2024, 1, 1))
    assert time.process_time() - begin < HANG * length / 100_000


REPEATED = tomllib.loads((Path(__file__).parent / "repeated.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "piece"), [(code, piece) for code, pieces in REPEATED.items() for piece in pieces]
)
def test_the_work_grows_no_faster_than_the_text(language: str, piece: str) -> None:
    once, twice = (piece * (size // len(piece)) for size in (1_500, 3_000))
    find_figures(twice, language)  # fills the caches
    assert calls(twice, language) < 2.3 * calls(once, language) + 1_000


def calls(text: str, language: str) -> int:
    """How many functions are called while a text is read: the same on a busy machine as on an idle one."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        find_figures(text, language)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", ["12.5 17 3\n", "A 12.5 B 7\n", "12 km 5 m ", "1h30 ", "CDU 24,1 % SPD 12 % "])
def test_numbers_in_a_row_with_hardly_a_word_are_data(piece: str) -> None:
    text = "They paid 3 million euros.\n\n" + piece * 80 + "\n\nLater 40 people left."
    assert [figure.text for figure in find_figures(text, "en")] == ["3 million euros", "40"]


def test_a_list_of_many_numbers_with_their_names_is_prose() -> None:
    text = "People died: " + ", ".join(f"{count} people in Ohio" for count in range(10, 80)) + "."
    assert len(find_figures(text, "en")) == 70


def test_a_table_of_numbers_is_no_prose_and_the_sentences_around_it_are_read() -> None:
    text = "They paid 3 million euros.\n" + "12.5 17 3\n" * 50 + "Later 40 people left."
    assert [figure.text for figure in find_figures(text, "en")] == ["3 million euros", "40"]


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "1" + ".000" * 2000,
        "٣٤٥ مليون دولار، ١٢٪ من السكان",
        "NaN Infinity -inf 1e5 0x1F 1_000 nan%",
        "\ud800\udc00\udfff x5\ud83d",
        "\x00\x1b[31m\x07\x9b2J",
        "Ｎ１２３ 百万円 三百人 二〇二四年",
        "Погибли люди, сотни раненых",
        "",
        " \n\t ",
    ],
)
@pytest.mark.parametrize("language", ["en", "es", "fr", "it", "de", "pt", "nl", ""])
def test_what_holds_no_figure_gives_none(text: str, language: str) -> None:
    assert find_figures(text, language) == []


def test_a_text_in_another_language_than_said_is_read_without_inventing_numbers() -> None:
    german = "Er gab acht, dass niemand unter vier Augen mit dem Mann sprach, der sei und sette und six sagte."
    assert find_figures(german, "en") == []


def test_an_unknown_language_is_read_by_symbols_and_codes_only() -> None:
    text = "Компания заплатила €2.5 и 12%, USD 300, 5 km, 17 страниц, 2024."
    assert [figure.text for figure in find_figures(text, "")] == ["€2.5", "12%", "USD 300", "5 km"]
    assert find_figures(text, "ru") == find_figures(text, "")
