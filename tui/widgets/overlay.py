"""The base of what is laid over the view and closed again: rows under a title."""

from collections.abc import Callable, Sequence
from typing import ClassVar, cast

from textual.binding import BindingType
from textual.message import Message

from tui.commands import Context, bindings
from tui.roles import Role
from tui.text.rows import Row, Run
from tui.widgets.lines import Lines, Painted

Layout = Callable[[int], Sequence[Row]]
"""What makes rows for a width in cells."""


class Overlay(Lines):
    """Rows that a function lays out for the width there is, under a title, over everything but the foot."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.OVER)]
    DEFAULT_CSS = "Overlay { layer: over; display: none; }"

    head_height = 1

    class Closed(Message):
        """The reader has seen it."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty; the screen shows it."""
        super().__init__(id=id)
        self._title = ""
        self._layout: Layout = lambda _width: ()
        self._rows: Sequence[Row] = ()

    def show(self, title: str, layout: Layout) -> None:
        """Show from its beginning what a function lays out."""
        self._title, self._layout = title, layout
        self.renew()
        self.scroll_to(y=0, animate=False)

    def lay_out(self, width: int) -> None:
        """Lay out for the width."""
        self._rows = self._layout(width)

    def count(self) -> int:
        """Return the number of rows, with a blank one at the end."""
        return len(self._rows) + 1

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number] if number < len(self._rows) else ()

    def head(self, number: int) -> Row:
        """Return the title, how to close it, and where in it one is if it does not fit."""
        del number
        closes = cast("Painted", self.app).key_for("close")
        seen = self.scroll_offset.y + self.page_height
        rest = f"   {min(100, 100 * seen // self.count())}%" if self.count() > self.page_height else ""
        return (Run(f" {self._title}"), Run(f"   {closes} closes{rest}", (Role.DIM,)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say in the head how far one has come."""
        super().watch_scroll_y(old_value, new_value)
        self.repaint_focus()

    def action_close(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Closed())
