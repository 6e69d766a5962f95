"""How patterns of the lexicon find words."""

import pytest

from search.compare.lexicon import Lexicon
from search.compare.words import words

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
    lexicon = Lexicon({"year": ["año*"]}, {})
    assert lexicon.senses(words("ANOS"))
    assert lexicon.senses(words("Años"))
