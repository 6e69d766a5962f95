from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.text.rows import cut, fill, width_of
from tui.text.wrap import wrap

TEXTS = st.text(alphabet="ab  é日本、。안\u0301\u00a0\n-x", max_size=200)


@given(TEXTS, st.integers(2, 40))
def test_no_row_is_wider_than_the_width(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        assert width_of(text[start:end]) <= width, (text, width, text[start:end])


@given(TEXTS, st.integers(2, 40))
def test_nothing_but_spaces_is_lost_between_rows(text: str, width: int) -> None:
    rows = wrap(text, width)
    shown = "".join(text[start:end] for start, end in rows)
    assert shown.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert all(before[1] <= after[0] for before, after in pairwise(rows))


def test_a_no_break_space_holds_a_figure_together() -> None:
    text = "the sum of 15\u00a0million\u00a0euros"
    assert [text[a:b] for a, b in wrap(text, 18)] == ["the sum of", "15\u00a0million\u00a0euros"]


def test_chinese_is_broken_between_characters_but_not_before_a_full_stop() -> None:
    text = "微软投资两亿。"
    assert [text[a:b] for a, b in wrap(text, 12)] == ["微软投资两", "亿。"]


def test_a_word_longer_than_a_row_is_broken_where_the_row_ends() -> None:
    text = "see https://example.org/a/very/long/address now"
    assert [text[a:b] for a, b in wrap(text, 20)] == ["see", "https://example.org/", "a/very/long/address", "now"]


def test_a_paragraph_of_a_megabyte_is_wrapped_at_once() -> None:
    text = "palabra " * 130_000
    assert len(wrap(text, 72)) == 130_000 // 9 + 1


@given(st.text(max_size=30), st.integers(0, 20))
def test_filled_text_has_exactly_its_width(text: str, width: int) -> None:
    assert width_of(fill(text, width)) == width
    assert width_of(cut(text, width)) <= width
