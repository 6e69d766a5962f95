"""Translating an article block by block, in a thread: what is in view first, and each figure checked."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from search.article import Article
from search.translate import Translated, TranslateError, Translator, Trouble, check_figures
from tui.jobs import Job
from tui.messages import BlockTranslated, TranslationEnded
from tui.text.blocks import Block, blocks
from tui.text.rendition import Rendition, Twin

if TYPE_CHECKING:
    from search.figures import Figure

ONE_BLOCK_ONLY = frozenset({Trouble.TOO_LONG, Trouble.ANSWER, Trouble.REQUEST, Trouble.SERVER})
"""Failures after which the next block may well succeed; after any other it would fail the same way."""

FAILURES_IN_A_ROW = 3
"""Blocks that may fail one after the other before the rest is given up."""


class Agenda:
    """The blocks that are still to be translated; their order follows what the reader looks at."""

    def __init__(self, order: Iterable[int]) -> None:
        """Begin with blocks in an order."""
        self._waiting = list(order)
        self._lock = threading.Lock()

    def prefer(self, order: Sequence[int]) -> None:
        """Take those that still wait in this order from now on."""
        place = {number: index for index, number in enumerate(order)}
        with self._lock:
            self._waiting.sort(key=lambda number: place.get(number, len(place)))

    def next(self) -> int | None:
        """Take the next block, None when there is none left."""
        with self._lock:
            return self._waiting.pop(0) if self._waiting else None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An article to be translated, and how."""

    article: Article
    target: str
    """ISO 639-1 code."""
    locale: str
    """In which dates are written, as Babel writes it."""


def translate_blocks(job: Job, translator: Translator, assignment: Assignment, agenda: Agenda) -> None:
    """Translate the blocks on the agenda, telling each as it comes, until the job is stale."""
    article = assignment.article
    parts, texts = blocks(article), block_texts(article)
    figures = _figures(article.body, article.language, article.published)
    failures = 0
    reason = ""
    while (number := agenda.next()) is not None and not job.cancelled():
        block, text = parts[number], texts[number]
        try:
            translated = translator.render(text, article.language, assignment.target, job.cancelled)
        except TranslateError as error:
            if job.cancelled():
                return
            failures += 1
            job.tell(BlockTranslated(job.generation, article.path, number, Rendition(str(error), failed=True)))
            if error.kind not in ONE_BLOCK_ONLY or failures >= FAILURES_IN_A_ROW:
                reason = str(error)
                break
            continue
        failures = 0
        rendition = _checked(translated, text, block, figures, assignment)
        job.tell(BlockTranslated(job.generation, article.path, number, rendition))
    job.tell(TranslationEnded(job.generation, article.path, reason))


def block_texts(article: Article) -> tuple[str, ...]:
    """The blocks of an article as they are sent, each on one line."""
    return tuple(article.body[block.start : block.end].replace("\n", " ") for block in blocks(article))


def has_figure_words(language: str) -> bool:
    """Whether figures are read in a language with its words, so that two readings can be compared."""
    code = language.casefold().partition("-")[0]
    return code.isalpha() and files("search.figures").joinpath("languages", f"{code}.toml").is_file()


def _figures(text: str, language: str, published: date | None) -> "list[Figure]":
    from search.figures import find_figures

    return find_figures(text, language, published) if has_figure_words(language) else []


def _checked(
    translated: Translated, text: str, block: Block, figures: "Sequence[Figure]", assignment: Assignment
) -> Rendition:
    """The rendition of a block, with what became of its figures; unchecked where a language has no figure words."""
    article, target = assignment.article, assignment.target
    origin = f"{translated.provider}, {_day(translated.day, assignment.locale)}" if translated.day else ""
    if not (has_figure_words(article.language) and has_figure_words(target)):
        return Rendition(translated.text, origin=origin)
    from dataclasses import replace

    own = [
        replace(figure, start=figure.start - block.start, end=figure.end - block.start)
        for figure in figures
        if block.start <= figure.start and figure.end <= block.end
    ]
    theirs = _figures(translated.text, target.partition("-")[0], article.published)
    check = check_figures(text, own, translated.text, theirs)
    twins = tuple(Twin(a + block.start, b + block.start, c, d) for (a, b), (c, d) in check.kept)
    return Rendition(translated.text, origin=origin, twins=twins, flagged=check.flagged, warnings=check.sentences)


def _day(day: date, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, "medium", locale=locale)
