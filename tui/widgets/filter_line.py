"""The line below the search line: filters that can be taken away, and the words of other languages."""

from collections.abc import Sequence
from typing import cast

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.filters import Filter
from tui.roles import Role
from tui.text.rows import Row, Run, cut, row_width
from tui.widgets.lines import Painted, strip_of


class FilterLine(Widget):
    """Filters in one row, and in a second one the words of other languages; no row where there is nothing."""

    DEFAULT_CSS = "FilterLine { height: auto; max-height: 2; }"

    class Dropped(Message):
        """A filter was clicked away."""

        def __init__(self, which: Filter) -> None:
            """Say which."""
            self.filter = which
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._filters: Sequence[Filter] = ()
        self._elsewhere = ""
        self.display = False

    def show(self, filters: Sequence[Filter], elsewhere: str) -> None:
        """Show the filters, and below what is searched for in other languages."""
        if (filters, elsewhere) == (self._filters, self._elsewhere):
            return
        rows = self._rows()
        self._filters, self._elsewhere = filters, elsewhere
        self.display = bool(self._rows())
        self.refresh(layout=self._rows() != rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there is something to say in."""
        del container, viewport, width
        return self._rows()

    def _rows(self) -> int:
        return bool(self._filters) + bool(self._elsewhere)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        if y or not self._filters:
            row: Row = (Run("   "), Run(cut(self._elsewhere, width - 4), (Role.DIM,)))
        else:
            row = (Run("   "), *(run for _, run in self._chips()))
        return strip_of(row, width, (), cast("Painted", self.app).styles_of_roles)

    def _chips(self) -> list[tuple[Filter | None, Run]]:
        """The chips with the spaces between them; those that do not fit are counted."""
        chips: list[tuple[Filter | None, Run]] = []
        room = self.size.width - 4
        for place, each in enumerate(self._filters):
            chip = Run(f" {cut(each.label, 24)} × ", (Role.FOCUS,))
            more = Run(f"and {len(self._filters) - place} more ", (Role.DIM,))
            if row_width(run for _, run in chips) + row_width((chip, more)) > room:
                return [*chips, (None, more)]
            chips += [(each, chip), (None, Run(" "))]
        return chips

    def on_click(self, event: events.Click) -> None:
        """Take a filter away."""
        right = 3
        for which, run in self._chips() if event.y == 0 else ():
            right += row_width((run,))
            if event.x < right:
                if which is not None and event.x >= 3:
                    self.post_message(self.Dropped(which))
                return
