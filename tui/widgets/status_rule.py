"""The line below the search line: a rule, how a query was read, how far reading is, what could not be read."""

from typing import cast

from textual.strip import Strip
from textual.widget import Widget

from tui.roles import Role
from tui.text.rows import Row, Run, cut, row_width
from tui.widgets.lines import Painted, strip_of

_LEAST = 12
"""Columns below which a note says nothing."""


class StatusRule(Widget):
    """One line across the screen."""

    DEFAULT_CSS = "StatusRule { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Begin as a plain rule."""
        super().__init__(id=id)
        self._done = self._total = 0
        self._trouble = ""
        self._note = ""

    def note(self, sentence: str) -> None:
        """Say at the left end how what is listed came about, while nothing is being read."""
        if sentence != self._note:
            self._note = sentence
            self.refresh()

    def progress(self, done: int, total: int) -> None:
        """Show that so many of so many files have been read; 0 of 0 ends the bar."""
        if (done, total) != (self._done, self._total):
            self._done, self._total = done, total
            self.refresh()

    def trouble(self, sentence: str) -> None:
        """Say at the right end that something could not be read."""
        self._trouble = sentence
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        return strip_of(self._row(), self.size.width, (), cast("Painted", self.app).styles_of_roles)

    def _row(self) -> Row:
        width = self.size.width
        right = (Run(f" {self._trouble} ", (Role.FAILED,)), Run("─", (Role.RULE,))) if self._trouble else ()
        left: Row = ()
        room = max(0, width - row_width(right))
        if self._total:
            label = f" reading {self._done} of {self._total} "
            bar = max(0, room - len(label) - 1)
            full = min(bar, bar * self._done // self._total)
            left = (Run(label, (Role.DIM,)), Run("━" * full, (Role.ACCENT,)))
        elif self._note and room > _LEAST:
            left = (Run("── ", (Role.RULE,)), Run(cut(self._note, room - 5), (Role.DIM,)), Run(" "))
        return (*left, Run("─" * max(0, room - row_width(left)), (Role.RULE,)), *right)
