"""The picture of a quantity in characters: dots and ranges on one axis, or bars for a count that grew.

>>> for row in plot(chart(comparison, quantity, "en"), 72):
...     print(row.text)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

from search.report.chart import Chart, Mark
from search.report.sides import Side

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEAST_TRACK = 10
_COLOURS = {Side.FIRST: "35", Side.OTHER: "34", Side.SAME: "32", Side.CLOSE: "36"}


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One row of the picture."""

    text: str
    drawn: tuple[int, int] = (0, 0)
    """Span of `text` that shows the value, to be coloured by `side`; empty for the axis."""
    side: Side | None = None
    statement: int = -1
    """Index into `Comparison.statements` of what the row shows, -1 for the axis."""

    def painted(self, colour: bool) -> str:
        """The row, with what it shows in a colour of the terminal's own."""
        if not colour or self.side is None:
            return self.text
        start, end = self.drawn
        return f"{self.text[:start]}\x1b[{_COLOURS[self.side]}m{self.text[start:end]}\x1b[0m{self.text[end:]}"


def plot(chart: Chart, width: int) -> list[PlotRow]:
    """Draw a chart in at most `width` columns (at least 40): a row a statement, then the axis.

    A dot is a value, a line between two ends a range, dots around a value how far its hedge or its conversion
    reaches, an arrow an open end. A running count has a bar a statement, in the order of the days.
    """
    width = max(width, 40)
    marks = list(chart.marks)
    if chart.running:
        marks.sort(key=lambda mark: (mark.day is None, mark.day, mark.article))
    names = [_name(mark, chart.running) for mark in marks]
    values = [mark.value + (" *" if mark.note else "") for mark in marks]
    left = min(max(map(cells, names)), width // 4)
    right = min(max(map(cells, values)), width // 3)
    track = max(width - left - right - 4, _LEAST_TRACK)
    rows = [
        _row(mark, fit(name, left), fit(value, right), track, chart.running)
        for mark, name, value in zip(marks, names, values, strict=True)
    ]
    rows += _axis(chart, left + 2, track, width - left - 2)
    rows += [PlotRow(text) for text in _notes(chart, width)]
    return rows


def _row(mark: Mark, name: str, value: str, track: int, running: bool) -> PlotRow:
    drawn = _bar(mark, track) if running else _dots(mark, track)
    start = len(name) + 2
    return PlotRow(f"{name}  {drawn}  {value}".rstrip(), (start, start + len(drawn)), mark.side, mark.statement)


def _name(mark: Mark, running: bool) -> str:
    who = f"[{mark.article + 1}]"
    day = mark.day.isoformat() if running and mark.day else ""
    return " ".join(part for part in (mark.side.value, who, day or mark.source) if part)


def _dots(mark: Mark, track: int) -> str:
    cell = list(" " * track)
    first, last = _column(mark.start, track), _column(mark.end, track)
    for column in range(_column(mark.least, track), _column(mark.most, track) + 1):
        cell[column] = "┄"
    if mark.open_above:
        cell[first:] = "─" * (track - first - 1) + "▶"
    if mark.open_below:
        cell[: last + 1] = "◀" + "─" * last
    for column in range(first, last + 1):
        cell[column] = "━"
    cell[first] = cell[last] = "○" if mark.note else "●"
    if last > first:
        cell[first], cell[last] = "├", "┤"
    return "".join(cell)


def _bar(mark: Mark, track: int) -> str:
    eighths = round(mark.end * track * 8)
    bar = _EIGHTHS[8] * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
    return (bar or _EIGHTHS[1])[:track].ljust(track)


def _axis(chart: Chart, indent: int, track: int, room: int) -> Iterator[PlotRow]:
    """The line of the axis, and the labels under its ticks as far as they have room."""
    line, labels = list("─" * track), ""
    for tick in chart.axis.ticks:
        column = _column(tick.position, track)
        line[column] = "┴"
        label = " ".join(tick.label.split())
        start = max(0, min(column - cells(label) // 2, room - cells(label)))
        if not labels or start >= cells(labels) + 2:
            labels += " " * (start - cells(labels)) + label
    unit = f"  ({chart.axis.unit})" if chart.axis.unit and chart.axis.unit not in labels else ""
    if cells(labels) + cells(unit) <= room:
        labels += unit
    yield PlotRow(" " * indent + "".join(line))
    yield PlotRow(" " * indent + labels)


def _notes(chart: Chart, width: int) -> Iterator[str]:
    if chart.axis.logarithmic:
        yield "The axis goes by powers of ten."
    notes = dict.fromkeys(mark.note for mark in chart.marks if mark.note)
    for note in notes:
        yield cut(f"* {note}", width) if note != "converted" else "* converted into the axis's unit"
    if chart.missing:
        yield cut("Not on the axis: " + "; ".join(chart.missing), width)


def _column(position: float, track: int) -> int:
    return min(track - 1, max(0, round(position * (track - 1))))


def cells(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: float) -> str:
    """The text in at most so many columns, with an ellipsis where it was cut."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= cells(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "…"


def fit(text: str, width: int) -> str:
    """The text cut or filled to exactly so many columns."""
    shown = cut(text, width)
    return shown + " " * (width - cells(shown))
