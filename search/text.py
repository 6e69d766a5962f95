"""The one gate for text that comes from outside: nothing that passed `clean` can drive a terminal.

>>> clean("\\x1b[2J15\\u200b0 millones\\r\\n")
'␛[2J150 millones\\n'

A terminal obeys control characters wherever they stand: an article could set the window's title, write the
clipboard or reset the screen. Invisible characters are as bad in another way: they hide inside numbers and words.
"""

import re
import unicodedata
from typing import NamedTuple

MARKS_IN_A_ROW = 4
"""Combining marks and joiners kept after one character; no living orthography stacks more."""

_JOINERS = "\u200c\u200d"  # kept: Persian, Indic scripts and emoji need them

# Removed: they show nothing and split words and numbers, or turn the direction of what follows.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_NEWLINES = "\x0b\x0c\x85\u2028\u2029"  # vertical tab, form feed, next line, line and paragraph separator
_PICTURED = "\x00-\x08\x0e-\x1f\x7f"  # C0 but tab and the line ends, and DEL: Unicode has a picture of each
_BROKEN = "\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"  # C1, lone surrogates, noncharacters

_SUSPECT = re.compile(f"[{_INVISIBLE}{_NEWLINES}{_PICTURED}{_BROKEN}]")
# Whatever is neither letter, digit nor space and lies above Latin may be a mark; `_thin` looks closer.
_STACK = re.compile(f"[^\\w\\s\x00-\u02ff]{{{MARKS_IN_A_ROW + 1},}}")
_SPLIT_NUMBER = re.compile(f"(?<=\\d)[{_JOINERS}]+(?=\\d)")
# What is not ASCII in nearly every text of a Latin script, and no mark: letters up to U+02FF and typography.
_UNMARKED = frozenset(map(chr, range(0x300))) | frozenset("–—‘’‚“”„†‡•…‰‹›€™")


class Cleaned(NamedTuple):
    """A cleaned text, and how much cleaning it took."""

    text: str
    changed: int
    """Characters removed or replaced; tabs and the ways to end a line are not counted."""


def clean(text: str) -> str:
    """Return `text` with nothing in it that a terminal obeys or a reader cannot see.

    - the ends of lines, whatever their kind (CR LF, CR, NEL, VT, FF, U+2028, U+2029), become ``\\n``;
    - a tab becomes one space;
    - other control characters become their picture (ESC is ``␛``), C1 controls, lone surrogates and
      noncharacters U+FFFD;
    - zero-width characters, soft hyphens, direction controls and tag characters go;
    - the zero-width joiner and non-joiner stay, but not between two digits;
    - of combining marks in a row the first four stay.

    Everything else stays as it is, and cleaning twice changes nothing more.
    """
    return clean_counting(text).text


def clean_counting(text: str) -> Cleaned:
    """Return what `clean` returns, with the number of characters it removed or replaced."""
    changed = 0
    if _SUSPECT.search(text):
        text, changed = _SUSPECT.subn(_replacement, text)
    if "\t" in text:
        text = text.replace("\t", " ")
    if "\r" in text:
        # A CR that no LF follows ended lines once: dropping it would glue "12" and "500" together.
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and not _UNMARKED.issuperset(text):
        length = len(text)
        text = _STACK.sub(_thin, text)
        text = _SPLIT_NUMBER.sub("", text)
        changed += length - len(text)
    return Cleaned(text, changed)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, for titles, names and messages: all white space is one space."""
    return " ".join(clean(text).split())


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code < 0x20 and character not in _NEWLINES:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _NEWLINES:
        return "\n"
    if 0x80 <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or 0xFFFE <= code <= 0xFFFF:
        return "\ufffd"
    return ""


def _thin(match: re.Match[str]) -> str:
    """Drop the marks and joiners beyond the fourth of a row."""
    kept: list[str] = []
    row = 0
    for character in match.group():
        row = row + 1 if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me") else 0
        if row <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
