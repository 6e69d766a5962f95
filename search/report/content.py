"""What every report says, whatever its form: sources, quantities with a line a statement, what was not compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from search.article import Article
from search.compare import Comparison, Quantity, Statement, Verdict
from search.compare.copies import told, witnesses
from search.decision import Reference, content_hash
from search.report.notation import as_written, brief, language_written
from search.report.sides import Side, sides

MARKS = {Verdict.CONTRADICT: "≠", Verdict.UPDATED: "↻", Verdict.COMPATIBLE: "~", Verdict.SAME: "="}
"""One sign a verdict, the same on the screen and in reports."""

_REACH = 60
"""Characters of a quotation on each side of the figure."""


@dataclass(frozen=True, slots=True)
class Source:
    """One of the articles."""

    number: int
    """Its number in the report, from 1."""
    name: str
    publisher: str
    """"source unknown" where it is."""
    language: str
    """Its code, "??" where it is unknown."""
    language_name: str
    day: date | None
    path: str

    @property
    def shown_day(self) -> str:
        """The day as ISO 8601 writes it, "date unknown" where it is."""
        return self.day.isoformat() if self.day else "date unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words around a figure on one line; cut ends show an ellipsis."""

    before: str
    figure: str
    after: str

    def __str__(self) -> str:
        """Return it as one text."""
        return f"{self.before}{self.figure}{self.after}"


@dataclass(frozen=True, slots=True)
class Line:
    """What one source states of a quantity."""

    statement: int
    """Index into `Comparison.statements`."""
    source: Source
    side: Side
    written: str
    """The value as the source writes it, on one line."""
    value: str
    """The value in the reader's locale, with its unit and how firmly it is stated."""
    quote: Quote
    place: str
    """"flood/a1.en.txt:12", or the paragraph where the file has no lines."""
    reference: str
    """What `atodds PATH#reference` opens."""
    speaker: str
    """Whom the source cites for it, "" for nobody."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One quantity."""

    number: int
    """From 1, in the order of importance."""
    quantity: Quantity
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    """What qualifies the verdict: "3 articles but 2 sources", "as the reader decided"."""

    @property
    def mark(self) -> str:
        """The sign of its verdict."""
        return MARKS[self.quantity.verdict]


@dataclass(frozen=True, slots=True)
class Left:
    """Statements, or an article, that got no verdict, and why."""

    reason: str
    source: Source | None
    lines: tuple[Line, ...]
    by_reader: bool = False
    """Whether the reader took them out."""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole comparison, ready for any form."""

    comparison: Comparison
    locale: str
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    left: tuple[Left, ...]
    copies: tuple[str, ...] = ()
    """Which articles print one text, a sentence a group."""

    @property
    def summary(self) -> str:
        """One line: how many quantities are at odds, updated, agree; how many figures stand alone."""
        return summary(self.comparison)


def content(comparison: Comparison, locale: str, first_lines: Sequence[int] = ()) -> Content:
    """Gather what a report says.

    `locale` is the reader's, as Babel writes it. `first_lines` gives for each article the line of its file on which
    the body begins, 0 where a file has no lines; where it is left out, bodies are taken to begin on line 1.
    """
    starts = list(first_lines) or [1] * len(comparison.articles)
    sources = tuple(_source(number, article, locale) for number, article in enumerate(comparison.articles, 1))

    def line(index: int, side: Side) -> Line:
        statement = comparison.statements[index]
        article, first = comparison.articles[statement.article], starts[statement.article]
        return Line(
            index,
            sources[statement.article],
            side,
            " ".join(statement.figure.text.split()),
            brief(as_written(statement.figure, article.body), locale),
            quote(article.body, statement),
            place(article, statement.figure.start, first),
            reference(article, statement.figure.start),
            statement.speaker,
        )

    entries = []
    for number, quantity in enumerate(comparison.quantities, 1):
        side = sides(comparison, quantity)
        lines = tuple(line(index, side[index]) for index in quantity.statements)
        entries.append(Entry(number, quantity, lines, tuple(_remarks(comparison, quantity))))
    left = tuple(
        Left(
            entry.reason,
            None if entry.article is None else sources[entry.article],
            tuple(line(index, Side.SAME) for index in entry.statements),
            entry.by_reader,
        )
        for entry in comparison.not_compared
    )
    copies = tuple(told(group) for group in comparison.copies)
    return Content(comparison, locale, sources, tuple(entries), left, copies)


def summary(comparison: Comparison) -> str:
    """One line: how many quantities are at odds, updated, agree; how many figures stand alone."""
    count = {verdict: sum(q.verdict is verdict for q in comparison.quantities) for verdict in Verdict}
    agree = count[Verdict.SAME] + count[Verdict.COMPATIBLE]
    alone = sum(len(left.statements) for left in comparison.not_compared)
    return (
        f"{_plural(count[Verdict.CONTRADICT], 'quantity', 'quantities')} at odds, {count[Verdict.UPDATED]} updated, "
        f"{agree} in agreement; {_plural(alone, 'figure', 'figures')} not compared."
    )


def quote(body: str, statement: Statement, reach: int = _REACH) -> Quote:
    """The figure with some words of its sentence around it, cut at words."""
    start, end = statement.figure.start, statement.figure.end
    left, right = max(statement.sentence[0], start - reach), min(statement.sentence[1], end + reach)
    before, after = body[left:start], body[end:right]
    if left > statement.sentence[0]:
        before = "…" + (before.partition(" ")[2] if " " in before else before)
    if right < statement.sentence[1]:
        after = (after.rpartition(" ")[0] if " " in after else after) + "…"
    return Quote(_flat(before, left=True), _flat(body[start:end]), _flat(after, right=True))


def place(article: Article, start: int, first_line: int = 1) -> str:
    """Where in its file an offset lies, as compilers write it; the paragraph, where the file has no lines."""
    if first_line:
        return f"{article.path}:{first_line + article.body.count(chr(10), 0, start)}"
    paragraphs = sum(1 for part in article.body[:start].split("\n\n")[:-1] if part.strip())
    return f"{article.path}, paragraph {paragraphs + 1}"


def reference(article: Article, start: int) -> str:
    """What names a statement wherever its article lies: the beginning of the article's hash, and the offset."""
    return str(Reference(content_hash(article), start, ""))


def _remarks(comparison: Comparison, quantity: Quantity) -> Iterator[str]:
    articles = len({comparison.statements[index].article for index in quantity.statements})
    sources = witnesses(comparison, quantity)
    if sources != articles:
        yield f"{articles} articles but {_plural(sources, 'source', 'sources')}"
    if quantity.by_reader:
        yield "as the reader decided"


def _source(number: int, article: Article, locale: str) -> Source:
    return Source(
        number,
        article.name,
        article.source or "source unknown",
        article.language or "??",
        language_written(article.language, locale),
        article.published,
        article.path,
    )


def _flat(text: str, *, left: bool = False, right: bool = False) -> str:
    """On one line, with the space that parts it from its neighbour kept."""
    flat = " ".join(text.split())
    if left and text[-1:].isspace():
        flat += " "
    if right and text[:1].isspace():
        flat = " " + flat
    return flat


def _plural(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
