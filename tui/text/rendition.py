"""What stands in place of a block of an article, or below it: its translation, or why there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.roles import SIGN, Role
from tui.text.blocks import Block, BlockKind
from tui.text.rows import Row, Run, Shift, Span, shown, styled
from tui.text.wrap import wrap

GUTTER = 2
"""Cells at the left of the text, for the bar beside the current statement and beside translations."""


class Twin(NamedTuple):
    """A figure that certainly stands in both: body[start:end] is text[translated_start:translated_end]."""

    start: int
    end: int
    translated_start: int
    translated_end: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """A block's translation, or why there is none."""

    text: str
    failed: bool = False
    origin: str = ""
    """Who translated it and when: "LibreTranslate, 22 Nov 2026"."""
    twins: tuple[Twin, ...] = ()
    flagged: tuple[tuple[int, int], ...] = ()
    """Spans of `text` where a figure stands that the original does not state."""
    warnings: tuple[str, ...] = ()
    """A sentence for each figure that is not the same in both."""
    beside_original: bool = False
    """Whether the reader wants to see both."""

    @property
    def keeps_original(self) -> bool:
        """Whether the original is shown above it."""
        return self.failed or self.beside_original


def margin(sign: str = " ", *roles: Role) -> Run:
    """Return the gutter of a row with a sign in it."""
    return Run(sign + " " * (GUTTER - 1), roles)


def rendered(
    block: Block,
    rendition: Rendition,
    measure: int,
    base: tuple[Role, ...],
    marks: Sequence[Span],
    found: Sequence[Span] = (),
) -> Iterator[tuple[Row, int]]:
    """Yield the rows of a rendition, each with the offset into the body that it stands beside.

    Args:
        block: The block that is rendered.
        rendition: What stands for it.
        measure: Cells of a row, without the gutter.
        base: Roles of the block's text.
        marks: Figures of the body with the role of their verdict; those whose twin is known are marked there too.
        found: Words of the translation that are sought.

    """
    if rendition.failed:
        text = shown(f"Not translated: {rendition.text} R asks again.")
        yield from ((row, block.end - 1) for row in _rows(text, (), measure, (Role.FAILED,), margin("!", Role.FAILED)))
        return
    text, spans, shift = _with_signs(rendition, marks)
    spans += [Span(shift(start), shift(end - 1) + 1, role) for start, end, role in found]
    if rendition.origin and block.kind is not BlockKind.FURNITURE:
        spans.append(Span(len(text), len(text) + len(rendition.origin) + 4, Role.DIM))
        text = f"{text}  ‹{shown(rendition.origin)}›"
    sign = margin("┆", Role.TRANSLATED)
    length = max(1, len(text))
    for start, end in wrap(text, measure):
        yield (sign, *styled(text, start, end, spans, base)), block.start + start * (block.end - block.start) // length
    for warning in rendition.warnings:
        for row in _rows(shown(warning), (), measure, (Role.FAILED,), margin("!", Role.FAILED)):
            yield row, block.end - 1


def _rows(text: str, spans: Sequence[Span], measure: int, base: tuple[Role, ...], sign: Run) -> Iterator[Row]:
    for start, end in wrap(text, measure):
        yield (sign, *styled(text, start, end, spans, base))


def _with_signs(rendition: Rendition, marks: Sequence[Span]) -> tuple[str, list[Span], Shift]:
    """The text with a sign before each figure that is marked in the original or flagged, and where offsets went."""
    roles = {(mark.start, mark.end): mark.role for mark in marks}
    places = [
        (twin.translated_start, twin.translated_end, role, SIGN.get(role, ""))
        for twin in rendition.twins
        if (role := roles.get((twin.start, twin.end))) is not None
    ]
    places += [(start, end, Role.FAILED, "!") for start, end in rendition.flagged]
    pieces: list[str] = []
    spans: list[Span] = []
    shift = Shift()
    length = position = 0
    for start, end, role, sign in sorted(places):
        if start < position:
            continue
        before, figure = shown(rendition.text[position:start]), sign + shown(rendition.text[start:end])
        spans.append(Span(length + len(before), length + len(before) + len(figure), role))
        pieces += [before, figure]
        length += len(before) + len(figure)
        position = end
        shift.add(start, length - len(figure) + len(sign))
        shift.add(end, length)
    return "".join([*pieces, shown(rendition.text[position:])]), spans, shift
