"""An article laid out for reading: rows of a measure, with figures marked by verdict."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.article import Article
from tui.roles import SIGN, Role
from tui.text.blocks import Block, BlockKind, blocks
from tui.text.page_search import Hit
from tui.text.rendition import GUTTER, Rendition, margin, rendered
from tui.text.rows import UNEVEN, Row, Run, Shift, Span, row_width, shown, styled, width_of
from tui.text.wrap import wrap

MEASURE = 72
"""Most characters in a row of text; 60 to 75 read best."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row of a page; `block` is an index into `Page.blocks`, or -1 for what belongs to none."""

    row: Row
    block: int = -1
    start: int = 0
    """Offset into the article's body of what the row begins with, or stands for."""
    translated: bool = False
    """Whether it belongs to a translation, or says why there is none."""
    stops: tuple[tuple[int, int], ...] = ()
    """The cells at which marks begin, each with the offset into the body."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as rows of at most `width` cells."""

    rows: tuple[PageRow, ...]
    blocks: tuple[Block, ...]

    def row_of(self, offset: int, *, translated: bool = False) -> int:
        """Return the number of the row that shows the character at `offset` of the body.

        With `translated`, of the row of its translation, where there is one.
        """
        best, wanted = 0, False
        for number, row in enumerate(self.rows):
            if row.block < 0 or row.start > offset:
                continue
            is_wanted = row.translated == translated and bool(row.row)
            if is_wanted or not wanted or row.block != self.rows[best].block:
                best, wanted = number, is_wanted
        return best


_BASE = {
    BlockKind.TEXT: (),
    BlockKind.ITEM: (),
    BlockKind.HEADING: (Role.TITLE,),
    BlockKind.FURNITURE: (Role.DIM,),
}


def lay_out(
    article: Article,
    width: int,
    *,
    marks: Sequence[Span] = (),
    here: tuple[int, int] | None = None,
    renditions: Mapping[int, Rendition] | None = None,
    found: Sequence[Hit] = (),
    current: Hit | None = None,
    kept: "dict[int, list[PageRow]] | None" = None,
) -> Page:
    """Lay the article out in rows of at most `width` cells, gutter included.

    Args:
        article: What to show.
        width: Cells; the text takes at most `MEASURE` of them.
        marks: Figures of the body with the role of their verdict, or words found, in order and apart from each other.
        here: Span of the body to point at, drawn with `Role.HERE` and a bar in the gutter.
        found: Where words stand that are sought, in body and translations.
        current: The one of them to point at, drawn with `Role.FOCUS`.
        renditions: Translations by block number; those blocks show no figures, because verdicts speak of the original.
        kept: The rows of blocks in which nothing was found, by number, from a layout that was the same but for what was
            found; filled here. So a letter typed into the search of a long text lays few of its blocks out.

    """
    parts = blocks(article)
    hits: dict[int, list[Span]] = {}
    for hit in found:
        number = hit.block if hit.block >= 0 else bisect_right(parts, hit.start, key=lambda block: block.start) - 1
        roles = (Role.HIT, Role.FOCUS) if hit == current else (Role.HIT,)
        hits.setdefault(number if hit.block < 0 else ~number, []).extend(Span(*hit[:2], role) for role in roles)
    measure = max(8, min(width - GUTTER, MEASURE))
    rows = _title(article, measure)
    previous: Block | None = None
    for number, block in enumerate(parts):
        if previous is not None and not _is_tight(previous, block):
            rows.append(PageRow((), number, block.start))
        previous = block
        is_kept = kept is not None and number not in hits and ~number not in hits
        if kept is not None and is_kept and number in kept:
            rows += kept[number]
            continue
        own: list[PageRow] = []
        rendition = (renditions or {}).get(number)
        if rendition is None or rendition.keeps_original:
            first, last = (bisect_left(marks, edge, key=_start) for edge in (block.start, block.end))
            own += _original(article, number, block, measure, marks[first:last], here, hits.get(number, ()))
        if rendition is not None:
            below = rendered(block, rendition, measure, _BASE[block.kind], marks, hits.get(~number, ()))
            own += [PageRow(row, number, start, translated=True) for row, start in below]
        if kept is not None and is_kept:
            kept[number] = own
        rows += own
    return Page(tuple(rows), parts)


def _start(span: Span) -> int:
    return span.start


def _is_tight(above: Block, below: Block) -> bool:
    """Whether two blocks stand without a blank row between them."""
    return above.kind is below.kind and above.kind in (BlockKind.ITEM, BlockKind.FURNITURE)


def _title(article: Article, measure: int) -> list[PageRow]:
    rows: list[PageRow] = []
    # Many pages repeat their headline near the top of the text.
    if article.title and article.title not in article.body[: len(article.title) + 300]:
        title = shown(article.title)
        rows += [PageRow((margin(), Run(title[a:b], (Role.TITLE,)))) for a, b in wrap(title, measure)]
    address = (f"published at {article.url}",) if article.url else ()
    for note in (*article.notes, *address):
        text = shown(note)
        rows += [PageRow((margin(), Run(text[a:b], (Role.DIM,)))) for a, b in wrap(text, measure)]
    return [*rows, PageRow(())] if rows else []


def _original(
    article: Article,
    number: int,
    block: Block,
    measure: int,
    marks: Sequence[Span],
    here: tuple[int, int] | None,
    found: Sequence[Span],
) -> list[PageRow]:
    text, spans, shift = _with_signs(article, block, marks)
    held = _held_together(text, spans)
    figures = [(span.start, shift.back(span.start)) for span in spans if span.role in SIGN]
    if here is not None and here[0] < block.end and here[1] > block.start:
        # Below the marks: a contradiction stays in sight.
        spans.insert(0, Span(shift(max(here[0], block.start)), shift(min(here[1], block.end)), Role.HERE))
    spans += [Span(shift(start), shift(min(end, block.end) - 1) + 1, role) for start, end, role in found]
    rows = []
    hang = 2 if block.kind is BlockKind.ITEM else 0
    for index, (start, end) in enumerate(_hung(held, measure, hang)):
        points = any(span.role in (Role.HERE, Role.FOCUS) and span.start < end and span.end > start for span in spans)
        edge = margin("▌", Role.ACCENT) if points else margin()
        indent = (Run(" " * hang),) if hang and index else ()
        row = (edge, *indent, *styled(text, start, end, spans, _BASE[block.kind]))
        left = GUTTER + row_width(indent)
        stops = tuple((left + width_of(text[start:at]), offset) for at, offset in figures if start <= at < end)
        rows.append(PageRow(row, number, shift.back(start), stops=stops))
    return rows


LONGEST_HELD = 24
"""Characters of a figure that is not broken at the end of a row."""


def _held_together(text: str, spans: Sequence[Span]) -> str:
    """Return a text of the same length in which figures do not break: "15 million" stays on one row."""
    for start, end, role in spans:
        if role in SIGN and end - start <= LONGEST_HELD and " " in text[start:end]:
            text = text[:start] + text[start:end].replace(" ", "\N{NO-BREAK SPACE}") + text[end:]
    return text


def _hung(text: str, measure: int, hang: int) -> list[tuple[int, int]]:
    """Wrap `text` with all rows but the first `hang` cells narrower."""
    if not hang:
        return wrap(text, measure)
    first, *others = wrap(text, measure)
    if not others:
        return [first]
    rest = others[0][0]
    return [first, *((start + rest, end + rest) for start, end in wrap(text[rest:], measure - hang))]


def _with_signs(article: Article, block: Block, marks: Sequence[Span]) -> tuple[str, list[Span], Shift]:
    """Return the block as it is shown, with a verdict's sign before each figure, its spans, and where offsets went."""
    shown_block = _ShownBlock(article.body, block.start)
    spans: list[Span] = []
    for mark in marks:
        if mark.start < shown_block.position or mark.end > block.end:
            continue
        shown_block.copy(mark.start)
        begin = shown_block.length
        shown_block.insert(SIGN.get(mark.role, ""))
        shown_block.copy(mark.end)
        spans.append(Span(begin, shown_block.length, mark.role))
    shown_block.copy(block.end)
    shift = shown_block.shift
    dimmed = [
        Span(shift(max(left, block.start)), shift(min(right, block.end)), Role.DIM)
        for left, right in article.furniture
        if left < block.end and right > block.start and block.kind is not BlockKind.FURNITURE
    ]
    return "".join(shown_block.pieces), dimmed + spans, shift


class _ShownBlock:
    """Builds the text of a block as it is drawn, and keeps account of where each offset went."""

    def __init__(self, body: str, start: int) -> None:
        self._body = body
        self.position = start
        self.length = 0
        self.pieces: list[str] = []
        self.shift = Shift()
        self.shift.add(start, 0)

    def insert(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.shift.add(self.position, self.length)

    def copy(self, end: int) -> None:
        """Go on with the body up to `end`, without what terminals draw unevenly."""
        text = self._body[self.position : end]
        drawn = shown(text)
        if len(drawn) < len(text):
            kept = self.length
            for index, character in enumerate(text, self.position + 1):
                if character in UNEVEN:
                    self.shift.add(index, kept)
                else:
                    kept += 1
        self.pieces.append(drawn)
        self.length += len(drawn)
        self.position = end
