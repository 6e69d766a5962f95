"""Word wrap by terminal cells, without hyphens."""

from rich.cells import get_character_cell_size

from tui.text.rows import width_of

# What must not begin a row when text without spaces is broken between wide characters.
_CLOSING = frozenset("、。，．・：；？！）］｝」』】〉》”’")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the rows of `text` as (start, end) spans, at most `width` cells each.

    Rows break at spaces and newlines, which belong to no row at a break; no-break spaces hold. A word wider than a
    row is broken where the row ends; wide characters (Chinese, Japanese, Korean) may be broken between each other.
    The result covers the whole text and has one row at least.

    >>> wrap("one two three", 7)
    [(0, 7), (8, 13)]
    """
    width = max(width, 2)
    if len(text) <= width and width_of(text) <= width:
        return [(0, len(text))]
    text = text.replace("\n", " ")
    find = _narrow_break if all(get_character_cell_size(each) == 1 for each in set(text)) else _wide_break
    rows = []
    start, length = 0, len(text)
    while start < length:
        end = find(text, start, width)
        rows.append((start, start + len(text[start:end].rstrip(" "))))
        start = end
        while start < length and text[start] == " ":
            start += 1
    return rows or [(0, 0)]


def _narrow_break(text: str, start: int, width: int) -> int:
    """Where a row from `start` ends in a text whose characters take one cell each."""
    limit = start + width
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", start, limit + 1)
    return space if space > start else limit


def _wide_break(text: str, start: int, width: int) -> int:
    """Where a row from `start` ends in a text with wide characters or combining marks."""
    used, best, position = 0, start, start
    for position in range(start, len(text)):
        character = text[position]
        size = get_character_cell_size(character)
        if character == " " or (size == 2 and character not in _CLOSING and position > start):
            best = position
        if used + size > width:
            if character == " ":
                return position
            return best if best > start else max(position, start + 1)
        used += size
        if size == 2 and position + 1 < len(text) and text[position + 1] not in _CLOSING:
            best = position + 1
    return len(text)
