"""Translating an article in a thread, what is in view first, for the panes that show it."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from search.article import Article
from search.translate import Translator
from tui.checked_translation import Outcome, outcomes
from tui.jobs import Job
from tui.messages import BlockTranslated, TranslationEnded
from tui.text.blocks import Block, blocks
from tui.text.rendition import Rendition, Twin


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
    parts = blocks(article)
    reason = ""
    for outcome in outcomes(translator, article, assignment.target, agenda.next, job.cancelled):
        rendition = _rendition(outcome, parts[outcome.number], assignment.locale)
        job.tell(BlockTranslated(job.generation, article.path, outcome.number, rendition))
        if outcome.is_last:
            reason = str(outcome.error)
    job.tell(TranslationEnded(job.generation, article.path, reason))


def _rendition(outcome: Outcome, block: Block, locale: str) -> Rendition:
    translated, check = outcome.translated, outcome.check
    if translated is None:
        return Rendition(str(outcome.error), failed=True)
    origin = f"{translated.provider}, {_day(translated.day, locale)}" if translated.day else ""
    if check is None:
        return Rendition(translated.text, origin=origin)
    twins = tuple(Twin(a + block.start, b + block.start, c, d) for (a, b), (c, d) in check.kept)
    return Rendition(translated.text, origin=origin, twins=twins, flagged=check.flagged, warnings=check.sentences)


def _day(day: date, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, "medium", locale=locale)
