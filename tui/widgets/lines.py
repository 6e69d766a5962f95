"""The base of all that is read: a scrollable list of rows, drawn line by line and only where it is seen."""

from collections.abc import Sequence
from typing import ClassVar, Protocol, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import Command, Context, bindings
from tui.roles import Role
from tui.text.rows import Row


class Painted(Protocol):
    """An app that knows the look of each role."""

    @property
    def styles_of_roles(self) -> dict[Role, Style]:
        """The look of each role in the current theme."""
        ...

    @property
    def command_table(self) -> Sequence[Command]:
        """What can be done, with the keys that the user wants for it."""
        ...

    def key_for(self, command: str) -> str:
        """Return the key of a command as people call it."""
        ...


def key_for(widget: Widget, command: str) -> str:
    """Return the key of a command as people call it, for a sentence that a widget says."""
    return cast("Painted", widget.app).key_for(command)


def strip_of(row: Row, width: int, base: tuple[Role, ...], styles: dict[Role, Style]) -> Strip:
    """Return the row as a strip of exactly `width` cells, filled in the look of `base`."""
    ground = Style.combine(styles[role] for role in (Role.TEXT, *base))
    segments = [Segment(run.text, Style.combine((ground, *(styles[role] for role in run.roles)))) for run in row]
    return Strip(segments).extend_cell_length(width, ground).crop(0, width)


class Lines(ScrollView, can_focus=True):
    """Rows below a head that stays; subclasses say which, and call `renew` when they change."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ROWS)]
    DEFAULT_CSS = "Lines { scrollbar-size: 0 0; overflow-x: hidden; overflow-y: auto; }"

    head_height = 0
    """Rows at the top that do not scroll."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without rows."""
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._laid_out_width = -1

    def count(self) -> int:
        """Return the number of rows below the head."""
        raise NotImplementedError

    def row(self, number: int) -> Row:
        """Return a row."""
        raise NotImplementedError

    def ground(self, number: int) -> tuple[Role, ...]:
        """Return the roles that fill a row from edge to edge."""
        del number
        return ()

    def head(self, number: int) -> Row:
        """Return a row of the head."""
        del number
        return ()

    def head_ground(self) -> tuple[Role, ...]:
        """Return the roles that fill the head."""
        return (Role.FOCUS,) if self.has_focus else (Role.BAR,)

    def lay_out(self, width: int) -> None:
        """Prepare the rows for a width; called before anything is counted or drawn."""

    def renew(self) -> None:
        """Lay out and draw again, because what is shown has changed."""
        self._strips.clear()
        width = self.size.width
        self._laid_out_width = width or -1
        if not width:  # hidden: what it shows then is laid out when it has a size again
            return
        self.lay_out(width)
        self.virtual_size = Size(width, self.count() + self.head_height)
        self.refresh()

    def repaint(self) -> None:
        """Draw again in other looks; the rows are as they were."""
        self._strips.clear()
        self.refresh()

    def on_resize(self, _: events.Resize) -> None:
        """Lay out for the new width."""
        if self.size.width != self._laid_out_width:
            self.renew()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the theme before."""
        super().notify_style_update()
        self._strips.clear()

    def repaint_rows(self, first: int, last: int) -> None:
        """Draw some rows again, which are as they were: fewer bytes than all of them."""
        for number in range(first, last):
            self._strips.pop(number, None)
        self.refresh_lines(first + self.head_height, last - first)

    def repaint_focus(self) -> None:
        """Draw again what shows where the keys go."""
        if self.head_height:
            self.refresh(Region(0, 0, self.size.width, self.head_height))

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.repaint_focus()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.repaint_focus()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        width = self.size.width
        styles = cast("Painted", self.app).styles_of_roles
        if y < self.head_height:
            return strip_of(self.head(y), width, self.head_ground(), styles)
        number = y - self.head_height + self.scroll_offset.y
        if not 0 <= number < self.count() or self._laid_out_width != width:
            return strip_of((), width, (), styles)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = strip_of(self.row(number), width, self.ground(number), styles)
        return strip

    @property
    def page_height(self) -> int:
        """Rows that are seen at once."""
        return max(1, self.size.height - self.head_height)

    def show_row(self, number: int, above: int = 2) -> None:
        """Scroll so that a row is seen with some rows above it, unless it is seen well already."""
        top = self.scroll_offset.y
        if top + min(above, 1) <= number < top + max(1, self.page_height - above):
            return
        self.scroll_to(y=max(0, number - above), animate=False)

    def scroll_by_hand(self, row: float) -> None:
        """Scroll because the reader says so."""
        self.scroll_to(y=row, animate=False)

    def action_row_down(self) -> None:
        """Scroll down a row."""
        self.scroll_by_hand(self.scroll_offset.y + 1)

    def action_row_up(self) -> None:
        """Scroll up a row."""
        self.scroll_by_hand(self.scroll_offset.y - 1)

    def action_page_down(self) -> None:
        """Scroll down a page, with one row of the page before."""
        self.scroll_by_hand(self.scroll_offset.y + max(1, self.page_height - 1))

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self.scroll_by_hand(self.scroll_offset.y - max(1, self.page_height - 1))

    def action_top(self) -> None:
        """Scroll to the first row."""
        self.scroll_by_hand(0)

    def action_bottom(self) -> None:
        """Scroll to the last row."""
        self.scroll_by_hand(self.max_scroll_y)
