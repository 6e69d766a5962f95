"""The comparison as text and as plain lines: what stands where, in 80 columns, without colour."""

import re

import pytest

from search.report.content import content, place, reference
from search.report.plain import plain_report
from search.report.text import Style, report

FIRST = "The storm came on Monday.\n\nThe takeover cost Acme 30 million euros, the company said on Tuesday."
SECOND = "The takeover cost Acme 50 million euros, the company said on Tuesday."


@pytest.fixture(scope="module")
def deal(compared):
    return compared(FIRST, SECOND, SECOND)


def test_each_quantity_has_a_head_and_a_line_a_source_with_mark_value_quote_and_place(deal):
    text = report(content(deal, "en"), Style())
    head = text.index(f"≠ {deal.quantities[0].label}: contradict")
    assert "  - [1] en  30 million euros  €30 million\n" in text[head:]
    assert "  + [2] en  50 million euros  €50 million\n" in text[head:]
    assert "“The takeover cost Acme 30 million euros, the company said on Tuesday.”" in text[head:]
    assert "\n        story/a0.txt:3\n" in text[head:]
    assert "\n        story/a1.txt:1\n" in text[head:]


def test_no_line_is_wider_than_the_terminal(seeds):
    for width in (60, 80, 100):
        wide = [
            line for line in report(content(seeds, "en"), Style(width), plots=True).splitlines() if len(line) > width
        ]
        assert not [line for line in wide if "seeds/" not in line], f"{width}: {wide}"


def test_colour_adds_nothing_but_colour(seeds):
    told = content(seeds, "es")
    painted = report(told, Style(80, colour=True), plots=True)
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == report(told, Style(80), plots=True)


def test_values_are_in_the_readers_notation_beside_the_text_as_written(seeds):
    german = report(content(seeds, "de"), Style())
    assert "2.100 millones de dólares  2,1 Milliarden\N{NO-BREAK SPACE}$" in german
    assert "26. Februar 2024" in german


def test_plain_has_one_fact_a_line_and_draws_nothing(deal):
    lines = plain_report(content(deal, "en")).splitlines()
    start = lines.index(f"Quantity 1 of 1: {deal.quantities[0].label}")
    assert lines[start + 1] == "Verdict: contradict"
    assert lines[start + 3 : start + 8] == [
        "Source 1 writes: 30 million euros",
        "Value: €30 million",
        "Stands: first side",
        "Quote: The takeover cost Acme 30 million euros, the company said on Tuesday.",
        "Place: story/a0.txt:3",
    ]
    assert not set("".join(lines)) & set("≠~↻─│●├")


def test_a_later_count_stands_on_the_other_side(compared):
    told = content(
        compared(
            "The flood killed 12 people.", "The flood killed 19 people.", "The flood killed 12 people.", days=(1, 3, 1)
        ),
        "en",
    )
    assert [(line.source.number, line.side.value) for line in told.entries[0].lines] == [(1, "-"), (2, "+"), (3, "-")]


def test_places_count_lines_of_the_file_and_paragraphs_where_it_has_none(deal):
    article = deal.articles[0]
    start = article.body.index("30 million")
    assert place(article, start, 7) == "story/a0.txt:9"
    assert place(article, start, 0) == "story/a0.txt, paragraph 2"


def test_a_reference_depends_on_the_article_and_not_on_its_path(deal):
    first, second, third = deal.articles
    assert re.fullmatch(r"[0-9a-f]{12}:54", reference(first, 54))
    assert reference(second, 23) == reference(third, 23) != reference(first, 23)


def test_plain_says_in_words_how_firmly_a_value_is_stated(compared):
    told = plain_report(
        content(
            compared(
                "The takeover cost Acme more than 30 million euros.",
                "The takeover cost Acme about 20 million euros.",
                "The takeover cost Acme between 3 and 5 million euros.",
            ),
            "en",
        )
    )
    values = [line for line in told.splitlines() if line.startswith("Value: ")]
    assert values == ["Value: at least €30 million", "Value: about €20 million", "Value: €3 million to €5 million"]
    assert not set("≈≥≤–") & {
        character for line in told.splitlines() if not line.startswith("Quote") for character in line
    }
