"""What the terminal can show, from the environment alone."""

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


def wants_mouse(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether to ask for mouse events: not over SSH, where each movement would travel up the line."""
    return not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
