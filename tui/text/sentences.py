"""Rows of a list that is laid over the screen: names, and what is to be said of each."""

from collections.abc import Sequence

from tui.roles import Role
from tui.text.rows import Row, Run, shown
from tui.text.wrap import wrap


def sentence_rows(items: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """Return pairs of a name and a reason, wrapped to a width in cells."""
    rows: list[Row] = []
    for name, reason in items:
        rows.append(())
        for text, roles in ((name, (Role.TITLE,)), (reason, ())):
            text = shown(text)
            lines = wrap(text, width - 4) if text else ()
            rows += [(Run("  "), Run(text[start:end], roles)) for start, end in lines]
    return rows
