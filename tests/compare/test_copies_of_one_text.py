"""Copies of one text are one witness, also shortened; two reports of one event are two."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from search.article import Article
from search.articles import read_articles
from search.compare import compare
from search.compare.copies import copies, marked, originals, twins, witnesses
from search.figures import find_figures

STORIES = [
    folder
    for base in ("stories", "own-stories")
    for folder in sorted((Path(__file__).parents[1] / "data" / base).iterdir())
    if folder.is_dir()
]
AGENCY = (
    "A ferry with 212 people on board ran aground off Port Ellery on Tuesday night. The coastguard took off "
    "198 of them in six hours; 14 crew members stayed on the ship. The operator, Northline, said the damage "
    "would cost about 3.4 million pounds.\n"
    "The ferry, built in 1998, had left the harbour at 21:40 in heavy rain. Three passengers were taken to "
    "hospital with broken bones. Investigators want to know why the ship left its usual route after eleven "
    "minutes."
)
OTHER = (
    "Passengers told how the Northline ferry struck a sandbank near Port Ellery. “It was like an earthquake”, said one "
    "of the 212 people on board. It took the coastguard six hours to bring 198 to safety. Three were hurt. The "
    "captain, aged 57, was questioned on Wednesday; repairs may cost 3.4 million pounds, according to the company."
)


def article(body, path="a.txt", language="en"):
    return Article(path, "", "", language, None, body)


def test_the_same_text_is_a_copy_and_another_report_is_none():
    assert copies([article(AGENCY), article(OTHER), article(AGENCY.replace("Tuesday", "tuesday"))]) == ((0, 2),)
    assert copies([article(AGENCY), article(OTHER)]) == ()


def test_a_shortened_copy_with_another_beginning_belongs_to_the_longer_text():
    short = "PORT ELLERY (NSA) " + AGENCY.split("\n")[0]
    assert copies([article(short), article(OTHER), article(AGENCY)]) == ((2, 0),)


def test_a_brief_that_two_long_reports_contain_does_not_make_these_one():
    long = AGENCY.split("\n")[0] + " " + OTHER
    other = AGENCY.split("\n")[0] + " " + OTHER.upper().replace(" ", " X ")
    found = copies([article(long), article(other), article(AGENCY.split("\n")[0])])
    assert found in (((0, 2),), ((1, 2),))


def test_texts_of_different_languages_are_no_copies():
    assert copies([article(AGENCY), article(AGENCY, language="de")]) == ()


@pytest.mark.parametrize("body", ["", "12", "He paid 5 million.", "x " * 7])
def test_texts_that_say_next_to_nothing_are_no_copies(body):
    assert copies([article(body), article(body)]) == ()


def test_page_furniture_does_not_tell_copies_apart():
    page = "Menu Home World Sport Culture Opinion Science Travel Weather\n" * 20
    other = replace(article(page + AGENCY), furniture=((0, len(page)),))
    assert copies([article(AGENCY), other]) == ((0, 1),)


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_independent_reports_of_one_event_are_no_copies(folder):
    articles = [replace(each, language="en") for each in read_articles(folder)]
    assert copies(articles) == ()


def test_copies_count_as_one_witness():
    comparison = marked(compare([article(AGENCY), article(AGENCY, "b.txt"), article(OTHER, "c.txt")]))
    assert comparison.copies == ((0, 1),)
    stating = {
        quantity: {comparison.statements[i].article for i in quantity.statements} for quantity in comparison.quantities
    }
    full = [quantity for quantity, articles in stating.items() if articles >= {0, 1}]
    assert full
    for quantity in full:
        assert witnesses(comparison, quantity) == len(stating[quantity]) - 1
    assert originals(3, comparison.copies) == [0, 0, 2]


def test_twins_are_the_figures_in_the_same_words_also_where_the_value_was_changed():
    articles = [article(AGENCY), article(AGENCY.replace("198", "189").split("\n")[0])]
    figures = [find_figures(each.body, each.language, each.published) for each in articles]
    found = twins(articles, figures, copies(articles))
    texts = {figures[a][i].text: figures[b][j].text for (a, i), (b, j) in found.items()}
    assert texts["189"] == "198"
    assert texts["212"] == "212"
    assert all(place[0] == 1 and other[0] == 0 for place, other in found.items())


def test_two_hundred_articles_are_looked_at_quickly():
    words = AGENCY.split()
    articles = [article(" ".join(f"{word}{number}" for word in words * 7)) for number in range(200)]
    start = time.process_time()
    assert copies(articles) == ()
    assert time.process_time() - start < 2
