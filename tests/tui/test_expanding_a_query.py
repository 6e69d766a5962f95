"""A query gets the words of other languages, visibly, and nothing else about it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.compare.expansion import words_elsewhere
from search.engines import parse_query
from search.translate import TranslateError, Trouble
from tui.expansion import LONGEST, expand, expand_by_translation


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("inversión", "it", "investi*"),
        ("inversion", "en", "invest*"),
        ("desempleo", "en", "unemploy*"),
        ("incendie", "es", "incendio"),
    ],
)
def test_a_word_finds_its_concept_in_other_languages(word: str, language: str, found: str) -> None:
    listed = words_elsewhere(word)[language]
    assert any(each.rstrip("*").startswith(found.rstrip("*")[:6]) for each in listed), listed


def test_a_word_that_names_no_concept_is_left() -> None:
    assert words_elsewhere("xyzzy") == {}
    assert expand("xyzzy Mistral").query == "xyzzy Mistral"


def test_only_the_languages_of_the_articles_are_added() -> None:
    assert set(expand("inversión", {"it"}).added["inversión"]) <= set(words_elsewhere("inversión")["it"])
    assert expand("inversión", {"es"}).query == "inversión"


@pytest.mark.parametrize(
    "query",
    [
        "-inversión",
        "NOT inversión",
        "title:inversión",
        "invers*",
        'source:"inversión"',
        "-(inversión)",
        "NOT (inversión)",
    ],
)
def test_what_is_excluded_or_in_a_field_is_left(query: str) -> None:
    assert expand(query).query == query


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("la inversión de Microsoft", {"inversión"}),  # not wool, the Portuguese lã
        ("the investment", {"investment"}),  # not tea, the French thé
        ("casi 20 muertos", {"muertos"}),
        ("die Toten", {"Toten"}),
        ("war in Ukraine", {"war", "Ukraine"}),  # not the German for "was"
        ("WHO deaths", {"WHO", "deaths"}),
        ("sur", {"sur"}),  # alone it may as well be the Spanish for south
    ],
)
def test_words_that_only_join_others_in_the_language_of_the_query_are_left(query: str, kept: set[str]) -> None:
    assert set(expand(query).added) == kept


def test_what_was_added_is_said() -> None:
    expansion = expand("inversión mistral", {"en"})
    assert expansion.sentence.startswith("inversión: also invest*")
    assert expansion.query.startswith("(inversión OR invest*")
    assert expansion.query.endswith(" mistral")


def test_no_word_that_is_added_is_cut() -> None:
    added = expand('desempleo "market share" heridos').added
    assert added
    for others in added.values():
        assert all(" " not in word or "*" not in word for word in others)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["inversión", "incendio", "muertos", "NOT", "OR", "(", ")", '"market share"', "-x"]),
        max_size=25,
    )
)
def test_an_expanded_query_is_short_enough_and_read_without_a_complaint_more(parts: list[str]) -> None:
    query = " ".join(parts)
    expansion = expand(query)
    assert len(expansion.query) <= max(LONGEST, len(query))
    if not expansion.added:
        assert expansion.query == query
    before, after = parse_query(query).reading, parse_query(expansion.query).reading
    assert "were read" not in after, "the engine would leave words out"
    assert bool(before) or not after, after


class Dictionary:
    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.asked: list[tuple[str, str]] = []

    def translate(self, text: str, _source: str, target: str, _cancelled) -> str:
        self.asked.append((text, target))
        if self.fails in ("*", target):
            raise TranslateError(Trouble.OFFLINE, "host", "gone")
        return {"en": "bold (bid)!", "it": "offerta"}[target]


def test_a_provider_is_asked_once_for_each_word_and_language() -> None:
    dictionary = Dictionary()
    expansion = expand_by_translation(dictionary, "puja NOT puja", "es", {"es", "en", "it"})
    assert dictionary.asked == [("puja", "en"), ("puja", "it")]
    assert expansion.query == '(puja OR "bold bid" OR offerta) NOT puja'


def test_a_language_that_fails_leaves_the_others() -> None:
    assert expand_by_translation(Dictionary("en"), "puja", "es", {"en", "it"}).query == "(puja OR offerta)"
    with pytest.raises(TranslateError):
        expand_by_translation(Dictionary("*"), "puja", "es", {"en", "it"})
