"""A comparison for screen readers and line tools: one fact a line, words in place of signs, nothing drawn."""

from collections.abc import Iterator

from search.report.content import Content, Entry, Line
from search.report.sides import Side

_WORDS = {
    Side.FIRST: "first side",
    Side.OTHER: "other side",
    Side.SAME: "same value",
    Side.CLOSE: "fits",
}
_SIGNS = {"≈ ": "about ", "≥ ": "at least ", "≤ ": "at most ", " – ": " to ", "≥": "at least ", "≤": "at most "}
"""Signs of ours that a screen reader may pass over, and the words for them."""


def plain_report(content: Content) -> str:
    """The whole comparison, contradictions first. Lines are not folded: a screen reader does that itself."""
    lines = [content.summary]
    for source in content.sources:
        lines.append(f"Source {source.number}: {source.name}")
        lines.append(f"Publisher: {source.publisher}")
        lines.append(f"Language: {source.language_name}")
        lines.append(f"Date: {source.shown_day}")
        lines.append(f"File: {source.path}")
    lines += content.copies
    for entry in content.entries:
        lines += _entry(entry, len(content.entries))
    for left in content.left:
        lines.append(f"Not compared, because: {left.reason}")
        if left.source is not None:
            lines.append(f"Source {left.source.number}")
        lines += [f"Source {line.source.number}: {line.written}, {line.place}" for line in left.lines]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry, total: int) -> Iterator[str]:
    yield f"Quantity {entry.number} of {total}: {entry.quantity.label}"
    yield f"Verdict: {entry.quantity.verdict.value}"
    yield from (f"Remark: {remark}" for remark in entry.remarks)
    yield f"Reason: {_in_words(entry.quantity.reason)}"
    for line in entry.lines:
        yield from _statement(line)


def _statement(line: Line) -> Iterator[str]:
    yield f"Source {line.source.number} writes: {line.written}"
    yield f"Value: {_in_words(line.value)}"
    yield f"Stands: {_WORDS[line.side]}"
    if line.speaker:
        yield f"According to: {line.speaker}"
    yield f"Quote: {line.quote}"
    yield f"Place: {line.place}"


def _in_words(text: str) -> str:
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return text
