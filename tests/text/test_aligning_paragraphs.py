from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.align import align, marks_of

paragraphs = st.lists(st.frozensets(st.sampled_from("abcdefgh#"), max_size=4), max_size=12)

ENGLISH = [
    "Aquila and Norvik have agreed to merge in a deal worth 2.8 billion euros.",
    "Analysts had expected less.",
    "The two fly 214 aircraft, mostly of the A320 family.",
    "A union spokesman called the plan a surprise.",
    "At Larnwick airport they would control 54 per cent of traffic.",
]
SPANISH = [
    "Noticias de hoy",
    "Las aerolíneas Aquila y Norvik se fusionan en una operación de 2.800 millones.",
    "Juntas operan 214 aviones, casi todos de la familia A320.",
    "En el aeropuerto de Larnwick coparán el 45 % del tráfico.",
]


@given(paragraphs, paragraphs)
def test_pairs_never_cross_and_are_the_same_from_either_side(left, right) -> None:
    pairs = align(left, right)
    for (i, j), (k, m) in pairwise(pairs):
        assert i < k
        assert j < m
    assert all(i in range(len(left)) and j in range(len(right)) for i, j in pairs)
    assert tuple((j, i) for i, j in align(right, left)) == pairs


@given(st.lists(st.text(max_size=30), max_size=15))
def test_a_text_is_aligned_with_itself_paragraph_by_paragraph(texts: list[str]) -> None:
    marks = [marks_of(text) for text in texts]
    assert align(marks, marks) == tuple((number, number) for number in range(len(texts)))


@given(paragraphs, paragraphs)
def test_no_other_pairs_would_add_up_to_more(left, right) -> None:
    from search.align import _likenesses

    alike = {(i, j): likeness for i, j, likeness in _likenesses(left, right)}
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left)):
        for j in range(len(right)):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + alike.get((i, j), 0.0))
    assert abs(sum(alike[pair] for pair in align(left, right)) - best[-1][-1]) < 1e-9


def test_paragraphs_of_two_languages_are_found_by_names_figures_and_roots() -> None:
    pairs = align([marks_of(each) for each in ENGLISH], [marks_of(each) for each in SPANISH])
    assert pairs == ((0, 1), (2, 2), (4, 3))


def test_a_figure_that_both_state_is_enough() -> None:
    left = [marks_of("Quite other words here."), marks_of("They lost it all.", ["money 96000000 EUR"])]
    right = [marks_of("Perdieron todo.", ["money 96000000 EUR"]), marks_of("Nada que ver.")]
    assert align(left, right) == ((1, 0),)


def test_a_single_word_in_common_is_chance() -> None:
    assert align([marks_of("Nothing but microwaves")], [marks_of("Toda la microeconomía")]) == ()


def test_texts_of_thousands_of_alike_paragraphs_are_aligned_at_once() -> None:
    text = [marks_of(f"The same few words in paragraph {number}") for number in range(5000)]
    pairs = align(text, text[::-1])
    assert len(pairs) < 2001
