"""Blocks of an article on their way to a real server, a few at a time."""

import threading

import pytest

from search.article import Article
from search.translate import Provider, TranslateError, Translator
from tui.checked_translation import AT_ONCE, outcomes

TEXTS = [f"El párrafo número {number} habla de la ciudad y de su gente." for number in range(20)]
ARTICLE = Article("a.txt", "A", "", "es", None, "\n\n".join(TEXTS))


@pytest.fixture
def begin(server):
    def make(fault: str, cancelled=lambda: False):
        waiting = iter(range(len(TEXTS)))
        translator = Translator(Provider("test", f"{server.address}/{fault}"))
        return outcomes(translator, ARTICLE, "en", lambda: next(waiting, None), cancelled)

    return make


def test_every_block_gets_its_own_answer_and_no_more_than_a_few_are_asked_at_once(begin, server) -> None:
    came = {outcome.number: outcome.translated.text for outcome in begin(f"together/{AT_ONCE}")}
    assert came == {number: f"en: {text}" for number, text in enumerate(TEXTS)}
    assert server.most_at_once == AT_ONCE
    assert len([request for request in server.recorded if "/languages" in request.line]) == 1


def test_the_first_block_is_asked_for_alone_and_a_refusal_of_it_sends_no_other(begin, server) -> None:
    came = list(begin("403"))
    assert [(outcome.number, outcome.is_last) for outcome in came] == [(0, True)]
    assert isinstance(came[0].error, TranslateError)
    assert len(server.translations) == 1


def test_blocks_are_begun_in_the_order_that_is_wanted(begin, server) -> None:
    list(begin("slow/0.02"))
    begun = [TEXTS.index(request.form["q"]) for request in server.translations]
    assert begun[0] == 0
    assert sorted(begun) == list(range(len(TEXTS)))
    assert all(number - place < AT_ONCE for place, number in enumerate(begun)), "none overtakes what was not begun"


def test_leaving_ends_what_is_under_way(begin, server) -> None:
    answers = begin("held/2")
    next(answers)
    next(answers)
    answers.close()
    for thread in threading.enumerate():
        if thread.name == "translating blocks":
            thread.join(10)
            assert not thread.is_alive()
    assert len(server.translations) <= 2 + AT_ONCE


def test_cancelling_ends_it_without_an_outcome(begin) -> None:
    cancelled = threading.Event()
    threading.Timer(0.2, cancelled.set).start()
    assert list(begin("hang", cancelled.is_set)) == []
