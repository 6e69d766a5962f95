"""What the terminal can show, from the environment alone."""

import base64
import os
from collections.abc import Mapping
from enum import StrEnum


class Depth(StrEnum):
    """How many colours may be sent."""

    NONE = "none"
    SIXTEEN = "16"
    RGB = "rgb"
    """True colour; Textual brings it down to 256 colours where the terminal has no more."""


SIXTEEN_COLOUR_TERMS = ("screen", "xterm", "linux", "vt100", "vt220", "ansi", "rxvt", "cygwin", "tmux")


def colour_depth(environ: Mapping[str, str] = os.environ) -> Depth:
    """Return the number of colours to use; NO_COLOR counts when it is not empty (no-color.org)."""
    if environ.get("NO_COLOR"):
        return Depth.NONE
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Depth.RGB
    term = environ.get("TERM", "").lower()
    if term in SIXTEEN_COLOUR_TERMS or term.endswith("-16color"):
        return Depth.SIXTEEN
    return Depth.NONE if term in ("", "dumb", "unknown") or term.endswith("-m") else Depth.RGB


ASCII_VARIABLE = "ATODDS_ASCII"
"""Environment variable; "1" draws marks and rules in ASCII, "0" never does, whatever the terminal is said to show."""

ASCII_TERMS = ("linux", "vt100", "vt220", "ansi", "cygwin", "dumb")
"""Terminals whose fonts have letters, and few signs besides."""

IN_ASCII = str.maketrans(
    {
        "≠": "#", "↻": "@", "·": ".", "•": "*", "…": "~", "↪": ">", "─": "-", "━": "=", "│": "|", "┃": "|",
        "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╲": "\\",
        "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▐": "|", "█": "#", "▁": "_", "▔": "-", "▀": "-", "▄": "_", "▇": "#",
        "←": "<", "→": ">", "↑": "^", "↓": "v", "●": "o", "○": "o", "◆": "*", "×": "x", "−": "-", "–": "-", "—": "-",
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": ",", "«": '"', "»": '"', "✓": "v", "⚠": "!",
        "‹": "<", "›": ">", "⇅": "|", "┆": "|", "�": "?", "\xa0": " ", "\u202f": " ", "\u2009": " ",
    }
)  # fmt: skip
"""One cell for one cell, so that a screen drawn with them has the same shape. The marks of verdicts stay distinct."""


def only_ascii(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether marks and rules must be drawn in ASCII; letters of articles are sent as they are.

    A locale that is stated and has no UTF-8 says so, and a terminal that is known for its font. Where no locale is
    stated at all, as in most containers, the terminal shows UTF-8 nearly always.
    """
    wanted = environ.get(ASCII_VARIABLE, "")
    if wanted in ("0", "1"):
        return wanted == "1"
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "UTF-8"
    return environ.get("TERM", "").lower() in ASCII_TERMS or "utf" not in locale.lower()


def wants_mouse(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether to ask for mouse events: not over SSH, where each movement would travel up the line."""
    return not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def has_shell() -> bool:
    """Return whether a shell with job control started this process: nobody else would wake it when it stops.

    As POSIX has it, the parent is then of the same session and another process group; under `ssh -t host atodds`, or
    as the only program of a window, it is not.
    """
    try:
        parent = os.getppid()
        return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
    except OSError:
        return False


CLIPBOARD_LIMIT = 74_994
"""Bytes of text that may be sent to the clipboard; xterm, and others after it, take no more in one sequence."""
_SCREEN_CHUNK = 700
"""Bytes that GNU screen passes on at once."""


def clipboard_sequence(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return what puts a text on the clipboard of the terminal that the user sits at, also over SSH (OSC 52).

    It is "" for a text that is too long. Nobody answers, so that whether the terminal obeyed cannot be known.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > CLIPBOARD_LIMIT:
        return ""
    plain = f"\x1b]52;c;{base64.b64encode(data).decode()}\x07"
    if environ.get("TMUX"):
        # tmux obeys the plain one where set-clipboard is on, and passes the other through where that is allowed.
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY"):
        parts = (plain[place : place + _SCREEN_CHUNK] for place in range(0, len(plain), _SCREEN_CHUNK))
        return "".join(f"\x1bP{part}\x1b\\" for part in parts)
    return plain
