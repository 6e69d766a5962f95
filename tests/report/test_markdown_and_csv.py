"""The comparison as Markdown and as CSV: complete, and harmless whatever stands in the articles."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.report.content import content
from search.report.markdown import citation, escaped, markdown, quantity_markdown
from search.report.table import COLUMNS, neutral, table

ODD = 'The takeover cost Acme 30 million euros, <script>alert(1)</script> | *he* said "yes" =1+1.'
EVEN = "The takeover cost Acme 50 million euros, they said."


@pytest.fixture(scope="module")
def told(compared):
    return content(compared(ODD, EVEN, sources=("=cmd|x", "@evil|[a](b)")), "en")


def test_markdown_tells_everything_and_escapes_what_is_not_ours(told):
    text = markdown(told)
    assert f"## ≠ {told.entries[0].quantity.label}: contradict" in text
    assert "**30 million euros**" in text
    assert "`story/a0.txt:1`" in text
    assert "<script>" not in text
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert [row.replace("\\|", "").count("|") for row in rows] == [7, 7]


def test_a_single_quantity_and_a_citation_can_be_copied(told):
    entry = told.entries[0]
    assert quantity_markdown(entry) in markdown(told)
    quoted = citation(entry.lines[1])
    assert quoted.startswith(
        "> The takeover cost Acme 50 million euros, they said.\n— Title 2; @evil|[a](b), 2024-03-01."
    )
    assert f"story/a1.txt:1 #{entry.lines[1].reference}" in quoted


@given(st.text(max_size=60))
def test_escaped_text_has_no_bare_mark(text):
    safe = escaped(text)
    for mark in "`*_[]<>|":
        assert mark not in safe.replace("\\\\", "").replace(f"\\{mark}", "")
    assert "\n" not in safe


def test_csv_has_a_row_a_statement_and_opens_as_a_table(told):
    rows = list(csv.DictReader(io.StringIO(table(told), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["side"], row["low"], row["unit"]) for row in rows] == [
        ("first", "30000000", "EUR"),
        ("other", "50000000", "EUR"),
    ]
    assert [row["source"] for row in rows] == ["'=cmd|x", "'@evil|[a](b)"]


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1", '"=1', "\t=1", "＝1", "-2-3", "-cmd"])
def test_what_a_spreadsheet_would_compute_is_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-3", "-3.5", "-1,250.75", "12", "a=b", "", "≥ 3", "2024-03-01"])
def test_numbers_also_negative_ones_stay_as_they_are(cell):
    assert neutral(cell) == cell
