"""A text is cut into pieces that a server takes, and nothing of it is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.translate.pieces import is_sent, pieces

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
PROSE = st.text(alphabet="aAé.!? \n\t1,5%。！\u00a0\u0301»\r\x1c", max_size=400)


@given(st.one_of(st.text(max_size=400), PROSE), st.integers(1, 60))
def test_joined_the_pieces_are_the_text_and_none_is_too_long(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert "".join(found) == text
    for piece in found:
        assert piece
        if not piece.isspace():
            assert len(piece) <= limit
            assert piece == piece.strip()
            assert len(piece.splitlines()) == 1


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_an_article_is_cut_at_its_paragraphs(path: Path) -> None:
    text = path.read_text("utf-8")
    sent = [piece for piece in pieces(text) if is_sent(piece)]
    lines = [line.strip() for line in text.splitlines() if is_sent(line) and len(line) <= 1500]
    assert set(lines) <= set(sent)


@pytest.mark.parametrize(
    ("text", "limit", "sent"),
    [
        ("Uno dos tres. Cuatro cinco seis. Siete.", 34, ["Uno dos tres. Cuatro cinco seis.", "Siete."]),
        ("He paid 3.5 million to U.S. aides in all.", 30, ["He paid 3.5 million to U.S.", "aides in all."]),
        ("uno dos tres cuatro cinco", 14, ["uno dos tres", "cuatro cinco"]),
        ("これは一つ目の文です。これは二つ目の文です。", 15, ["これは一つ目の文です。", "これは二つ目の文です。"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("abce\u0301fgh", 4, ["abc", "e\u0301fg", "h"]),
    ],
)
def test_a_long_paragraph_is_cut_where_it_hurts_least(text: str, limit: int, sent: list[str]) -> None:
    assert [piece for piece in pieces(text, limit) if is_sent(piece)] == sent


@pytest.mark.parametrize("text", ["15 000,5 %\n", "— · —", "€ 3\u202f000"])
def test_what_has_no_letter_is_not_sent(text: str) -> None:
    assert not any(is_sent(piece) for piece in pieces(text))


@pytest.mark.parametrize("unit", ["1", ". ", "(", "\u0301", "a\n", "? »"])
def test_a_hundred_kilobytes_of_anything_are_cut_at_once(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert "".join(pieces(text)) == text
