"""What is searched for with its filters is one line of the query language, and comes back from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines import parse_query
from tui.filters import CONTRADICTION, Asked, Facet, Filter, read_asked

ES, FR = Filter(Facet.LANGUAGE, "es"), Filter(Facet.LANGUAGE, "fr")
MONTH, LEDGER = Filter(Facet.MONTH, "2024-02"), Filter(Facet.SOURCE, "The Daily Ledger")
UNKNOWN = Filter(Facet.SOURCE, "")
ODDS = Filter(Facet.HAS, CONTRADICTION)


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        (Asked("flood", (ES,)), "flood lang:es"),
        (Asked("", (LEDGER, ES, FR)), '(lang:es OR lang:fr) source:"The Daily Ledger"'),
        (Asked("flood OR crue", (MONTH,)), "(flood OR crue) date:2024-02"),
        (Asked('"open sou', (UNKNOWN,)), '"open sou" source:unknown'),
        (Asked("dead", (ODDS,)), "dead has:contradiction"),
        (Asked("  flood "), "flood"),
    ],
)
def test_words_and_filters_are_one_query(asked: Asked, query: str) -> None:
    assert asked.as_query == query


@given(
    st.sampled_from(["", "flood", "flood OR crue", "(a OR b) OR (c)", '"open source" -x', "lang:es flood", "a (b) c"]),
    st.lists(
        st.one_of(
            st.sampled_from([ES, FR, MONTH, UNKNOWN, ODDS, Filter(Facet.MONTH, ""), Filter(Facet.LANGUAGE, "")]),
            st.builds(
                Filter,
                st.just(Facet.SOURCE),
                st.text(st.characters(exclude_characters='"', exclude_categories=["C", "Z"]), min_size=1, max_size=20),
            ),
        ),
        max_size=8,
        unique=True,
    ),
)
def test_filters_come_back_from_the_query(text: str, filters: list[Filter]) -> None:
    back = read_asked(Asked(text, tuple(filters)).as_query)
    assert back.text == text
    assert set(back.filters) == set(filters)


@given(st.text(max_size=60))
def test_any_text_is_read_and_loses_no_word(text: str) -> None:
    asked = read_asked(text)
    assert parse_query(asked.as_query).node == parse_query(text).node or asked.filters


def test_a_filter_is_set_and_dropped_by_the_same_key() -> None:
    once = Asked("x").toggled(ES).toggled(MONTH)
    assert once.filters == (ES, MONTH)
    assert once.toggled(ES).filters == (MONTH,)


def test_fields_before_words_are_left_in_the_words() -> None:
    assert read_asked("lang:es flood") == Asked("lang:es flood")


def test_the_last_word_still_counts_as_a_beginning_beside_figures_at_odds() -> None:
    searched = Asked("flo", (ODDS,)).searched("flo")
    assert searched == "has:contradiction flo"
