"""What the commands say and where: data on stdout, messages on stderr, and the exit status."""

import os
import sys
from enum import IntEnum


class Status(IntEnum):
    """Exit status, as diff and grep have it; each command's own meaning stands in its definition."""

    OK = 0
    """Done; nothing contradictory; found."""
    NO = 1
    """Contradictions; nothing found."""
    TROUBLE = 2
    PARTIAL = 3
    """Done, but some of the articles could not be read or compared."""
    INTERRUPTED = 130
    """By Ctrl-C."""


def say(message: str) -> None:
    """One sentence on stderr, cleaned: it may quote a path or an argument."""
    from search.text import clean_line

    sys.stderr.write(f"atodds: {clean_line(message)}\n")


def wants_colour(option: str) -> bool:
    """Whether to write colours on stdout: "always", "never", or "auto", which looks at terminal and environment."""
    if option != "auto":
        return option == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
