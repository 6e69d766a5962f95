"""What is pasted is taken out of what is typed before keys are looked for in it.

A terminal marks the beginning and the end of a paste. Textual's parser looks for keys in between as well: an escape
sequence in a pasted text would press keys, or swallow the end mark, and with it the keyboard.
"""

from collections.abc import Iterator
from typing import NamedTuple

START, END = "\x1b[200~", "\x1b[201~"
"""The marks of a bracketed paste, as xterm sends them."""
MOST_PASTED = 100_000
"""Characters of a paste that are kept; nobody searches for more."""


class Piece(NamedTuple):
    """A part of what came from the terminal."""

    text: str
    is_pasted: bool


class Pastes:
    """Takes pastes apart from keys, also where reading has cut a mark in two."""

    def __init__(self) -> None:
        """Begin with keys."""
        self._held = ""
        self._open = False

    @property
    def is_open(self) -> bool:
        """Whether a paste has begun and its end has not come."""
        return self._open

    @property
    def is_waiting(self) -> bool:
        """Whether something was kept back that may be the beginning of more."""
        return self._open or bool(self._held)

    def feed(self, text: str) -> Iterator[Piece]:
        """Yield what is complete: keys at once, a paste when its end has come."""
        text = self._held + text
        self._held = ""
        while text:
            if self._open:
                pasted, end, text = text.partition(END)
                if not end:
                    self._held = pasted
                    if len(pasted) > MOST_PASTED + len(END):  # the end mark must still be recognised
                        self._held = pasted[:MOST_PASTED] + pasted[-len(END) :]
                    return
                self._open = False
                yield Piece(pasted[:MOST_PASTED], True)
            else:
                keys, start, text = text.partition(START)
                self._open = bool(start)
                if not start:
                    kept = _beginning_of_mark(keys)
                    keys, self._held = keys[: len(keys) - kept], keys[len(keys) - kept :]
                if keys:
                    yield Piece(keys, False)

    def give_up(self) -> Iterator[Piece]:
        """Yield what was kept back, as nothing more has come."""
        held, pasted = self._held, self._open
        self._held, self._open = "", False
        if held:
            yield Piece(held, pasted)


def _beginning_of_mark(keys: str) -> int:
    """How many characters at the end may begin a mark; a lone ESC does not count, as it is a key."""
    return next((length for length in range(len(START) - 1, 1, -1) if keys.endswith(START[:length])), 0)
