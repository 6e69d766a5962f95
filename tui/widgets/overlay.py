"""The base of what is laid over the screen and closed again."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.commands import Context, bindings
from tui.widgets.lines import Lines


class Overlay(Lines):
    """Rows under a title, over everything but the foot."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.OVER)]
    DEFAULT_CSS = "Overlay { layer: over; display: none; }"

    head_height = 1

    class Closed(Message):
        """The reader has seen it."""

    def action_close(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Closed())
