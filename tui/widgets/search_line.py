"""The search line: what is searched for, and beside it what was found and how it was read."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from search.text import clean
from tui.text.rows import cut


class QueryInput(Input):
    """An input that takes no control characters, whatever is pasted."""

    def validate_value(self, value: str) -> str:
        """Return the value as it may be shown."""
        return clean(value).replace("\n", " ")


class SearchLine(Horizontal):
    """One line to type a query in."""

    class Changed(Message):
        """Another query is in the line."""

        def __init__(self, query: str) -> None:
            """Say which."""
            self.query = query
            super().__init__()

    def compose(self) -> ComposeResult:
        """A sign, the input and what came of it."""
        yield Static(Content("/"), id="search-sign")
        query = QueryInput(placeholder="search", compact=True, id="query", select_on_focus=False)
        query.cursor_blink = False
        yield query
        yield Static(Content(""), id="search-outcome")

    @property
    def value(self) -> str:
        """The query in the line."""
        return self.query_one(QueryInput).value

    def enter(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self.query_one(QueryInput))

    def type(self, query: str) -> None:
        """Put a query into the line."""
        line = self.query_one(QueryInput)
        line.value = query
        line.cursor_position = len(query)

    def empty(self) -> None:
        """Empty the line."""
        self.query_one(QueryInput).value = ""

    def report(self, outcome: str) -> None:
        """Say what was found and how the query was read."""
        room = max(10, self.size.width * 3 // 5)
        self.query_one("#search-outcome", Static).update(Content(cut(outcome, room)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the new query on."""
        event.stop()
        self.post_message(self.Changed(event.value))
