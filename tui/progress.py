"""How far a command has come: a count on stderr that overwrites itself, where stderr is a terminal."""

import sys
import time

_BETWEEN = 0.1  # seconds between two counts


class Progress:
    """Counts what is done of what there is."""

    def __init__(self, sentence: str) -> None:
        """Say it in a sentence with the two numbers: "{done} of {total} files"."""
        self._sentence = sentence
        self._next = 0.0
        self._wanted = sys.stderr.isatty()
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show a count, unless one was shown just now."""
        if self._wanted and time.monotonic() >= self._next:
            sys.stderr.write(f"\r\x1b[K{self._sentence.format(done=done, total=total)}")
            sys.stderr.flush()
            self._shown = True
            self._next = time.monotonic() + _BETWEEN

    def end(self) -> None:
        """Take the count away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            self._shown = False
