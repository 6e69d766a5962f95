"""An overlay whose rows are made by a function for the width there is: the detail of a quantity."""

from collections.abc import Callable, Sequence

from tui.roles import Role
from tui.text.rows import Row, Run
from tui.widgets.overlay import Overlay

Layout = Callable[[int], Sequence[Row]]


class Drawn(Overlay):
    """Rows under a title."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty; the screen shows it."""
        super().__init__(id=id)
        self._title = ""
        self._layout: Layout = lambda _width: ()
        self._rows: Sequence[Row] = ()

    def show(self, title: str, layout: Layout) -> None:
        """Show what a function lays out."""
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
        """Return the title."""
        del number
        return (Run(f" {self._title}"), Run("   esc closes", (Role.DIM,)))
