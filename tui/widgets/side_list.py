"""A list in the place of the preview: values to filter by, or searches to take up again."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.commands import Context, bindings
from tui.roles import Role
from tui.text.rows import Row, Run, cut, fill, width_of
from tui.widgets.lines import Lines

BAR = 10
"""Cells of the longest bar of counts."""


class SideItem(NamedTuple):
    """Something in the list that can be taken."""

    key: object
    """Names it to who made the list; no two items are alike."""
    label: str
    detail: str = ""
    """More of it, where there is room."""
    articles: int | None = None
    """How many articles that is."""
    is_set: bool = False


class Section(NamedTuple):
    """Items under a heading."""

    title: str
    items: Sequence[SideItem]
    empty: str = ""
    """What to say where there are none."""


class SideList(Lines):
    """Sections of items under a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.SIDE)]
    DEFAULT_CSS = "SideList { height: 1fr; }"
    head_height = 1

    class Taken(Message):
        """An item was taken."""

        def __init__(self, item: SideItem) -> None:
            """Say which."""
            self.item = item
            super().__init__()

    class Dropped(Message):
        """An item shall not be here any more."""

        def __init__(self, item: SideItem) -> None:
            """Say which."""
            self.item = item
            super().__init__()

    class Closed(Message):
        """The list is not needed any more."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._title = ""
        self._sections: Sequence[Section] = ()
        self._rows: list[SideItem | Section | str] = [""]
        self._places: list[int] = []
        """The rows with items."""
        self._most: list[int] = []
        """By row, the highest count of its section."""
        self._cursor = 0
        self._label_width = 0

    def show(self, title: str, sections: Sequence[Section]) -> None:
        """Show these sections; the cursor stays on its item where it still is there."""
        if (title, sections) == (self._title, self._sections):
            return
        before = self.current
        is_same = title == self._title
        self._title, self._sections = title, sections
        self._rows, self._most = [""], [0]
        for section in sections:
            self._rows += [section, *section.items, *([] if section.items else [f"     {section.empty}"]), ""]
            most = max((item.articles or 0 for item in section.items), default=0)
            self._most += [most] * (len(self._rows) - len(self._most))
        places = self._places = [number for number, row in enumerate(self._rows) if isinstance(row, SideItem)]
        there = (n for n in places if is_same and before and getattr(self._rows[n], "key", None) == before.key)
        near = min((n for n in places if is_same and n >= self._cursor), default=places[0] if places else 0)
        self._cursor = next(there, near)
        self.renew()
        self._show_cursor()

    @property
    def current(self) -> SideItem | None:
        """The item under the cursor."""
        return self._item(self._cursor) if self._cursor < len(self._rows) else None

    def _item(self, number: int) -> SideItem | None:
        row = self._rows[number]
        return row if isinstance(row, SideItem) else None

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        super().on_resize(event)
        self._show_cursor()

    def lay_out(self, width: int) -> None:
        """Give labels as much room as the longest takes, and no more than a half."""
        labels = (width_of(row.label) for row in self._rows if isinstance(row, SideItem))
        self._label_width = min(max(labels, default=0), max(8, (width - 8) // 2))

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def ground(self, number: int) -> tuple[Role, ...]:
        """Fill the row under the cursor."""
        return (Role.CURSOR,) if number == self._cursor and self.current is not None else ()

    def head(self, number: int) -> Row:
        """Return the title."""
        del number
        return (Run(f" {cut(self._title, self.size.width - 2)}"),)

    def row(self, number: int) -> Row:
        """Return a heading, an item, or what is said where there is none."""
        match self._rows[number]:
            case Section(title=title):
                return (Run("   "), Run(cut(title, self.size.width - 4), (Role.TITLE,)))
            case SideItem() as item:
                return self._item_row(item, number)
            case text:
                return (Run(cut(text, self.size.width - 1), (Role.DIM,)),)

    def _item_row(self, item: SideItem, number: int) -> Row:
        bar = Run("▌" if number == self._cursor and self.has_focus else " ", (Role.ACCENT,))
        sign = Run(" ● " if item.is_set else "   ", (Role.CHOSEN,))
        label = Run(" " + fill(item.label, self._label_width))
        room = self.size.width - 5 - self._label_width
        if item.articles is None:
            return (bar, sign, label, Run("  " + cut(item.detail, room - 3), (Role.DIM,)))
        number_of = f"{item.articles:>7,}"
        row: Row = (bar, sign, label, Run(number_of))
        room -= len(number_of)
        if room > BAR + 2:
            most = self._most[number] or 1
            length = max(1, BAR * item.articles // most) if item.articles else 0
            row = (*row, Run(" " + "━" * length + " " * (BAR - length), (Role.DIM,)))
            row = (*row, Run(" " + cut(item.detail, room - BAR - 3), (Role.DIM,)))
        return row

    def action_row_down(self) -> None:
        """Go to the next item."""
        self._step(1)

    def action_row_up(self) -> None:
        """Go to the item before."""
        self._step(-1)

    def action_page_down(self) -> None:
        """Go a page of items down."""
        self._step(self.page_height)

    def action_page_up(self) -> None:
        """Go a page of items up."""
        self._step(-self.page_height)

    def action_top(self) -> None:
        """Go to the first item."""
        self._step(-len(self._rows))

    def action_bottom(self) -> None:
        """Go to the last item."""
        self._step(len(self._rows))

    def action_next_section(self) -> None:
        """Go to the first item of the next section, and from the last section to the first."""
        places = self._places
        firsts = [n for n in places if isinstance(self._rows[n - 1], Section)]
        if firsts:
            self._go(next((n for n in firsts if n > self._cursor), firsts[0]))

    def _step(self, steps: int) -> None:
        places = self._places
        if places:
            now = places.index(self._cursor) if self._cursor in places else 0
            self._go(places[max(0, min(len(places) - 1, now + steps))])

    def _go(self, number: int) -> None:
        before, self._cursor = self._cursor, number
        self.repaint_rows(before, before + 1)
        self.repaint_rows(number, number + 1)
        self._show_cursor()

    def _show_cursor(self) -> None:
        top, row = self.scroll_offset.y, self._cursor
        heading = row - 1 if row and isinstance(self._rows[row - 1], Section) else row
        if heading < top:
            self.scroll_to(y=heading, animate=False)
        elif row >= top + self.page_height:
            self.scroll_to(y=row - self.page_height + 1, animate=False)

    def repaint_focus(self) -> None:
        """Draw the head and the bar at the cursor, which only a list with the keys has."""
        super().repaint_focus()
        self.repaint_rows(self._cursor, self._cursor + 1)

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        number = event.y - self.head_height + self.scroll_offset.y
        if event.y >= self.head_height and 0 <= number < len(self._rows) and self._item(number):
            self._go(number)
            self.action_take()

    def action_take(self) -> None:
        """Take the item under the cursor."""
        if (item := self.current) is not None:
            self.post_message(self.Taken(item))

    def action_drop(self) -> None:
        """Ask for the item under the cursor to be forgotten."""
        if (item := self.current) is not None:
            self.post_message(self.Dropped(item))

    def action_close_side(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Closed())
