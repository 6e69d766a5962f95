"""An article translated block by block, each with what became of its figures. Knows no screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from search.article import Article
from search.translate import FigureCheck, Translated, TranslateError, Translator, Trouble, check_figures
from tui.text.blocks import Block, blocks

if TYPE_CHECKING:
    from search.figures import Figure

ONE_BLOCK_ONLY = frozenset({Trouble.TOO_LONG, Trouble.ANSWER, Trouble.REQUEST, Trouble.SERVER})
"""Failures after which the next block may well succeed; after any other it would fail the same way."""

FAILURES_IN_A_ROW = 3
"""Blocks that may fail one after the other before the rest is given up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one block: a translation with its figures compared, or an error."""

    number: int
    """Index into the blocks of the article."""
    translated: Translated | None = None
    check: FigureCheck | None = None
    """None where a language has no figure words, so that nothing can be compared."""
    error: TranslateError | None = None
    is_last: bool = False
    """Whether the rest was given up because of the error."""


def block_texts(article: Article) -> tuple[str, ...]:
    """The blocks of an article as they are sent, each on one line."""
    return tuple(article.body[block.start : block.end].replace("\n", " ") for block in blocks(article))


def outcomes(
    translator: Translator,
    article: Article,
    target: str,
    next_block: Callable[[], int | None],
    cancelled: Callable[[], bool],
) -> Iterator[Outcome]:
    """Translate blocks one by one; ends when there are none left, when it is cancelled, or when it is of no use.

    Args:
        translator: by whom.
        article: what.
        target: ISO 639-1 code of the language to translate into.
        next_block: gives the next block to translate, None when there is none left.
        cancelled: asked often.
    """
    parts, texts = blocks(article), block_texts(article)
    figures = _figures(article.body, article.language, article.published)
    failures = 0
    while not cancelled() and (number := next_block()) is not None:
        try:
            translated = translator.render(texts[number], article.language, target, cancelled)
        except TranslateError as error:
            if cancelled():
                return
            failures += 1
            is_last = error.kind not in ONE_BLOCK_ONLY or failures >= FAILURES_IN_A_ROW
            yield Outcome(number, error=error, is_last=is_last)
            if is_last:
                return
            continue
        failures = 0
        yield Outcome(number, translated, _check(translated, texts[number], parts[number], figures, article, target))


def has_figure_words(language: str) -> bool:
    """Whether figures are read in a language with its words, so that two readings can be compared."""
    code = language.casefold().partition("-")[0]
    return code.isalpha() and files("search.figures").joinpath("languages", f"{code}.toml").is_file()


def _figures(text: str, language: str, published: date | None) -> "list[Figure]":
    from search.figures import find_figures

    code = language.casefold().partition("-")[0]
    return find_figures(text, code, published) if has_figure_words(language) else []


def _check(
    translated: Translated, text: str, block: Block, figures: "Sequence[Figure]", article: Article, target: str
) -> FigureCheck | None:
    if not (has_figure_words(article.language) and has_figure_words(target)):
        return None
    own = [
        replace(figure, start=figure.start - block.start, end=figure.end - block.start)
        for figure in figures
        if block.start <= figure.start and figure.end <= block.end
    ]
    return check_figures(text, own, translated.text, _figures(translated.text, target, article.published))
