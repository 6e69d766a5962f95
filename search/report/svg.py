"""The picture of a quantity as inline SVG: dots and ranges on one axis, or a line over days for a count that grew.

Colours and fonts come from the page's style sheet, by class. Sides differ in shape as well: a circle, a diamond.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby

from search.report.chart import Chart, Mark
from search.report.notation import day_written, short_day
from search.report.plot import cells, cut
from search.report.sides import Side

_WIDTH = 640
_NAMES = 212
"""Width of the column of names."""
_RIGHT = 18
_ROW = 38
_TOP = 8
_LETTER = 7.5
"""Width of a column of text at 13 px, so that names end in time."""
_SMALL_LETTER = 6.7
_CLASSES = {Side.FIRST: "first", Side.OTHER: "other", Side.SAME: "agree", Side.CLOSE: "agree"}


def svg(chart: Chart, identifier: str, locale: str) -> str:
    """The chart as one `svg` element with a title and a description; `identifier` is unique on the page."""
    if chart.running:
        body, height = _over_days(chart, locale)
    else:
        body, height = _on_one_axis(chart, locale)
    unit = f" in {chart.unit}" if chart.unit else ""
    told = "; ".join(_told(mark, locale) for mark in chart.marks)
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="{identifier}-title {identifier}-desc">'
        f'<title id="{identifier}-title">{escape(chart.label)}{escape(unit)}</title>'
        f'<desc id="{identifier}-desc">{escape(told)}</desc>'
        f"{''.join(body)}</svg>"
    )


def _told(mark: Mark, locale: str) -> str:
    said = f" ({mark.speaker})" if mark.speaker else ""
    return f"{mark.source}{said}, {day_written(mark.day, locale)}: {mark.value}"


# Dots and ranges -----------------------------------------------------------------------------------------------------


def _on_one_axis(chart: Chart, locale: str) -> tuple[list[str], int]:
    bottom = _TOP + _ROW * len(chart.marks)
    span = _WIDTH - _NAMES - _RIGHT

    def x(position: float) -> float:
        return round(_NAMES + position * span, 1)

    parts = list(_grid(chart, bottom, x(0), x(1), [x(tick.position) for tick in chart.axis.ticks]))
    for row, mark in enumerate(chart.marks):
        middle = _TOP + _ROW * row + _ROW / 2
        if row:
            parts.append(f'<line class="rule" x1="0" x2="{_WIDTH}" y1="{middle - _ROW / 2}" y2="{middle - _ROW / 2}"/>')
        parts += _name(mark, middle, locale)
        parts += _value(mark, middle, [x(p) for p in (mark.least, mark.start, mark.end, mark.most)], x(0), x(1))
    return parts, bottom + 28


def _grid(chart: Chart, bottom: float, left: float, right: float, columns: Sequence[float]) -> Iterator[str]:
    for column in columns:
        yield f'<line class="grid" x1="{column}" x2="{column}" y1="{_TOP}" y2="{bottom}"/>'
    yield f'<line class="axis" x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}"/>'
    free = 0.0
    for column, tick in zip(columns, chart.axis.ticks, strict=True):
        half = cells(tick.label) * _SMALL_LETTER / 2
        centre = min(max(column, left - 20 + half), _WIDTH - half)
        if centre - half < free:
            continue
        free = centre + half + 8
        yield f'<line class="axis" x1="{column}" x2="{column}" y1="{bottom}" y2="{bottom + 5}"/>'
        yield _text(round(centre, 1), bottom + 20, "small", tick.label, "middle")


def _name(mark: Mark, middle: float, locale: str) -> Iterator[str]:
    about = [mark.speaker] if mark.speaker else []
    about.append(day_written(mark.day, locale))
    name = cut(f"[{mark.article + 1}] {mark.source}", (_NAMES - 26) / _LETTER)
    yield _text(0, middle - 3, "name", name)
    under = cut(", ".join(about), (_NAMES - 26) / _SMALL_LETTER)
    yield _text(0, middle + 12, "small", under)


def _value(mark: Mark, y: float, columns: Sequence[float], left: float, right: float) -> Iterator[str]:
    least, start, end, most = columns
    kind = _CLASSES[mark.side]
    from_, to = least, most
    if mark.open_below:
        from_ = left
        yield f'<path class="end {kind}" d="M{left + 7} {y - 5}L{left} {y}L{left + 7} {y + 5}"/>'
    if mark.open_above:
        to = right
        yield f'<path class="end {kind}" d="M{right - 7} {y - 5}L{right} {y}L{right - 7} {y + 5}"/>'
    if to - from_ > 0.5:
        dashes = "" if mark.open_below or mark.open_above else " reach"
        yield f'<line class="range {kind}{dashes}" x1="{from_}" x2="{to}" y1="{y}" y2="{y}"/>'
    if end - start > 1:
        yield f'<line class="span {kind}" x1="{start}" x2="{end}" y1="{y}" y2="{y}"/>'
    else:
        yield _shape(mark, start, y)
    text = mark.value + (" *" if mark.note else "")
    wide = cells(text) * _LETTER + 12
    if max(to, end) + wide <= _WIDTH and not mark.open_above:
        yield _text(max(to, end) + 11, y + 4.5, f"value {kind}", text)
    elif min(from_, start) - wide >= left and not mark.open_below:
        yield _text(min(from_, start) - 11, y + 4.5, f"value {kind}", text, "end")
    else:  # no room at either end: above the line
        centre = min(max((start + end) / 2, left + wide / 2), _WIDTH - wide / 2)
        yield _text(round(centre, 1), y - 8, f"value {kind}", text, "middle")


def _shape(mark: Mark, x: float, y: float) -> str:
    kind = _CLASSES[mark.side] + (" converted" if mark.note else "")
    if mark.side is Side.OTHER:
        return f'<path class="dot {kind}" d="M{x} {y - 7}L{round(x + 7, 1)} {y}L{x} {y + 7}L{round(x - 7, 1)} {y}Z"/>'
    return f'<circle class="dot {kind}" cx="{x}" cy="{y}" r="5.5"/>'


# Over days -----------------------------------------------------------------------------------------------------------

_PLOT_TOP, _PLOT_HEIGHT, _LINE = 26, 170, 15
_LEFT = 64
_NAMES_A_DAY = 4


def _over_days(chart: Chart, locale: str) -> tuple[list[str], int]:
    days = _by_day(chart)
    first, last = days[0][0].toordinal(), days[-1][0].toordinal()
    left, right = _LEFT + 56, _WIDTH - 70
    bottom = _PLOT_TOP + _PLOT_HEIGHT

    def x(day: date) -> float:
        return round(left + (day.toordinal() - first) / (last - first) * (right - left), 1)

    def y(position: float) -> float:
        return round(bottom - position * _PLOT_HEIGHT, 1)

    parts = []
    for tick in chart.axis.ticks:
        height = y(tick.position)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{height}" y2="{height}"/>')
        parts.append(_text(_LEFT - 8, height + 4, "small", tick.label, "end"))
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{bottom}" y2="{bottom}"/>')
    upper = [(x(day), y(max(mark.end for mark in marks))) for day, marks in days]
    lower = [(x(day), y(min(mark.start for mark in marks))) for day, marks in days]
    if upper != lower:
        parts.append(f'<polygon class="band" points="{_points([*upper, *reversed(lower)])}"/>')
    parts.append(f'<polyline class="line" points="{_points(upper)}"/>')
    if upper != lower:
        parts.append(f'<polyline class="line" points="{_points(lower)}"/>')
    room = (right - left) / max(1, len(days) - 1)
    deepest = 0
    for day, marks in days:
        parts += _day(marks, x(day), [y(mark.end) for mark in marks])
        parts.append(_text(x(day), bottom + 20, "name", short_day(day, locale), "middle"))
        names = _names_of(marks, room)
        parts += [
            _text(x(day), bottom + 20 + _LINE * number, "small", name, "middle") for number, name in enumerate(names, 1)
        ]
        deepest = max(deepest, len(names))
    return parts, bottom + 30 + _LINE * deepest


def _by_day(chart: Chart) -> list[tuple[date, list[Mark]]]:
    dated = sorted(((mark.day, mark) for mark in chart.marks if mark.day), key=lambda each: each[0])
    return [(day, [mark for _, mark in marks]) for day, marks in groupby(dated, key=lambda each: each[0])]


def _day(marks: Sequence[Mark], x: float, heights: Sequence[float]) -> Iterator[str]:
    """The dots of a day, and each of its values once, above the dot."""
    for mark, height in zip(marks, heights, strict=True):
        yield _shape(mark, x, height)
    told: list[float] = []
    for mark, height in sorted(zip(marks, heights, strict=True), key=lambda each: each[1]):
        if all(abs(height - other) > _LINE for other in told):
            told.append(height)
            kind = _CLASSES[mark.side]
            yield _text(x, height - 12, f"value {kind}", _number(mark), "middle")


def _number(mark: Mark) -> str:
    """The value without the noun counted, which the chart's title says."""
    return mark.value.partition("\N{NO-BREAK SPACE}")[0] if mark.value[:1].isdigit() else mark.value


def _names_of(marks: Sequence[Mark], room: float) -> list[str]:
    """Who says it, a line each; numbers alone where the days stand too close."""
    letters = room / _SMALL_LETTER - 1
    if letters < 12:
        return [" ".join(dict.fromkeys(f"[{mark.article + 1}]" for mark in marks))]
    names = dict.fromkeys(
        cut(f"[{mark.article + 1}] {mark.speaker or mark.source}", min(letters, 30)) for mark in marks
    )
    kept = list(names)[:_NAMES_A_DAY]
    return kept + ([f"and {len(names) - len(kept)} more"] if len(names) > len(kept) else [])


def _text(x: float, y: float, kind: str, text: str, anchor: str = "start") -> str:
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{kind}" x="{round(x, 1)}" y="{round(y, 1)}"{placed}>{escape(text)}</text>'


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
