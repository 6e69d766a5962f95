"""What the reader can copy, as Markdown: a quantity, a quotation with its source, the whole comparison."""

import os
from enum import StrEnum
from pathlib import Path

from search.compare import Comparison
from tui.folders import private, user_folders
from tui.places import first_line

FILE_NAME = "copied.md"


class Copied(StrEnum):
    """What is copied; the values are for people."""

    QUANTITY = "the quantity"
    QUOTE = "the quotation with its source"
    COMPARISON = "the whole comparison"


def text_to_copy(what: Copied, comparison: Comparison, locale: str, quantity: int = 0, article: int = -1) -> str:
    """The text, "" where there is none.

    `quantity` is an index into `comparison.quantities`; of `article`, an index into `comparison.articles`, the first
    statement of that quantity is quoted, the first of all where it has none.
    """
    from search.report.content import content
    from search.report.markdown import citation, markdown, quantity_markdown

    told = content(comparison, locale, [first_line(each) for each in comparison.articles])
    if what is Copied.COMPARISON:
        return markdown(told)
    if not 0 <= quantity < len(told.entries):
        return ""
    entry = told.entries[quantity]
    if what is Copied.QUANTITY:
        return quantity_markdown(entry)
    return citation(next((line for line in entry.lines if line.source.number == article + 1), entry.lines[0]))


def keep_copy(text: str) -> Path:
    """Write the text where terminals without a clipboard find it, for its owner alone; return the file.

    Raises:
        OSError: if it cannot be written.
    """
    folder = user_folders().state
    private(folder)
    path = folder / FILE_NAME
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return path
