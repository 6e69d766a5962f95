"""The line in which a search gets its name; it takes the place of the search line meanwhile."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui.widgets.search_line import QueryInput


class NameLine(Horizontal):
    """One line to type a name in."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin hidden; the view shows it."""
        super().__init__(id=id)
        self.display = False

    def compose(self) -> ComposeResult:
        """What is asked, and the input."""
        yield Static(Content("keep this search as"), id="name-sign")
        yield QueryInput(compact=True, id="name", select_on_focus=True)

    @property
    def value(self) -> str:
        """The name in the line."""
        return self.query_one(QueryInput).value.strip()

    def enter(self, proposed: str) -> None:
        """Take the keys, with a name to be accepted or typed over."""
        line = self.query_one(QueryInput)
        line.value = proposed
        self.screen.set_focus(line)
        line.select_all()
