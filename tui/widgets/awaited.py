"""One line that takes the next key as a letter: a label to jump to, or the name of a mark."""

from typing import cast

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.roles import Role
from tui.text.rows import Run, cut
from tui.widgets.lines import Painted, strip_of


class AwaitedLetter(Widget, can_focus=True):
    """Over the last row of the view, as long as a letter is awaited."""

    DEFAULT_CSS = "AwaitedLetter { height: 1; dock: bottom; layer: over; display: none; }"

    class Pressed(Message):
        """A key was pressed."""

        def __init__(self, letter: str) -> None:
            """Say which letter; "" for any other key."""
            self.letter = letter
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Await nothing."""
        super().__init__(id=id)
        self._question = ""

    def ask(self, question: str) -> None:
        """Await a letter."""
        self._question = question
        self.display = True
        self.refresh()
        self.screen.set_focus(self)

    def on_key(self, event: events.Key) -> None:
        """Pass the letter on."""
        event.stop()
        event.prevent_default()
        character = event.character or ""
        self.post_message(self.Pressed(character if len(character) == 1 and character.isprintable() else ""))

    def render_line(self, y: int) -> Strip:
        """Draw the question."""
        del y
        row = (Run(" "), Run(cut(self._question, self.size.width - 2)))
        return strip_of(row, self.size.width, (Role.FOCUS,), cast("Painted", self.app).styles_of_roles)
