"""A list of sentences laid over the screen: what could not be read, and why."""

from collections.abc import Sequence

from tui.roles import Role
from tui.text.rows import Row, Run, shown
from tui.text.wrap import wrap
from tui.widgets.overlay import Overlay


class Sentences(Overlay):
    """Pairs of a name and a reason under a title."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty; the screen shows it."""
        super().__init__(id=id)
        self._title = ""
        self._items: Sequence[tuple[str, str]] = ()
        self._rows: list[Row] = []

    def show(self, title: str, items: Sequence[tuple[str, str]]) -> None:
        """Show items, each with its name and what is to be said of it."""
        self._title, self._items = title, items
        self.renew()
        self.scroll_to(y=0, animate=False)

    def lay_out(self, width: int) -> None:
        """Wrap all items to the width."""
        self._rows = []
        for name, reason in self._items:
            self._rows.append(())
            for text, roles in ((name, (Role.TITLE,)), (reason, ())):
                text = shown(text)
                rows = wrap(text, width - 4) if text else ()
                self._rows += [(Run("  "), Run(text[start:end], roles)) for start, end in rows]

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows) + 1

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number] if number < len(self._rows) else ()

    def head(self, number: int) -> Row:
        """Return the title."""
        del number
        return (Run(f" {self._title}   esc closes"),)
