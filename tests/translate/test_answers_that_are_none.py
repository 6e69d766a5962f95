"""Answers that only look like translations are refused, and true ones are not."""

import pytest

from search.translate.refusals import may_stay, why_no_translation


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "…",
        "🙃",
        "PLEASE SELECT TWO DISTINCT LANGUAGES",
        "'AUTO' IS AN INVALID SOURCE LANGUAGE . EXAMPLE: LANGPAIR=EN|IT",
        "Error 500 (Server Error)!!1500.That’s an error.There was an error.",
        "<html><body>Sign in</body></html>",
        "buy " * 200,
    ],
)
def test_an_answer_that_is_no_translation_is_refused(answer: str) -> None:
    assert why_no_translation("La empresa invirtió 15 millones.", answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("La empresa invirtió 15 millones.", "The company invested 15 million."),
        ("El error 429 significa «too many requests».", "Error 429 means “too many requests”."),
        ("我们", "Wir"),
        ("Total: 15 %", "Total: 15 %"),
    ],
)
def test_a_translation_is_taken(text: str, answer: str) -> None:
    assert why_no_translation(text, answer) == ""


@pytest.mark.parametrize(
    "text",
    ["Mistral AI", "Banco de España", "Satya Nadella, Arthur Mensch y OpenAI", "GPT-4", "total", "Micro­soft", "東京"],
)
def test_names_and_single_words_may_stay(text: str) -> None:
    assert may_stay(text)


@pytest.mark.parametrize(
    "text", ["La empresa invirtió 15 millones.", "an exclusive partnership", "双方签署了一项为期多年的合作协议内容"]
)
def test_sentences_may_not_stay(text: str) -> None:
    assert not may_stay(text)
