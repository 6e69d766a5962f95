"""What a file says of itself: a few `key: value` lines between two lines `---` at its start."""

import re
from typing import NamedTuple

_KEYS = {
    "title": "title",
    "source": "source",
    "language": "language",
    "lang": "language",
    "date": "date",
    "published": "date",
    "url": "url",
    "link": "url",
}
_MOST_LINES = 100
_KEY = re.compile(r"[A-Za-z][\w -]{0,40}")


class Split(NamedTuple):
    """A text in two."""

    stated: dict[str, str]
    """Of title, source, language, date and address (url) those that the front matter states."""
    body_start: int
    """Index in the text where the body starts: right after the line end of the closing `---`, or 0."""


def split(text: str, quoted: bool = False) -> Split:
    """Find the front matter of a cleaned `text`.

    The text is plain body, and nothing of it is taken away, when it does not start with `---`, when no line `---`
    closes the front matter, or when something else than `key: value` lines, comments and items of lists stands
    between the two. With `quoted` the quotation marks round a value are dropped, as Markdown tools write them.
    """
    if not text.startswith("---\n"):
        return Split({}, 0)
    stated: dict[str, str] = {}
    start = 4
    for count in range(_MOST_LINES):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if line == "---":
            return Split(stated, end + 1 if end >= 0 else len(text)) if count else Split({}, 0)
        if end < 0 or not _belongs(line):
            break
        key, separator, value = line.partition(": ")
        name = _KEYS.get(key.strip().lower())
        if name and separator and value.strip():
            stated.setdefault(name, _unquoted(value.strip()) if quoted else value.strip())
        start = end + 1
    return Split({}, 0)


def _belongs(line: str) -> bool:
    if not line.strip() or line[0] in " #" or line.startswith("- "):
        return True
    key, separator, _ = line.partition(": ")
    return bool(_KEY.fullmatch(key if separator else line.removesuffix(":"))) and (
        bool(separator) or line.endswith(":")
    )


def _unquoted(value: str) -> str:
    inside = value[1:-1]
    return (
        inside if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in inside else value
    )
