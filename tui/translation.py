"""Translating an article block by block, in a thread."""

from search.article import Article
from search.translate import TranslateError, Translator, Trouble
from tui.jobs import Job
from tui.messages import BlockTranslated, TranslationEnded
from tui.text.blocks import blocks

ONE_BLOCK_ONLY = frozenset({Trouble.TOO_LONG, Trouble.ANSWER, Trouble.REQUEST, Trouble.SERVER})
"""Failures after which the next block may well succeed; after any other it would fail the same way."""

FAILURES_IN_A_ROW = 3
"""Blocks that may fail one after the other before the rest is given up."""


def translate_blocks(job: Job, translator: Translator, article: Article, order: tuple[int, ...], target: str) -> None:
    """Translate the blocks of an article in the given order, telling each as it comes, until the job is stale."""
    parts = blocks(article)
    failures = 0
    reason = ""
    for number in order:
        if job.cancelled():
            return
        block = parts[number]
        text = article.body[block.start : block.end].replace("\n", " ")
        try:
            translated = translator.translate(text, article.language, target, job.cancelled)
        except TranslateError as error:
            if job.cancelled():
                return
            failures += 1
            job.tell(BlockTranslated(job.generation, article.path, number, str(error), failed=True))
            if error.kind not in ONE_BLOCK_ONLY or failures >= FAILURES_IN_A_ROW:
                reason = str(error)
                break
            continue
        failures = 0
        job.tell(BlockTranslated(job.generation, article.path, number, translated))
    job.tell(TranslationEnded(job.generation, article.path, reason))
