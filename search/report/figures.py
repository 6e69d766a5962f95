"""Figures as a table or as JSON, each with its value as the reader's own locale writes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.article import Article
from search.figures import Figure
from search.report.document import VERSION, decimal_text, plain_figure
from search.report.notation import as_written, written
from search.report.text import Style


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of an article, and the line of the file on which it begins, counted from 1."""

    article: Article
    figure: Figure
    line: int

    @property
    def place(self) -> str:
        """The place as compilers write it: "flood/a1.en.txt:12"."""
        return f"{self.article.path}:{self.line}"


def figures_table(found: Sequence[Placed], locale: str, style: Style, why: bool = False) -> str:
    """One line a figure: as written, kind, value, place; with `why`, below it a line for each step of reading it.

    `locale` is written as Babel writes it ("pt_BR"); `style.width` is not obeyed, so that a line stays one figure.
    """
    rows = [(_flat(each.figure.text), each.figure.kind.value, _value(each, locale)) for each in found]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines: list[str] = []
    for each, row in zip(found, rows, strict=True):
        text, kind, value = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"{style.paint(text, '1')}  {kind}  {value}  {each.place}")
        if why:
            lines += [f"    {_flat(step)}" for step in each.figure.steps or ("as written",)]
    return "".join(f"{line}\n" for line in lines)


def figures_document(articles: Sequence[Article], found: Sequence[Placed], locale: str) -> dict[str, Any]:
    """Plain values, ready for `json.dumps`; "value" is for people, "low" and "high" are for programs."""
    index = {id(article): position for position, article in enumerate(articles)}
    return {
        "version": VERSION,
        "locale": locale,
        "articles": [
            {
                "path": article.path,
                "title": article.title,
                "language": article.language,
                "date": article.published.isoformat() if article.published else "",
            }
            for article in articles
        ],
        "figures": [{"article": index[id(each.article)], "line": each.line, **_plain(each, locale)} for each in found],
    }


def _value(each: Placed, locale: str) -> str:
    return written(as_written(each.figure, each.article.body), locale)


def _plain(each: Placed, locale: str) -> dict[str, Any]:
    figure = each.figure
    return {
        **plain_figure(figure),
        "step": decimal_text(figure.step),
        "value": _value(each, locale),
        "steps": list(figure.steps),
    }


def _flat(text: str) -> str:
    return " ".join(text.split())
