"""`atodds figures`, as a process: the table, the JSON, the places, the reader's own notation."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NB = "\N{NO-BREAK SPACE}"
GERMAN = "Aquila zahlte am 26. Februar 2024 mindestens 2,8 Mrd. Euro, 12,5 Prozent mehr als sonst.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "---\ntitle: A\nlanguage: en\ndate: 2024-03-01\n---\nA storm came.\n\n"
        "It cost €2.8bn and more than 40 people left.\n\nIt ended on 3 March.\n",
        "utf-8",
    )
    return path


def rows(done):
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in done.stdout.splitlines()]


def spaced(value):
    """The value with ordinary spaces: which space it is changes with the edition of CLDR."""
    return " ".join(value.split())


def test_the_table_says_text_kind_value_and_line_of_the_file(atodds, article):
    done = atodds("figures", article, "--locale", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(done) == [
        ["€2.8bn", "money", "€2,800,000,000", f"{article}:8"],
        ["40", "count", f"≥ 40{NB}people", f"{article}:8"],
        ["3 March", "date", "March 3, 2024", f"{article}:10"],
    ]


@pytest.mark.parametrize(
    ("locale", "values"),
    [
        ("en", ["February 26, 2024", "≥ €2,800,000,000", "12.5%"]),
        ("de", ["26. Februar 2024", "≥ 2.800.000.000 €", "12,5 %"]),
        ("pt-BR", ["26 de fevereiro de 2024", "≥ € 2.800.000.000", "12,5%"]),
        ("fr", ["26 février 2024", "≥ 2 800 000 000 €", "12,5 %"]),
    ],
)
def test_values_are_written_as_the_reader_writes_them(atodds, locale, values):
    done = atodds("figures", "-", "--language", "de", "--locale", locale, "--format", "json", stdin=None, input=GERMAN)
    document = json.loads(done.stdout)
    assert document["locale"] == locale.replace("-", "_")
    assert [spaced(figure["value"]) for figure in document["figures"]] == values


def test_units_ranges_times_and_months_are_written_in_the_readers_notation(atodds):
    text = "Um 18 Uhr waren es 40 bis 50 km bei -3 °C, im Mai 2024 rund 5,50 Euro in zwei Jahren, 1990."
    done = atodds("figures", "-", "--language", "de", "--locale", "es", stdin=None, input=text)
    values = [spaced(row[2]) for row in rows(done)]
    assert values == ["18:00", "40 km – 50 km", "-3 °C", "mayo de 2024", "≈ 5,50 €", "2 años", "1990"]


def test_why_tells_the_steps_below_each_figure(atodds, article):
    done = atodds("figures", article, "--why", "--locale", "en")
    lines = done.stdout.splitlines()
    assert "    scale word: bn = 10^9" in lines
    assert "    currency: € = EUR" in lines
    assert lines.index("    lower bound: more than") > lines.index("    currency: € = EUR")


def test_the_json_holds_everything_a_program_needs(atodds, article):
    done = atodds("figures", article, "--format", "json", "--locale", "en")
    document = json.loads(done.stdout)
    assert document["articles"] == [{"path": str(article), "title": "A", "language": "en", "date": "2024-03-01"}]
    first = document["figures"][0]
    assert (first["line"], first["text"], first["kind"], first["low"], first["high"], first["unit"]) == (
        8, "€2.8bn", "money", "2800000000", "2800000000", "EUR"
    )  # fmt: skip
    assert first["steps"][-1] == "currency: € = EUR"
    assert document["figures"][2]["low"] == "2024-03-03"
    assert done.stdout.isascii()


def test_no_figure_is_status_1_and_trouble_is_status_2(atodds, article):
    none = atodds("figures", "-", "--language", "en", stdin=None, input="Nothing of the kind.\n")
    assert (none.returncode, none.stdout, none.stderr) == (1, "", "")
    missing = atodds("figures", article, "nowhere.txt")
    assert missing.returncode == 2
    assert "€2.8bn" in missing.stdout
    assert missing.stderr.count("\n") == 1
    assert "nowhere.txt" in missing.stderr


@pytest.mark.parametrize("wrong", [["--locale", "xx"], ["--language", "nonsense"], ["--format", "xml"]])
def test_an_option_that_cannot_be_meant_is_one_sentence(atodds, article, wrong):
    done = atodds("figures", article, *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_language_that_is_not_known_is_said(atodds):
    done = atodds("figures", "-", stdin=None, input="€5 12%")
    assert [row[0] for row in rows(done)] == ["€5", "12%"]
    assert "--language" in done.stderr


def test_page_furniture_is_left_out_as_in_a_comparison(atodds, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("It cost 3 million euros.\n\n1,234 views\n3 min read\n\nThe rest is history.\n", "utf-8")
    assert [row[0] for row in rows(atodds("figures", page, "--language", "en"))] == ["3 million euros"]


def test_hostile_text_and_names_are_disarmed(atodds, tmp_path):
    evil = tmp_path / "evil\x1b[31m.txt"
    evil.write_text("\x1b]0;owned\x07 It cost 5\u202e0 million\u200b euros. 3 \x9b2Jpeople\n", "utf-8")
    for form in ("text", "json"):
        done = atodds("figures", evil, "--language", "en", "--format", form, "--why")
        assert done.returncode == 0
        assert "50 million euros" in done.stdout
        assert not {"\x1b", "\x07", "\u202e", "\u200b", "\x9b"} & set(done.stdout + done.stderr)


def test_numbers_of_any_size_are_printed(atodds):
    text = "It cost 999999999999999999999999 billion euros and 0.000001% of it."
    done = atodds("figures", "-", "--language", "en", "--locale", "de", stdin=None, input=text)
    assert done.returncode == 0
    assert "0,000001" in done.stdout


def test_printing_figures_loads_no_screen_and_no_search_engine(article):
    code = f"import sys\nfrom tui.cli import run\nrun(['figures', {str(article)!r}])\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {line.split(".")[0] for line in done.stdout.splitlines()}
    assert not loaded & {"textual", "rich", "whoosh", "numpy", "deep_translator", "py3langid", "requests"}
