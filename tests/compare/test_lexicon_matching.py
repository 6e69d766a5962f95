"""How patterns of the lexicon find words."""

import tomllib
from pathlib import Path

import pytest

from search.compare.lexicon import Lexicon, read_tables
from search.compare.words import words

ROOT = Path(__file__).resolve().parents[2]
PATTERNS = {
    "passenger": ["passenger*", "*passagier*"],
    "cost": ["cost", "costa"],
    "market_share": ["market share*"],
    "share": ["share*"],
    "revenue": ["*umsatz"],
    "tonne": ["mil toneladas"],
}
EXCEPTIONS = {"cost": ["costa rica"], "passenger": ["passengerless"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Passengers paid", {"passenger"}),
        ("Flugpassagiere zahlten", {"passenger"}),
        ("the market shares of", {"market_share"}),
        ("the share", {"share"}),
        ("costa poco", {"cost"}),
        ("in Costa Rica", set()),
        ("passengerless cars", set()),
        ("Jahresumsatz", {"revenue"}),
        ("Umsatzplus", set()),
        ("recosted", set()),
        ("", set()),
    ],
)
def test_a_text_means(text, expected):
    lexicon = Lexicon(PATTERNS, EXCEPTIONS)
    assert {sense.concept for sense in lexicon.senses(words(text))} == expected


def test_accents_and_case_do_not_matter():
    lexicon = Lexicon({"year": ["ano*"]}, {})
    assert lexicon.senses(words("ANOS"))
    assert lexicon.senses(words("Años"))


@pytest.mark.parametrize("path", sorted((ROOT / "search/compare/concepts").glob("*.toml")), ids=lambda path: path.stem)
def test_the_short_reader_reads_what_toml_says(path):
    text = path.read_text("utf-8")
    assert read_tables(text) == tomllib.loads(text)


def test_a_line_that_is_no_entry_is_named():
    with pytest.raises(ValueError, match="line 2"):
        read_tables("[passenger]\nen: passenger")
