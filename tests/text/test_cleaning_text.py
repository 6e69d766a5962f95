"""The gate for untrusted text: what it stops, what it leaves alone."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import MARKS_IN_A_ROW, clean, clean_counting, clean_line

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ANY_TEXT = st.text(alphabet=st.characters(codec=None))  # surrogates too
HOSTILE = st.text(
    alphabet="a1 \r\n\t\x0b\x1b\x9b\u200b\u200c\u200d\u0301\u2028\u202e\ufeff\ud800\ufe0f🙂9", max_size=40
)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_real_articles_pass_unchanged(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    assert clean_counting(text) == (text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "2 100\u00a0M€ et 15\u202f000\u2009€",
        "می\u200cخواهم",
        "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈",
        "cafe\u0301 — “quoted” «so» ‹so› … № 5\n\nnew paragraph\n",
        "Ngữ pháp tiếng Việt",
        unicodedata.normalize("NFD", "Ngữ pháp tiếng Việt"),
    ],
)
def test_ordinary_text_passes_unchanged(text: str) -> None:
    assert clean_counting(text) == (text, 0)


@pytest.mark.parametrize(
    ("dirty", "expected", "changed"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇", 2),
        ("\x00a\x7f", "␀a␡", 2),
        ("\x9b31mred", "\ufffd31mred", 1),
        ("one\x85two\x0bthree\x0cfour\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix", 5),
        ("a\r\nb\rc\r\r\nd", "a\nb\nc\nd", 0),
        ("12\r500", "12\n500", 0),
        ("a\tb", "a b", 0),
        ("15\u200b0 mil\u00adlones", "150 millones", 2),
        ("15\u200d0", "150", 1),
        ("abc\u202egnp.exe\u2066", "abcgnp.exe", 2),
        ("\ufefftitle\U000e0041", "title", 2),
        ("\udcff", "\ufffd", 1),
        ("\ufffe", "\ufffd", 1),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 4, 5),
        ("e" + "\u0301\u200d" * 9, "e" + "\u0301\u200d" * 2, 14),
        ("\r\u200b\n", "\n", 1),
    ],
)
def test_what_a_terminal_obeys_or_a_reader_cannot_see_is_replaced(dirty: str, expected: str, changed: int) -> None:
    assert clean_counting(dirty) == (expected, changed), ascii(dirty)


def test_a_title_is_cleaned_onto_one_line() -> None:
    assert clean_line(" a\x1b[0m\r\n\tb\u2028c ") == "a␛[0m b c"


@given(ANY_TEXT | HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean_counting(once) == (once, 0), ascii(text)


@given(ANY_TEXT | HOSTILE)
def test_no_control_character_is_left(text: str) -> None:
    left = [c for c in clean(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n"]
    assert not left, ascii(text)


@given(HOSTILE)
def test_marks_never_stack_beyond_the_limit(text: str) -> None:
    row = 0
    for character in clean(text):
        row = row + 1 if character in "\u200c\u200d" or unicodedata.category(character) == "Mn" else 0
        assert row <= MARKS_IN_A_ROW, ascii(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "M", "Zl", "Zp"))))
def test_letters_digits_punctuation_and_spaces_are_never_touched(text: str) -> None:
    assert clean(text) == text


def test_a_long_hostile_text_is_cleaned_in_linear_time() -> None:
    for piece in ("\r", "\u200d", "\u0301", "1\u200d", "\x1b", "🙂"):
        dirty = piece * 200_000
        assert len(clean(dirty)) <= len(dirty), ascii(piece)
