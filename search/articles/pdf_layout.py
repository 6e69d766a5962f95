"""Lines at places on pages become paragraphs: columns in reading order, words that were hyphenated made whole."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from search.articles.document import Block

MARGIN = 0.13
"""Share of the page's height, above and below, in which running heads and page numbers stand."""
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "●": "•", "▪": "•", "■": "•"})
_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|p\.|pg\.|seite|s\.|página|pág\.|pagina|pag\.|stranica|strona|sida|side) ?)?[0-9]{1,4}"
    r"(?: ?(?:/|of|von|de|sur|di|van|av|z) ?[0-9]{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]{1,}")
_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', "“")
# "Nord- und Süd": after a hyphen these words stay words of their own.
_JOINING = frozenset({"und", "oder", "bzw.", "sowie", "and", "or", "y", "o", "et", "ou", "e", "en", "of"})
_HYPHENS = ("-", "\u2010", "\x02", "\u00ad")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on a page; lengths in points, from the page's lower left corner."""

    left: float
    base: float
    right: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its stretches of text in the order of the file."""

    height: float
    lines: list[Line]


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    furniture: bool = False
    page: int = 0
    tight: bool = False
    full: bool = False
    """Whether its last line reaches the edge of its column."""


def headline(pages: list[Page]) -> str:
    """Return the lines in the largest type of the first page, "" when they are hardly larger than the text."""
    lines = _joined(pages[0].lines) if pages else []
    if not lines:
        return ""
    largest = max(line.size for line in lines)
    found = [line for line in lines if line.size >= 0.97 * largest]
    title = _text(found, frozenset())
    return title if largest >= 1.2 * _body_size(pages) and 4 <= len(title) <= 200 else ""


def blocks_of_pages(pages: list[Page]) -> tuple[Block, ...]:
    """Return the paragraphs of a document in reading order."""
    size = _body_size(pages)
    ordered = [_in_reading_order(page.lines, size) for page in pages]
    repeated = _repeated(pages, ordered)
    words = frozenset(word for lines in ordered for line in lines for word in line.text.lower().split())
    paragraphs: list[_Paragraph] = []
    for number, lines in enumerate(ordered):
        story = [line for line in lines if not _is_furniture(line, pages[number], repeated)]
        _add(paragraphs, list(_paragraphs(story, number)))
        paragraphs += [
            _Paragraph([line], True, number) for line in lines if _is_furniture(line, pages[number], repeated)
        ]
    blocks: list[Block] = []
    for paragraph in paragraphs:
        text = _text(paragraph.lines, words).translate(_BULLETS)
        tight = bool(blocks) and (
            (text.startswith("• ") and blocks[-1].text.startswith("• "))
            or (paragraph.furniture and blocks[-1].furniture)
        )
        blocks.append(Block(text, paragraph.furniture, tight))
    return tuple(blocks)


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _in_reading_order(lines: list[Line], size: float) -> list[Line]:
    """Return whole lines column by column.

    Most programs write one column after the other, and their order is kept. Where the file jumps between two columns in
    every line, the gutter between them is looked for.
    """
    gaps = [
        (first.right, second.left)
        for first, second in pairwise(lines)
        if _same_line(first, second) and second.left > first.right and min(len(first.text), len(second.text)) >= 12
    ]
    if len(gaps) < 4 or len(gaps) < 0.3 * len(lines) / 2:
        return _joined(lines)
    gutter = (median(right for right, _ in gaps) + median(left for _, left in gaps)) / 2
    banded: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(_joined_outside(lines, gutter), key=lambda line: -line.base):
        if line.left < gutter - size and line.right > gutter + size:  # a headline over both columns
            banded += [*left, *right, line]
            left, right = [], []
        elif line.right <= gutter + size:
            left.append(line)
        else:
            right.append(line)
    return [*banded, *left, *right]


def _joined_outside(lines: list[Line], gutter: float) -> list[Line]:
    """Join stretches of one line, but not across the gutter."""
    first = [line for line in lines if line.right <= gutter]
    second = [line for line in lines if line.left >= gutter]
    across = [line for line in lines if line.right > gutter > line.left]
    return [*_joined(first), *_joined(second), *across]


def _same_line(first: Line, second: Line) -> bool:
    return abs(first.base - second.base) < 0.4 * max(first.size, 1)


def _joined(lines: list[Line]) -> list[Line]:
    """Join what follows to the right on the same line: words of justified lines, cells of rows."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _same_line(before, line) and line.left >= before.right - line.size:
            first, second = before.text.rstrip(), line.text.lstrip()
            # Digits of two cells must not become one number.
            between = " | " if first[-1:].isdigit() and second[:1].isdigit() else " "
            joined[-1] = Line(
                before.left, before.base, line.right, max(before.size, line.size), first + between + second
            )
        else:
            joined.append(line)
    return joined


def _repeated(pages: list[Page], ordered: list[list[Line]]) -> set[tuple[str, int]]:
    """Return what stands at the same height in the margins of several pages, digits aside."""
    counts: Counter[tuple[str, int]] = Counter()
    for page, lines in zip(pages, ordered, strict=True):
        counts.update({_key(line) for line in lines if _in_margin(line, page)})
    needed = max(2, 0.3 * len(pages))
    return {key for key, count in counts.items() if count >= needed}


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.split())), round(line.base / 4)


def _in_margin(line: Line, page: Page) -> bool:
    return not MARGIN * page.height < line.base < (1 - MARGIN) * page.height


def _is_furniture(line: Line, page: Page, repeated: set[tuple[str, int]]) -> bool:
    if not _in_margin(line, page):
        return False
    return _key(line) in repeated or bool(_NUMBER.fullmatch(line.text.strip()))


def _paragraphs(lines: list[Line], page: int) -> Iterator[_Paragraph]:
    """Yield paragraphs, and each line of lists, tables and verse, which end their lines where they like."""
    column = _Column(lines)
    gathered: list[Line] = []
    tight = False
    for line in lines:
        if gathered:
            opens, next_tight = column.opens(gathered, line)
            if opens:
                yield _Paragraph(gathered, page=page, tight=tight, full=column.is_full(gathered[-1]))
                gathered, tight = [], next_tight
        gathered.append(line)
    if gathered:
        yield _Paragraph(gathered, page=page, tight=tight, full=column.is_full(gathered[-1]))


class _Column:
    """How the lines of a page are set: where they end, and how far apart they stand."""

    def __init__(self, lines: list[Line]) -> None:
        self._rights: dict[tuple[int, int], list[float]] = {}
        for line in lines:
            self._rights.setdefault(self._place(line), []).append(line.right)
        for rights in self._rights.values():
            rights.sort()
        steps = [
            (a.base - b.base) / a.size
            for a, b in pairwise(lines)
            if 0 < a.base - b.base < 3 * a.size and abs(a.size - b.size) < 0.1 * a.size and self.is_full(a)
        ]
        self._step = median(steps) if steps else 1.3

    def _place(self, line: Line) -> tuple[int, int]:
        return round(line.left / (3 * line.size)), round(line.size)

    def _edge(self, line: Line) -> float:
        """Where lines like this one end; a few longer ones, such as captions over two columns, are left aside."""
        rights = self._rights[self._place(line)]
        return rights[len(rights) - 1 - len(rights) // 10]

    def is_full(self, line: Line) -> bool:
        """Say whether a line reaches the edge of its column, so that the page and not the writer ended it."""
        return line.right > line.left + 0.85 * (self._edge(line) - line.left)

    def opens(self, gathered: list[Line], line: Line) -> tuple[bool, bool]:
        """Say whether a line opens a paragraph after those gathered, and whether without an empty line."""
        before = gathered[-1]
        text = line.text.lstrip()
        down = before.base - line.base
        if abs(line.size - before.size) > 0.1 * before.size:
            return True, False
        if down < 0:  # the next column
            return not _goes_on(before.text, text, self.is_full(before)), False
        near = down <= 1.35 * self._step * line.size
        if text.translate(_BULLETS).startswith(("• ", "– ", "— ")):
            return True, near
        if not near:
            return True, False
        if len(gathered) > 1 and 0.7 * line.size < line.left - before.left < 4 * line.size:
            return True, False
        # Where the next word would have had room, the line was ended on purpose.
        word = len(text.split(" ")[0]) + 1
        room = self._edge(before) - before.right
        if room > 1.1 * word * (line.right - line.left) / max(len(text), 1):
            return True, not before.text.rstrip().endswith(_ENDS)
        return False, False


def _goes_on(before: str, after: str, full: bool) -> bool:
    """Say whether a sentence goes on in the next column or on the next page; a full line alone ends no paragraph."""
    before = before.rstrip()
    if before.endswith(_HYPHENS):
        return True
    return not before.endswith(_ENDS) and (full or after[:1].islower() or after[:1].isdigit())


def _add(paragraphs: list[_Paragraph], more: list[_Paragraph]) -> None:
    """Append the paragraphs of a page; the first goes on with the last of the page before when its sentence does."""
    last = next((p for p in reversed(paragraphs) if not p.furniture), None)
    if last is not None and more:
        first = more[0]
        same_type = abs(first.lines[0].size - last.lines[-1].size) < 0.1 * last.lines[-1].size
        after = first.lines[0].text.lstrip()
        if same_type and last.page == first.page - 1 and _goes_on(last.lines[-1].text, after, last.full):
            last.lines.extend(first.lines)
            last.page, last.full = first.page, first.full
            more = more[1:]
    paragraphs += more


def _text(lines: list[Line], words: frozenset[str]) -> str:
    text = ""
    for line in lines:
        piece = " ".join(line.text.split())
        if not text:
            text = piece
        elif text.endswith(_HYPHENS):
            text = _without_break(text, piece, words)
        else:
            text = f"{text} {piece}"
    return text.replace("\x02", "-")


def _without_break(text: str, piece: str, words: frozenset[str]) -> str:
    """Join a word that was broken at the end of a line; a hyphen of its own stays."""
    head, tail = text[:-1], piece
    if not (head[-1:].isalpha() and tail[:1].islower()):
        # "2023-" and "2024", "Nord-" and "Süd": the hyphen is part of it, and so is no space.
        return f"{head}-{tail}" if head[-1:].isalnum() and tail[:1].isalnum() else f"{text} {piece}"
    start = head.split(" ")[-1].lower()
    end = tail.split(" ")[0].lower()
    if end in _JOINING:
        return f"{head}- {tail}"
    return f"{head}-{tail}" if f"{start}-{end}" in words and f"{start}{end}" not in words else head + tail
