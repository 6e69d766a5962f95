"""What is pasted is text, whatever stands in it, and what is typed are keys."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.test_on_a_terminal import ESCAPE, on_terminal
from tui.pasting import END, MOST_PASTED, START, Pastes, Piece


def pieces(*reads: str) -> list[Piece]:
    """What comes out, neighbours of one kind joined."""
    pastes = Pastes()
    joined: list[Piece] = []
    for piece in [piece for text in reads for piece in pastes.feed(text)] + list(pastes.give_up()):
        if joined and not piece.is_pasted and not joined[-1].is_pasted:
            joined[-1] = Piece(joined[-1].text + piece.text, False)
        else:
            joined.append(piece)
    return joined


@pytest.mark.parametrize("inside", ["", "text", "\x1b[A\x1b]0;x\x07", "q\x1b", "\x1b[20", START, "\n\x00"])
def test_a_paste_is_one_piece_between_keys(inside: str) -> None:
    assert pieces(f"ab{START}{inside}{END}c") == [("ab", False), (inside, True), ("c", False)]


@given(st.lists(st.tuples(st.text("ab\x1b[20~", max_size=6), st.text("q\x1b]0;", max_size=6)), max_size=3), st.data())
def test_it_does_not_matter_how_reading_cuts_it(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    sent = "".join(f"{keys}x{START}{pasted}{END}" for keys, pasted in parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    # A lone ESC is handed on at once, as it is a key: no cut goes right behind it.
    cuts = [cut for cut in cuts if sent[cut - 1 : cut] != "\x1b"]
    reads = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert pieces(*reads) == pieces(sent)
    assert [piece.text for piece in pieces(sent) if piece.is_pasted] == [pasted for _, pasted in parts]


def test_keys_are_not_kept_back() -> None:
    pastes = Pastes()
    assert list(pastes.feed("j\x1b")) == [("j\x1b", False)]
    assert not pastes.is_waiting


def test_a_paste_without_an_end_is_bounded_and_given_up() -> None:
    pastes = Pastes()
    assert list(pastes.feed(START)) == []
    for _ in range(50):
        assert list(pastes.feed("x" * 10_000)) == []
    assert list(pastes.feed(END + "q")) == [("x" * MOST_PASTED, True), ("q", False)]
    assert pieces(f"{START}abc") == [("abc", True)]


def test_a_pasted_sequence_is_typed_into_the_search_line_and_presses_no_key(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("/")
        terminal.press(f"{START}mis\x1b]0;qq\x07\x1bPq\x1b\\\x1b[A\x9b\u202e{END}")
        terminal.wait_for("mis␛]0;qq␇␛Pq␛\\␛[A")
        terminal.press(ESCAPE)
        terminal.press(ESCAPE)
        terminal.wait_for("5 articles")
        terminal.press(f"{START}qqq{END}")
        assert terminal.process.poll() is None, "nothing typed where no text is expected"
        terminal.press("q")
        assert terminal.ended() == 0
