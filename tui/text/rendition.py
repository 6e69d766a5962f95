"""What stands in place of a block of an article, or below it: its translation, or why there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.roles import Role
from tui.text.blocks import Block
from tui.text.rows import Row, Run, Span, shown
from tui.text.wrap import wrap

GUTTER = 2
"""Cells at the left of the text, for the bar beside the current statement and beside translations."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A block's translation, or why there is none."""

    text: str
    failed: bool = False

    @property
    def keeps_original(self) -> bool:
        """Whether the original is shown above it."""
        return self.failed


def margin(sign: str = " ", *roles: Role) -> Run:
    """Return the gutter of a row with a sign in it."""
    return Run(sign + " " * (GUTTER - 1), roles)


def rendered(
    block: Block, rendition: Rendition, measure: int, base: tuple[Role, ...], marks: Sequence[Span]
) -> Iterator[tuple[Row, int]]:
    """Yield the rows of a rendition, each with the offset into the body that it stands beside.

    Args:
        block: The block that is rendered.
        rendition: What stands for it.
        measure: Cells of a row, without the gutter.
        base: Roles of the block's text.
        marks: Figures of the body with the role of their verdict.

    """
    del marks
    text = shown(rendition.text)
    if rendition.failed:
        text, base = f"Not translated: {text}", (Role.FAILED,)
    sign = margin("!", Role.FAILED) if rendition.failed else margin("┆", Role.TRANSLATED)
    for start, end in wrap(text, measure):
        beside = block.start + start * (block.end - block.start) // max(1, len(text))
        yield (sign, Run(text[start:end], base)), beside
