"""What a terminal shows as cells, and the fewest bytes that turn one screen into the next: pure, it knows no Textual.

Textual sends every cell of a region that it draws again. Here each frame is read into cells, compared with those that
the terminal shows, and only the difference is sent; rows that moved up or down are moved by the terminal itself.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import bidirectional, combining

from rich.cells import get_character_cell_size

Cell = tuple[str, str]
"""A character with what combines with it, and the parameters of its SGR sequence; ("", style) is the right half of a
character of two cells."""

Cells = tuple[Cell, ...]
"""A row."""

BLANK: Cell = (" ", "")

GAP = 5
"""Unchanged cells that are sent again rather than jumped over, which takes four to eight bytes."""

LEAST_ROWS = 4
"""Changed rows from which a scroll is looked for; fewer are sent at once."""

SCROLL_WORTH = 120
"""Characters below which a difference is sent without looking for a scroll."""

_TOKEN = re.compile(r"\x1b\[(\d{1,5});(\d{1,5})H|\x1b\[([\d;]{0,200})m|(\n)|([^\x00-\x1f\x7f-\x9f]+)")
_BEGIN = re.compile(r"\x1b\[\d{1,5};\d{1,5}H")


class NotAFrame(Exception):
    """What was written holds more than moves, looks and text, so that its effect on the screen is not known."""


def is_frame(written: str) -> bool:
    """Return whether this begins as all frames do: with a move of the cursor."""
    return _BEGIN.match(written) is not None


class Shadow:
    """The cells that a terminal shows, kept in step with it."""

    def __init__(self) -> None:
        """Begin without knowing what is on the screen."""
        self._rows: list[Cells] | None = None
        self._held: list[Cells] | None = None
        """What the terminal shows while frames are held back."""
        self._cursor = (0, 0)
        self._known = False

    def forget(self) -> None:
        """Send everything with the next frame: the terminal may show anything."""
        self._known = False

    def update(self, frame: str, width: int, height: int) -> str:
        """Return what to send in place of a frame of Textual's.

        Raises:
            NotAFrame: if it holds anything that is not understood; it must be sent as it is, and all is forgotten.
        """
        rows = self._rows
        if rows is None or len(rows) != height or len(rows[0]) != width:
            rows, self._known = [(BLANK,) * width] * height, False
        try:
            new, cursor = _read(frame, rows, width)
        except NotAFrame:
            self._rows, self._held, self._known = None, None, False
            raise
        if self._held is not None:
            self._rows, self._cursor = new, cursor
            return ""
        sent = _changes(rows, new, width) if self._known else _clear_and_draw(new, width)
        moved = cursor != self._cursor
        self._rows, self._cursor, self._known = new, cursor, True
        return sent + _move(*cursor) if sent or moved else ""

    def hold(self, picture: str, width: int, height: int) -> None:
        """Begin with a terminal that shows a picture, and hold all frames back until `release`.

        Raises:
            NotAFrame: if the picture is none.
        """
        self.update(picture, width, height)
        self._held = self._rows

    @property
    def is_held(self) -> bool:
        """Whether frames are held back."""
        return self._held is not None

    def release(self) -> str:
        """Return what turns the picture into the newest of the frames that were held back."""
        shown, self._held = self._held, None
        if shown is None or self._rows is None:
            return ""
        width = len(self._rows[0])
        same_size = (len(shown), len(shown[0])) == (len(self._rows), width)
        known, self._known = self._known and same_size, True
        sent = _changes(shown, self._rows, width) if known else _clear_and_draw(self._rows, width)
        return sent + _move(*self._cursor)

    def picture(self) -> str:
        """Return a frame that draws the whole screen as it is, "" if nothing is known of it."""
        return _picture(self._rows) if self._rows and self._known and self._held is None else ""

    def everything(self) -> str:
        """Return what draws the whole screen again as it is, "" if nothing is known of it."""
        if not self._rows:
            return ""
        return _clear_and_draw(self._rows, len(self._rows[0])) + _move(*self._cursor)


def _read(frame: str, rows: list[Cells], width: int) -> tuple[list[Cells], tuple[int, int]]:
    """The rows after a frame was drawn over them, and where the cursor is left."""
    touched: dict[int, list[Cell]] = {}
    x = y = place = 0
    style = ""
    for token in _TOKEN.finditer(frame):
        if token.start() != place:
            raise NotAFrame(frame[place : place + 20])
        place = token.end()
        match token.lastindex:
            case 5:
                if 0 <= y < len(rows):
                    if y not in touched:
                        touched[y] = list(rows[y])
                    x = _draw(touched[y], x, token[5], style, width)
            case 3:
                style = "" if token[3] == "0" else token[3]
            case 2:
                y, x = int(token[1]) - 1, int(token[2]) - 1
            case _:
                y, x = y + 1, 0
    if place != len(frame):
        raise NotAFrame(frame[place : place + 20])
    new = list(rows)
    for number, row in touched.items():
        cells = tuple(row)
        if cells != rows[number]:
            new[number] = cells
    return new, (y, x)


def _draw(row: list[Cell], x: int, text: str, style: str, width: int) -> int:
    """Draw text into a row, as a terminal does that does not wrap; returns the column after it."""
    first = x
    cells: list[Cell] = []
    if text.isascii():
        cells = [(character, style) for character in text]
        x += len(text)
    else:
        for character in text:
            size = get_character_cell_size(character)
            if size == 0:
                if cells:
                    last = -1 if cells[-1][0] else -2
                    cells[last] = (cells[last][0] + character, style)
            elif size == 2:
                cells += [(character, style), ("", style)]
            else:
                cells.append((character, style))
        x += len(cells)
    cells = cells[: max(0, width - first)]
    if not cells:
        return x
    if first + len(cells) == width and x > width and cells[-1][0] and get_character_cell_size(cells[-1][0][0]) == 2:
        cells[-1] = (" ", style)  # half of it does not fit
    end = first + len(cells)
    if row[first][0] == "" and first:
        row[first - 1] = (" ", row[first - 1][1])
    if end < width and row[end][0] == "":
        row[end] = (" ", row[end][1])
    row[first:end] = cells
    return x


class _Out:
    """What is to be sent, with the state that it leaves the terminal in."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.pen = ""
        self.place = (-1, -1)

    def move(self, y: int, x: int) -> None:
        if self.place == (y, x):
            return
        if self.place[0] == y and 0 <= self.place[1] < x:
            ahead = x - self.place[1]
            self.pieces.append("\x1b[C" if ahead == 1 else f"\x1b[{ahead}C")
        else:
            self.pieces.append(_move(y, x))
        self.place = (y, x)

    def cells(self, y: int, x: int, cells: Cells, width: int) -> None:
        self.move(y, x)
        for text, style in cells:
            if not text:
                continue
            if style != self.pen:
                self.pieces.append(_turn(self.pen, style))
                self.pen = style
            if self.place != (y, x):
                self.move(y, x)
            self.pieces.append(text)
            x += 1 if text.isascii() else max(1, get_character_cell_size(text[0]))
            # Where terminals may disagree about the width, say where the next cell is.
            self.place = (-1, -1) if x >= width or (not text.isascii() and _is_disputed(text)) else (y, x)

    def text(self) -> str:
        if self.pen:
            self.pieces.append("\x1b[m")
            self.pen = ""
        return "".join(self.pieces)


def _clear_and_draw(rows: Sequence[Cells], width: int) -> str:
    out = _Out()
    out.pieces.append("\x1b[m\x1b[2J")
    blank = (BLANK,) * width
    for y, row in enumerate(rows):
        _row(out, y, blank, row, width)
    return out.text()


def _picture(rows: Sequence[Cells]) -> str:
    """A frame in whole looks, which `_read` understands, and so does a terminal that knows nothing yet."""
    pieces: list[str] = []
    pen = ""
    for y, row in enumerate(rows):
        place = -1
        for x, (text, style) in enumerate(row):
            if not text:
                continue
            if place != x:
                pieces.append(f"\x1b[{y + 1};{x + 1}H")
            if style != pen:
                pieces.append(f"\x1b[0m\x1b[{style}m" if style and pen else f"\x1b[{style or 0}m")
                pen = style
            pieces.append(text)
            sure = text.isascii() or not _is_disputed(text)
            place = x + (1 if text.isascii() else max(1, get_character_cell_size(text[0]))) if sure else -1
    return "".join(pieces) + ("\x1b[0m" if pen else "")


def _changes(old: list[Cells], new: list[Cells], width: int) -> str:
    changed = [
        y for y, (before, after) in enumerate(zip(old, new, strict=True)) if before is not after and before != after
    ]
    sent = _patch(old, new, changed, width)
    if len(changed) >= LEAST_ROWS and len(sent) >= SCROLL_WORTH:
        scroll = _scrolled(old, new, changed, width)
        if scroll is not None:
            shown, sequence = scroll
            others = sequence + _patch(shown, new, range(len(new)), width)
            return min(sent, others, key=len)
    return sent


def _patch(old: list[Cells], new: list[Cells], numbers: Iterable[int], width: int) -> str:
    out = _Out()
    for y in numbers:
        _row(out, y, old[y], new[y], width)
    return out.text()


def _row(out: _Out, y: int, before: Cells, after: Cells, width: int) -> None:
    """Send the cells of a row that changed, in runs."""
    if before == after:
        return
    if any(not text.isascii() and text and _is_disputed(text) for row in (before, after) for text, _ in row):
        out.cells(y, 0, after, width)  # what the terminal has where is not sure
        return
    differ = [x for x in range(width) if before[x] != after[x]]
    start = 0
    while start < len(differ):
        end = start
        while end + 1 < len(differ) and differ[end + 1] - differ[end] <= GAP:
            end += 1
        first, last = differ[start], differ[end] + 1
        while first and not after[first][0]:
            first -= 1
        while last < width and not after[last][0]:
            last += 1
        out.cells(y, first, after[first:last], width)
        start = bisect_left(differ, last, end)
        if start <= end:
            start = end + 1


def _scrolled(old: list[Cells], new: list[Cells], changed: list[int], width: int) -> tuple[list[Cells], str] | None:
    """The screen after the scroll that most rows speak for, and its sequence; None if there is none."""
    top, bottom = changed[0], changed[-1]
    where: dict[Cells, int] = {}
    for y in range(top, bottom + 1):
        where.setdefault(old[y], y)
    votes: Counter[int] = Counter()
    for y in range(top, bottom + 1):
        origin = where.get(new[y])
        if origin is not None and origin != y and any(text not in (" ", "") for text, _ in new[y]):
            votes[origin - y] += 1
    if not votes:
        return None
    shift, _ = votes.most_common(1)[0]
    met = [y for y in range(top, bottom + 1) if where.get(new[y]) == y + shift]
    first, last = min(met[0], met[0] + shift), max(met[-1], met[-1] + shift)
    shown = list(old)
    for y in range(first, last + 1):
        shown[y] = old[y + shift] if first <= y + shift <= last else (BLANK,) * width
    # Line feeds and reverse line feeds scroll on everything since the VT100; CSI S and T do not on the Linux console.
    step = _move(last, 0) + "\n" * shift if shift > 0 else _move(first, 0) + "\x1bM" * -shift
    return shown, f"\x1b[m\x1b[{first + 1};{last + 1}r{step}\x1b[r"


@lru_cache(maxsize=4096)
def _is_disputed(text: str) -> bool:
    """Whether terminals and multiplexers disagree about how many cells this takes, or reorder it."""
    if len(text) > 1:
        return True
    code = ord(text)
    if code >= 0x1F000 or 0x2600 <= code <= 0x27BF:  # emoji, dingbats
        return True
    return bool(combining(text)) or bidirectional(text) in ("R", "AL")


def _move(y: int, x: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"


_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
"""What ends each attribute (ECMA-48, 8.3.117); bold and dim end together."""


@lru_cache(maxsize=8192)
def _turn(pen: str, style: str) -> str:
    """The shortest SGR sequence that turns one look into another."""
    if not style:
        return "\x1b[m"
    full = f"\x1b[;{style}m"
    if not pen:
        return f"\x1b[{style}m"
    before, after = _parts(pen), _parts(style)
    parts = []
    for name in before:
        if name not in after:
            off = {"fg": "39", "bg": "49"}.get(name) or _OFF.get(name)
            if off is None:
                return full
            parts.append(off)
    dropped_weight = "22" in parts
    parts = list(dict.fromkeys(parts))
    for name, value in after.items():
        if before.get(name) != value or (dropped_weight and name in ("1", "2")):
            parts.append(value)
    change = f"\x1b[{';'.join(parts)}m"
    return min(change, full, key=len) if parts else ""


def _parts(style: str) -> dict[str, str]:
    """The parameters of a look by what they set: "fg", "bg", or an attribute."""
    parts: dict[str, str] = {}
    numbers = style.split(";")
    place = 0
    while place < len(numbers):
        number = numbers[place]
        taken = 1
        if number in ("38", "48"):
            taken = 5 if numbers[place + 1 : place + 2] == ["2"] else 3
            name = "fg" if number == "38" else "bg"
        elif len(number) > 1 and number[:-1] in ("3", "9"):
            name = "fg"
        elif len(number) > 1 and number[:-1] in ("4", "10"):
            name = "bg"
        else:
            name = number
        parts[name] = ";".join(numbers[place : place + taken])
        place += taken
    return parts
