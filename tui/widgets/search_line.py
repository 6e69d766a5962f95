"""The search line: what is searched for, and beside it how many articles were found."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from search.text import clean
from tui.text.rows import cut


class QueryInput(Input):
    """An input that takes no control characters, whatever is pasted, and whose cursor stands still."""

    cursor_blink = reactive(False, init=False)
    """A cursor that blinks would be sent over the line for ever."""

    class WentBack(Message):
        """Backspace was pressed where there was nothing to take away."""

    def validate_value(self, value: str) -> str:
        """Return the value as it may be shown."""
        return clean(value).replace("\n", " ")

    def put(self, value: str) -> None:
        """Hold this text, with the cursor behind it."""
        self.value = value
        self.cursor_position = len(value)

    def action_delete_left(self) -> None:
        """Take a character away, or say that there is none."""
        if not self.value:
            self.post_message(self.WentBack())
        super().action_delete_left()


class SearchLine(Horizontal):
    """One line to type a query in; it knows the searches made last, for those who go back to them."""

    class Changed(Message):
        """Another query is in the line."""

        def __init__(self, query: str) -> None:
            """Say which."""
            self.query = query
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty, with no searches made before."""
        super().__init__(id=id)
        self.history: Sequence[str] = ()
        """The searches made last, the latest first."""
        self._back = 0
        """How many searches back the line shows; 0 for what was typed."""
        self._typed = ""
        self._recalled = ""

    def compose(self) -> ComposeResult:
        """A sign, the input and what came of it."""
        yield Static(Content("/"), id="search-sign")
        yield QueryInput(placeholder="search", compact=True, id="query", select_on_focus=False)
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
        self.query_one(QueryInput).put(query)

    def empty(self) -> None:
        """Empty the line."""
        self.query_one(QueryInput).value = ""

    def report(self, outcome: str) -> None:
        """Say how many articles were found."""
        room = max(10, self.size.width * 3 // 5)
        self.query_one("#search-outcome", Static).update(Content(cut(outcome, room)))

    def go_back(self, by: int) -> bool:
        """Put the search made before this one into the line, or with -1 the one after it; return whether there is one.

        Going back begins anew where something was typed since. After the latest comes what was typed before.
        """
        if not self._back or self.value != self._recalled:
            self._back, self._typed = 0, self.value
        earlier = [query for query in self.history if query != self._typed]
        if not 0 <= self._back + by <= len(earlier):
            return False
        self._back += by
        self._recalled = earlier[self._back - 1] if self._back else self._typed
        self.type(self._recalled)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the new query on."""
        event.stop()
        self.post_message(self.Changed(event.value))
