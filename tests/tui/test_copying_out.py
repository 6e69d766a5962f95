"""Copying from the reader: the sequence for the clipboard, the texts, and the file for terminals that have none."""

import base64
import re
import stat
from pathlib import Path

import pytest

from search.articles import read_articles
from search.compare import compare
from tui.copying import Copied, keep_copy, text_to_copy
from tui.read_command import _without_references
from tui.terminal import CLIPBOARD_LIMIT, clipboard_sequence

TEXT = "€15 million ≠ 2.100 millones\n"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def comparison():
    return compare(list(read_articles(SEEDS)))


def payload(sequence):
    return base64.b64decode(re.search(r"52;c;([A-Za-z0-9+/=]+)\x07", sequence)[1]).decode()


def test_a_terminal_is_sent_the_text_in_one_sequence():
    sequence = clipboard_sequence(TEXT, {})
    assert sequence.startswith("\x1b]52;c;")
    assert payload(sequence) == TEXT


def test_tmux_gets_it_twice_because_its_settings_decide_which_it_obeys():
    sequence = clipboard_sequence(TEXT, {"TMUX": "/tmp/tmux"})
    plain, wrapped = sequence.split("\x1bPtmux;")
    assert payload(plain) == payload(wrapped) == TEXT
    assert wrapped.startswith("\x1b\x1b]")
    assert wrapped.endswith("\x1b\\")


def test_screen_gets_it_in_pieces_that_it_passes_on():
    pieces = clipboard_sequence("x" * 3000, {"STY": "1"}).removesuffix("\x1b\\").split("\x1b\\")
    assert max(map(len, pieces)) < 768
    assert payload("".join(piece.removeprefix("\x1bP") for piece in pieces)) == "x" * 3000


def test_a_text_that_is_too_long_is_not_sent():
    assert clipboard_sequence("x" * CLIPBOARD_LIMIT, {})
    assert clipboard_sequence("x" * (CLIPBOARD_LIMIT + 1), {}) == ""


def test_each_text_says_where_it_is_from(comparison):
    quantity = text_to_copy(Copied.QUANTITY, comparison, "en", 0)
    assert "2.100 millones de dólares" in quantity
    assert "004_b9889a64287cea73.txt:15" in quantity
    quoted = text_to_copy(Copied.QUOTE, comparison, "en", 0, article=3)
    assert quoted.startswith("> …the European Union's decision to scrutinize Microsoft's €15 million investment")
    assert re.search(r"003_9110c9e47786266a\.txt:19 #[0-9a-f]{12}:[0-9]+\n$", quoted)
    assert quantity in text_to_copy(Copied.COMPARISON, comparison, "en")
    assert text_to_copy(Copied.QUANTITY, comparison, "en", 99) == ""


def test_the_file_is_for_its_owner_alone_and_holds_the_last_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    keep_copy("a longer text")
    path = keep_copy(TEXT)
    assert path.read_text("utf-8") == TEXT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_reference_is_taken_off_a_path_unless_a_file_is_called_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert _without_references(["a#0398A0026123:220", "b"]) == (["a", "b"], ("0398a0026123", 220))
    assert _without_references(["a#b", "c#12:3"]) == (["a#b", "c#12:3"], None)
    Path("a#0398a0026123:220").touch()
    assert _without_references(["a#0398a0026123:220"]) == (["a#0398a0026123:220"], None)
