"""What is compared with what, and to which verdict."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from search.article import Article
from search.compare import Verdict, compare

STORIES = tomllib.loads(Path(__file__).with_name("short-stories.toml").read_text("utf-8"))["story"]


def article(language, published, text, path="a.txt"):
    return Article(path, "", "", language, date.fromisoformat(published) if published else None, text)


def found(comparison):
    texts = [statement.figure.text for statement in comparison.statements]
    articles = [statement.article for statement in comparison.statements]
    for pair in comparison.pairs:
        a, b = sorted((pair.a, pair.b), key=lambda index: articles[index])
        yield texts[a], texts[b], pair.verdict.value


AGREE = {"same", "compatible"}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_a_short_story(story):
    comparison = compare([article(*story["a"]), article(*story["b"], "b.txt")])
    # "same" and "compatible" are told apart by the table of values; here they are one outcome.
    outcome = {(a, b, "agree" if v in AGREE else v) for a, b, v in found(comparison)}
    expected = {(a, b, "agree" if v in AGREE else v) for a, b, v in story["expect"]}
    assert outcome == expected, [(s.figure.text, s.concept, s.role) for s in comparison.statements]


def test_every_verdict_and_every_silence_has_a_reason():
    comparison = compare([article(*STORIES[0]["a"]), article(*STORIES[7]["a"], "b.txt")])
    assert all(pair.reason for pair in comparison.pairs)
    named = {index for q in comparison.quantities for index in q.statements}
    left = {index for entry in comparison.not_compared for index in entry.statements}
    assert named | left == set(range(len(comparison.statements)))
    assert all(entry.reason for entry in comparison.not_compared)


def test_the_order_of_articles_does_not_change_the_verdicts():
    a, b = article(*STORIES[0]["a"]), article(*STORIES[0]["b"], "b.txt")
    assert {v for *_, v in found(compare([a, b]))} == {v for *_, v in found(compare([b, a]))} == {"contradict"}


def test_the_same_article_twice_never_contradicts_itself():
    text = "Acme lost 96 million euros in 2023 and cut 900 jobs. On 4 May 40 police officers searched it."
    comparison = compare([article("en", "2024-01-02", text), article("en", "2024-01-02", text, "b.txt")])
    assert {pair.verdict for pair in comparison.pairs} == {Verdict.SAME}


@pytest.mark.parametrize("articles", [[], [article("en", "2024-01-02", "They paid 3 million euros.")]])
def test_fewer_than_two_articles_have_nothing_to_compare(articles):
    comparison = compare(articles)
    assert comparison.pairs == comparison.quantities == ()
    assert len(comparison.statements) == len(articles)


def test_an_article_without_figures_is_named():
    comparison = compare([article("en", "2024-01-02", "No number here."), article("en", "", "Nor here.", "b.txt")])
    assert [entry.article for entry in comparison.not_compared] == [0, 1]


def test_articles_without_date_or_language_are_compared_without_conversion():
    comparison = compare([article("", "", "€15 million"), article("", "", "$16.3 million", "b.txt")])
    assert comparison.pairs == ()


def test_page_furniture_is_not_compared():
    body = "Updated: 4 March 2024\n\nThe fine was 5 million euros."
    with_furniture = Article("a.txt", "", "", "en", date(2024, 3, 4), body, ((0, 21),))
    comparison = compare([with_furniture, article("en", "2024-03-04", "The fine was 5 million euros.", "b.txt")])
    assert [statement.figure.text for statement in comparison.statements if statement.article == 0] == [
        "5 million euros"
    ]


def test_a_quantity_holds_only_statements_that_were_judged():
    comparison = compare(
        [article(*story[side], f"{i}{side}.txt") for i, story in enumerate(STORIES[:9]) for side in "ab"]
    )
    for quantity in comparison.quantities:
        judged = {index for pair in quantity.pairs for index in (comparison.pairs[pair].a, comparison.pairs[pair].b)}
        assert set(quantity.statements) == judged


def test_what_is_more_times_apart_comes_first_and_then_what_more_sources_state():
    texts = (
        "The fire killed 4 people. The storm destroyed 100 houses. Insurers put the damage at 9 million euros.",
        "The fire killed 5 people. The storm destroyed 120 houses. Insurers put the damage at 90 million euros.",
        "The storm destroyed 100 houses.",
    )
    articles = [Article(f"{number}.txt", "", f"Paper {number}", "en", None, text) for number, text in enumerate(texts)]
    comparison = compare(articles)
    at_odds = [each for each in comparison.quantities if each.verdict is Verdict.CONTRADICT]
    factors = [max(comparison.pairs[index].factor for index in each.pairs) for each in at_odds]
    assert factors == [10, Decimal("1.25"), Decimal("1.2")], comparison.quantities


def test_of_quantities_alike_in_all_else_the_one_of_more_sources_comes_first():
    texts = ("The fire killed 4 people. The storm destroyed 100 houses.",) * 2 + ("The storm destroyed 100 houses.",)
    articles = [Article(f"{number}.txt", "", f"Paper {number}", "en", None, text) for number, text in enumerate(texts)]
    first, second = compare(articles).quantities
    assert (len(first.statements), len(second.statements)) == (3, 2)
