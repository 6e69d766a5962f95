"""The preview begins where most of what was searched for stands close together."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text.passage import LENGTH, best_passage


def spans_of(body: str, *words: str) -> list[tuple[int, int]]:
    found = []
    for word in words:
        place = body.find(word)
        while place >= 0:
            found.append((place, place + len(word)))
            place = body.find(word, place + 1)
    return sorted(found)


def test_two_different_words_side_by_side_are_better_than_one_word_often() -> None:
    body = "flood flood flood " + "x " * LENGTH + "flood dead" + " y" * LENGTH
    assert body[best_passage(body, spans_of(body, "flood", "dead")) :].startswith("flood dead")


def test_among_equals_the_first_passage_is_shown() -> None:
    body = "flood " + "x " * LENGTH + "flood"
    assert best_passage(body, spans_of(body, "flood")) == 0


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900)), min_size=1, max_size=30))
def test_a_passage_begins_with_a_word_that_was_found(raw: list[tuple[int, int]]) -> None:
    spans = sorted((start, start + length) for start, length in raw)
    body = "ab " * 1400
    assert best_passage(body, spans) in {start for start, _ in spans}
