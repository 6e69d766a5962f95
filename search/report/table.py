"""A comparison as CSV (RFC 4180): a row a statement, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator

from search.report.content import Content, Line
from search.report.document import decimal_text

COLUMNS = (
    "quantity", "verdict", "side", "article", "source", "language", "date", "written", "value", "kind", "low", "high",
    "unit", "approximation", "speaker", "quote", "file", "place", "reference", "reason",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula, also after white space and quotation marks.
_FORMULA = re.compile(r"[\s'\"]{0,50}[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]{1,60}([.,][0-9]{1,60}){0,20}")


def table(content: Content) -> str:
    """The whole comparison; figures that were not compared have the verdict "not compared"."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(content):
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue()


def neutral(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would compute it; a number, also below zero, stays one."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _rows(content: Content) -> Iterator[list[str]]:
    for entry in content.entries:
        quantity, reason = entry.quantity, "; ".join([entry.quantity.reason, *entry.remarks])
        for line in entry.lines:
            yield _row(content, line, quantity.label, quantity.verdict.value, _SIDES[line.side.value], reason)
    for left in content.left:
        for line in left.lines:
            yield _row(content, line, "", "not compared", "", left.reason)


_SIDES = {"-": "first", "+": "other", "=": "same", "~": "fits"}


def _row(content: Content, line: Line, label: str, verdict: str, side: str, reason: str) -> list[str]:
    figure = content.comparison.statements[line.statement].figure
    source = line.source
    return [
        label,
        verdict,
        side,
        str(source.number),
        source.publisher if source.publisher != "source unknown" else "",
        source.language if source.language != "??" else "",
        source.day.isoformat() if source.day else "",
        line.written,
        line.value,
        figure.kind.value,
        figure.moment or decimal_text(figure.low) or "",
        figure.moment or decimal_text(figure.high) or "",
        figure.unit,
        figure.approximation.value,
        line.speaker,
        str(line.quote),
        source.path,
        line.place,
        line.reference,
        reason,
    ]
