"""A comparison as text for a terminal or a pipe: a head line a quantity, then a few lines a source, like a diff."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from search.compare import Verdict
from search.report.chart import chart
from search.report.content import Content, Entry, Left, Line
from search.report.plot import cells, plot
from search.report.scale import Scale
from search.report.sides import MEANING, Side

_COLOURS = {Verdict.CONTRADICT: "31;1", Verdict.UPDATED: "33", Verdict.COMPATIBLE: "36", Verdict.SAME: "32"}
# Not the red and green of a diff: nothing was taken away and nothing was put right.
_SIDES = {Side.FIRST: "35", Side.OTHER: "34", Side.SAME: "32", Side.CLOSE: "36"}
_INDENT = 8


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: width in columns, and whether escape sequences for colour may be written."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """The text in a colour of the terminal's own, if colour is on."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def report(content: Content, style: Style, plots: bool = False) -> str:
    """The whole comparison, contradictions first; with `plots`, a picture in characters under each quantity."""
    scale = Scale(content.comparison) if plots else None
    lines = [*_sources(content, style), ""]
    for entry in content.entries:
        lines += [*_entry(content, entry, style, scale), ""]
    for left in content.left:
        lines += _left_over(left, style)
    if content.left:
        lines.append("")
    if content.entries:
        lines += _legend(content, style)
    lines += _folded(content.summary, "", style)
    return "\n".join(lines) + "\n"


def _sources(content: Content, style: Style) -> Iterator[str]:
    for source in content.sources:
        yield f"{style.paint(f'[{source.number}]', '1')} {source.language}  {source.publisher}, {source.shown_day}"
        yield from _folded(f"{source.name}  ({source.path})", "    ", style)
    for remark in content.copies:
        yield from _folded(remark, "", style)


def _entry(content: Content, entry: Entry, style: Style, scale: Scale | None) -> Iterator[str]:
    quantity = entry.quantity
    remarks = "".join(f", {remark}" for remark in entry.remarks)
    for row in _folded(f"{entry.mark} {quantity.label}: {quantity.verdict.value}{remarks}", "", style, hang=2):
        yield style.paint(row, _COLOURS[quantity.verdict])
    room = min(max(cells(line.written) for line in entry.lines), max(style.width - 42, 12))
    for line in entry.lines:
        yield from _statement(line, room, style)
    if scale is not None and (picture := chart(content.comparison, quantity, content.locale, scale)):
        yield ""
        yield from (f"    {row.painted(style.colour)}" for row in plot(picture, style.width - 4))
    yield from _folded(quantity.reason, f"    {entry.mark} ", style)


def _statement(line: Line, room: int, style: Style) -> Iterator[str]:
    head = f"{line.side.value} [{line.source.number}] {line.source.language:2}  "
    padding = " " * (room - cells(line.written))
    fits = 2 + len(head) + max(room, cells(line.written)) + 2 + cells(line.value) <= style.width
    painted = f"  {style.paint(line.side.value, _SIDES[line.side])}{head[1:]}{style.paint(line.written, '1')}"
    if fits:
        yield f"{painted}{padding}  {line.value}"
    else:
        yield painted
        yield from _folded(line.value, " " * _INDENT, style)
    said = f"“{line.quote}”" + (f"  ({line.speaker})" if line.speaker else "")
    yield from _folded(said, " " * _INDENT, style)
    yield f"{' ' * _INDENT}{style.paint(line.place, '2')}"


def _left_over(left: Left, style: Style) -> Iterator[str]:
    if left.source is not None:
        yield from _folded(f"not compared: article [{left.source.number}], because {left.reason}", "? ", style)
        return
    yield from _folded(f"not compared, because {left.reason}:", "? ", style)
    figures = "; ".join(f"[{line.source.number}] {line.written}" for line in left.lines)
    yield from _folded(figures, "    ", style)


def _legend(content: Content, style: Style) -> Iterator[str]:
    used = {line.side for entry in content.entries for line in entry.lines}
    for side in Side:
        if side in used:
            yield f"{style.paint(side.value, _SIDES[side])} {MEANING[side]}"
    yield ""


def _folded(text: str, indent: str, style: Style, hang: int | None = None) -> Sequence[str]:
    under = " " * (len(indent) if hang is None else hang)
    width = max(style.width, 40)
    return wrap(text, width, initial_indent=indent, subsequent_indent=under, break_on_hyphens=False)
