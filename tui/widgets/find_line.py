"""The line to find words in the texts that are open: what is sought, and how often and where it stands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.commands import Context, bindings
from tui.text.rows import cut
from tui.widgets.search_line import QueryInput


class FindLine(Horizontal):
    """One line below the panes, there only while something is sought."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.PAGE)]

    class Changed(Message):
        """Something else is sought."""

        def __init__(self, wanted: str) -> None:
            """Say what."""
            self.wanted = wanted
            super().__init__()

    class Kept(Message):
        """The reader goes on reading with what was found marked."""

    class Dropped(Message):
        """The reader does not want to find anything."""

    def compose(self) -> ComposeResult:
        """A sign, the input and what came of it."""
        yield Static(Content("/"), classes="sign")
        yield QueryInput(placeholder="find in these texts", compact=True, id="sought", select_on_focus=False)
        yield Static(Content(""), classes="outcome")

    @property
    def typing(self) -> bool:
        """Whether the keys go to the line."""
        return self.display and self.has_focus_within

    def begin(self) -> None:
        """Take the keys, with an empty line."""
        line = self.query_one(QueryInput)
        line.value = ""
        self.report("")
        self.display = True
        self.screen.set_focus(line)

    def fill(self, wanted: str) -> None:
        """Put what was sought before into the line."""
        self.query_one(QueryInput).put(wanted)

    def report(self, outcome: str) -> None:
        """Say what was found."""
        self.query_one(".outcome", Static).update(Content(cut(outcome, max(10, self.size.width * 3 // 5))))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is sought."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def action_keep_found(self) -> None:
        """Go on reading."""
        self.post_message(self.Kept())

    def action_drop_found(self) -> None:
        """Close the line."""
        self.post_message(self.Dropped())
