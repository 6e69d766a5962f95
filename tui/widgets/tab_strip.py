"""One line that names all articles of a comparison where not all of them fit side by side."""

from typing import cast

from textual.strip import Strip
from textual.widget import Widget

from tui.roles import Role
from tui.text.rows import Row, Run, cut
from tui.widgets.lines import Painted, strip_of


class TabStrip(Widget):
    """Numbers and names; those in view are bright, the one with the keys has the look of the focus."""

    DEFAULT_CSS = "TabStrip { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._names: tuple[str, ...] = ()
        self._seen: frozenset[int] = frozenset()
        self._focused = -1

    def show(self, names: tuple[str, ...], seen: frozenset[int], focused: int) -> None:
        """Name the articles and say which are in view and which has the keys, by index."""
        if (names, seen, focused) != (self._names, self._seen, self._focused):
            self._names, self._seen, self._focused = names, seen, focused
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        return strip_of(self._row(), self.size.width, (Role.BAR,), cast("Painted", self.app).styles_of_roles)

    def _row(self) -> Row:
        if not self._names:
            return ()
        room = self.size.width // len(self._names)
        if room < 6:  # only numbers fit
            room = 6
        labels = [cut(f"{index} {name}", room - 2) for index, name in enumerate(self._names, 1)]
        return tuple(Run(f" {label} ", self._roles(index)) for index, label in enumerate(labels))

    def _roles(self, index: int) -> tuple[Role, ...]:
        if index == self._focused:
            return (Role.FOCUS,)
        return (Role.TITLE,) if index in self._seen else (Role.DIM,)
