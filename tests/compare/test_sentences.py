"""Where sentences end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.compare.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El Sr. Pérez llegó. Eran 5,6 mld. di euro.", ["El Sr. Pérez llegó.", "Eran 5,6 mld. di euro."]),
        ("Sie stimmt am 22. Mai ab. Ein Flug dauert.", ["Sie stimmt am 22. Mai ab.", "Ein Flug dauert."]),
        ("It fell 3.5 percent. Analysts shrugged.", ["It fell 3.5 percent.", "Analysts shrugged."]),
        ("«Es war knapp.» Dann schwieg er.", ["«Es war knapp.»", "Dann schwieg er."]),
        ("J. P. Morgan paid. It did!", ["J. P. Morgan paid.", "It did!"]),
        ("Title\n\nBody text. More", ["Title", "Body text.", "More"]),
        ("", []),
        ("¿Cuánto? ¡Mucho! Fin", ["¿Cuánto?", "¡Mucho!", "Fin"]),
    ],
)
def test_sentences_of(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="aB 1.!?\n«»\"'Mr"))
def test_sentences_cover_everything_but_white_space(text):
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    assert not "".join(left).strip()
