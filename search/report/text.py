"""A comparison as text for a terminal or a pipe: a head line a quantity, then a line a source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from search.compare import Comparison, Quantity, Verdict
from search.compare.copies import told, witnesses

MARKS = {Verdict.CONTRADICT: "≠", Verdict.UPDATED: "↻", Verdict.COMPATIBLE: "~", Verdict.SAME: "="}
"""One sign a verdict, the same on the screen and in reports."""

_COLOURS = {Verdict.CONTRADICT: "31;1", Verdict.UPDATED: "33", Verdict.COMPATIBLE: "36", Verdict.SAME: "32"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: width in columns, and whether escape sequences for colour may be written."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """The text in a colour of the terminal's own, if colour is on."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def report(comparison: Comparison, style: Style) -> str:
    """The whole comparison, contradictions first."""
    lines = [*_sources(comparison), ""]
    for quantity in comparison.quantities:
        lines += [*_quantity(comparison, quantity, style), ""]
    lines += _left_over(comparison, style)
    lines.append(summary(comparison))
    return "\n".join(lines) + "\n"


def summary(comparison: Comparison) -> str:
    """One line: how many quantities are at odds, updated, agree; how many figures stand alone."""
    count = {verdict: sum(q.verdict is verdict for q in comparison.quantities) for verdict in Verdict}
    agree = count[Verdict.SAME] + count[Verdict.COMPATIBLE]
    alone = sum(len(left.statements) for left in comparison.not_compared)
    return (
        f"{_plural(count[Verdict.CONTRADICT], 'quantity', 'quantities')} at odds, {count[Verdict.UPDATED]} updated, "
        f"{agree} in agreement; {_plural(alone, 'figure', 'figures')} not compared."
    )


def _sources(comparison: Comparison) -> Iterator[str]:
    for number, article in enumerate(comparison.articles, 1):
        day = article.published.isoformat() if article.published else "date unknown"
        yield f"[{number}] {article.language or '??'}  {article.source or 'source unknown'}, {day}"
        yield f"    {article.name}  ({article.path})"
    for group in comparison.copies:
        yield told(group)


def _quantity(comparison: Comparison, quantity: Quantity, style: Style) -> Iterator[str]:
    mark = MARKS[quantity.verdict]
    head = f"{mark} {quantity.label}: {quantity.verdict.value}{_sources_of(comparison, quantity)}"
    decided = " (as the reader decided)" if quantity.by_reader else ""
    yield style.paint(head + decided, _COLOURS[quantity.verdict])
    written = max(len(comparison.statements[index].figure.text) for index in quantity.statements)
    for index in quantity.statements:
        statement = comparison.statements[index]
        article = comparison.articles[statement.article]
        start = statement.figure.start
        line = article.body.count("\n", 0, start) + 1
        text = " ".join(statement.figure.text.split())
        source = f"  [{statement.article + 1}] {article.language or '??'}"
        yield f"{source}  {text:<{min(written, 32)}}  {statement.normalised}  (line {line})"
        yield from _folded(
            f"“{_quote(article.body, statement.sentence, start, statement.figure.end)}”", "        ", style
        )
    yield from _folded(quantity.reason, f"    {mark} ", style)


def _sources_of(comparison: Comparison, quantity: Quantity) -> str:
    """How many sources state it, where copies make them fewer than the articles."""
    articles = len({comparison.statements[index].article for index in quantity.statements})
    sources = witnesses(comparison, quantity)
    return "" if sources == articles else f", {articles} articles but {_plural(sources, 'source', 'sources')}"


def _quote(body: str, sentence: tuple[int, int], start: int, end: int, reach: int = 60) -> str:
    """The figure with some words around it, cut at words."""
    left, right = max(sentence[0], start - reach), min(sentence[1], end + reach)
    text = body[left:right]
    if left > sentence[0]:
        text = "…" + text.partition(" ")[2]
    if right < sentence[1]:
        text = text.rpartition(" ")[0] + "…"
    return " ".join(text.split())


def _folded(text: str, indent: str, style: Style) -> Sequence[str]:
    return wrap(text, max(style.width, 40), initial_indent=indent, subsequent_indent=" " * len(indent))


def _left_over(comparison: Comparison, style: Style) -> Iterator[str]:
    for left in comparison.not_compared:
        if left.article is not None:
            yield f"? not compared: article [{left.article + 1}], because {left.reason}"
            continue
        figures = "; ".join(
            f"[{comparison.statements[i].article + 1}] {' '.join(comparison.statements[i].figure.text.split())}"
            for i in left.statements
        )
        yield f"? not compared, because {left.reason}:"
        yield from _folded(figures, "    ", style)
    if comparison.not_compared:
        yield ""


def _plural(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
