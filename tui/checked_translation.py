"""An article translated block by block, each with what became of its figures. Knows no screen."""

import queue
import threading
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

AT_ONCE = 3
"""Blocks that are asked for at the same time, once the first has come. More would wait at a server of one's own."""

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
    """Translate blocks, a few at once; ends when there are none left, when it is cancelled, or when it is of no use.

    Blocks are begun in the order in which `next_block` gives them, and come in the order in which they are answered.
    The first is asked for alone: where it fails, no other need leave the machine.

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
    crew = _Crew(
        next_block, lambda number, idle: translator.render(texts[number], article.language, target, idle), cancelled
    )
    for number, answer in crew.answers():
        if isinstance(answer, TranslateError):
            failures += 1
            is_last = answer.kind not in ONE_BLOCK_ONLY or failures >= FAILURES_IN_A_ROW
            yield Outcome(number, error=answer, is_last=is_last)
            if is_last:
                return
            continue
        failures = 0
        yield Outcome(number, answer, _check(answer, texts[number], parts[number], figures, article, target))


class _Crew:
    """A few threads that translate blocks until there are none left or nobody wants them."""

    def __init__(
        self,
        next_block: Callable[[], int | None],
        translate: Callable[[int, Callable[[], bool]], Translated],
        cancelled: Callable[[], bool],
    ) -> None:
        """Take blocks from `next_block`; `translate` is given the number of one, and what tells it to give up."""
        self._next_block = next_block
        self._translate = translate
        self._cancelled = cancelled
        self._over = threading.Event()
        self._taking = threading.Lock()
        self._made: queue.SimpleQueue[tuple[int, Translated | TranslateError | BaseException] | None] = (
            queue.SimpleQueue()
        )

    def answers(self) -> Iterator[tuple[int, Translated | TranslateError]]:
        """Yield what comes, a translation or an error of it, with the number of its block; leaving it ends the work."""
        working, is_full = self._start(), False
        try:
            while working:
                made = self._made.get()
                if made is None:
                    working -= 1
                    continue
                number, answer = made
                if self._idle():
                    continue
                if not isinstance(answer, (Translated, TranslateError)):
                    raise answer
                yield number, answer
                if isinstance(answer, Translated) and not is_full:
                    is_full = True
                    working += sum(self._start() for _ in range(AT_ONCE - 1))
        finally:
            self._over.set()

    def _start(self) -> int:
        threading.Thread(target=self._work, name="translating blocks", daemon=True).start()
        return 1

    def _work(self) -> None:
        try:
            while not self._idle():
                with self._taking:
                    number = self._next_block()
                if number is None:
                    break
                try:
                    self._made.put((number, self._translate(number, self._idle)))
                except BaseException as error:  # for the thread that waits for it
                    self._made.put((number, error))
        finally:
            self._made.put(None)

    def _idle(self) -> bool:
        return self._over.is_set() or self._cancelled()


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
