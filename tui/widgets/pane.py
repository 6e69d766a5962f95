"""The reading pane: one article, with its figures marked and its paragraphs translated where that was asked for."""

from collections.abc import Mapping
from typing import NamedTuple

from textual import events
from textual.message import Message

from search.article import Article
from tui.roles import Role
from tui.text.labels import labelled
from tui.text.names import byline
from tui.text.pace import minutes_to_read
from tui.text.page import MEASURE, Page, PageRow, lay_out
from tui.text.page_search import Hit
from tui.text.rendition import GUTTER, Rendition
from tui.text.rows import Row, Run, Span, cut, fill, width_of
from tui.widgets.lines import Lines

LINKED = "⇅"
"""Says in the head that the pane scrolls together with others."""

WIDE_HEAD = 48
"""Cells of a pane whose head says how long the article takes to read."""

MARGIN = 4
"""Most cells left of the gutter in a pane that is wider than the measure and not the only one."""


class Place(NamedTuple):
    """What is at the top of a pane: so many rows below the one that shows this offset of the body, or its translation.

    It outlasts a new layout. Offset -1 is that of the rows above the text.
    """

    offset: int = -1
    translated: bool = False
    below: int = 0


class Target(NamedTuple):
    """Something in view that one can go to."""

    row: int
    """Row of the pane, ..."""
    column: int
    """... and the cell in it."""
    offset: int
    """Of the body."""
    is_figure: bool


class ReadingPane(Lines):
    """An article as rows of a measure; its head names the source and says how far one has read."""

    DEFAULT_CSS = "ReadingPane { height: 1fr; width: 1fr; }"
    head_height = 1

    class Moved(Message):
        """Other paragraphs are in view."""

        def __init__(self, pane: "ReadingPane") -> None:
            """Say in which pane."""
            self.pane = pane
            super().__init__()

    class Led(Message):
        """The reader scrolls this pane; others may follow."""

        def __init__(self, pane: "ReadingPane", before: int) -> None:
            """Say which, and which row was at its top before."""
            self.pane = pane
            self.before = before
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without an article."""
        super().__init__(id=id)
        self.article: Article | None = None
        self.number = 0
        """Number of the article among those compared, from 1; 0 shows none."""
        self.state = ""
        """What the head adds: "translated into English"."""
        self.centred = False
        self._look: tuple[object, ...] = ()
        self._marks: tuple[Span, ...] = ()
        self._here: tuple[int, int] | None = None
        self._renditions: Mapping[int, Rendition] = {}
        self._page = Page((), ())
        self._indent = 0
        self._labels: Mapping[tuple[int, int], str] = {}
        self._hits: tuple[Hit, ...] = ()
        self._hit: Hit | None = None
        self._kept: dict[int, list[PageRow]] = {}
        """Rows of blocks in which nothing was found, as long as nothing else changes."""
        self._kept_width = -1
        self._linked = False
        self._minutes = 0
        self._wanted: Place | None = None
        """Where to go once there is a size to lay the article out for."""
        self._anchor = (Place(), 0)
        """Where one last went, and the row that was: resizing again and again leads back to it, without drifting."""

    def show(
        self,
        article: Article,
        *,
        number: int = 0,
        marks: tuple[Span, ...] = (),
        here: tuple[int, int] | None = None,
        renditions: Mapping[int, Rendition] | None = None,
        state: str = "",
        linked: bool = False,
    ) -> None:
        """Show an article; the one that is shown already stays where it was scrolled to."""
        if linked is not self._linked:
            self._linked = linked
            self.repaint_focus()
        look = (article, number, marks, here, state)
        if look == self._look and not renditions and not self._renditions:
            return
        self._look = look
        keeps_place = self.article is not None and self.article.path == article.path
        place = self.place if keeps_place else Place()
        if article is not self.article:
            self._minutes = minutes_to_read(article.body)
        self.article, self.number, self.state = article, number, state
        self._marks, self._here, self._renditions = marks, here, renditions or {}
        self.renew()
        self.go_to(place)

    def forget(self) -> None:
        """Let the next article begin at its top, whichever it is."""
        self.article, self._look = None, ()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the place in the text when rows become longer or shorter."""
        changes = self.size.width != self._laid_out_width
        place, self._wanted = self._wanted or self.place, None
        super().on_resize(event)
        if changes:
            self.go_to(place)

    @property
    def first_offset(self) -> int:
        """Offset into the body of the first row in view; 0 while the title is."""
        top = self.scroll_offset.y - 1
        return self._page.rows[top].start if 0 <= top < len(self._page.rows) else 0

    @property
    def place(self) -> Place:
        """What is at the top of the view."""
        if self._wanted is not None:
            return self._wanted
        if self.scroll_offset.y == self._anchor[1]:
            return self._anchor[0]
        top = self.scroll_offset.y - 1
        if not 0 <= top < len(self._page.rows) or self._page.rows[top].block < 0:
            return Place(below=top + 1)
        row = self._page.rows[top]
        return Place(row.start, row.translated, top - self._page.row_of(row.start, translated=row.translated))

    def go_to(self, place: Place) -> None:
        """Scroll so that a place is at the top of the view again, now or once there is a size."""
        if not self.size.width:
            self._wanted = place
            return
        row = place.below
        if place.offset >= 0:
            row = max(0, self._page.row_of(place.offset, translated=place.translated) + 1 + place.below)
        # A pane that just appeared does not know yet that it can scroll.
        self.scroll_to(y=row, animate=False, force=True)
        self._anchor = (place, self.scroll_offset.y)

    def scroll_by_hand(self, row: float) -> None:
        """Scroll, and tell that others may follow."""
        before = self.scroll_offset.y
        super().scroll_by_hand(row)
        self.post_message(self.Led(self, before))

    def targets(self) -> list[Target]:
        """Return the figures and the beginnings of paragraphs in view."""
        top = self.scroll_offset.y
        found = []
        for number in range(max(top, 1), min(top + self.page_height, len(self._page.rows) + 1)):
            row = self._page.rows[number - 1]
            above = self._page.rows[number - 2] if number > 1 else None
            if row.row and row.block >= 0 and (above is None or above.block != row.block or not above.row):
                found.append(Target(number, self._indent, row.start, is_figure=False))
            found += [Target(number, self._indent + cell, offset, is_figure=True) for cell, offset in row.stops]
        return found

    def label(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Lay labels over the text, by row and cell; none takes them away."""
        if texts != self._labels:
            self._labels = texts
            self.repaint()

    def mark_found(self, hits: tuple[Hit, ...], current: Hit | None) -> None:
        """Mark where the words stand that are sought, and the place that one is at."""
        if (hits, current) != (self._hits, self._hit):
            self._hits, self._hit = hits, current
            if self.article is not None:
                super().renew()  # other than ours, which forgets the rows that stay as they are

    def renew(self) -> None:
        """Lay out and draw again, because what is shown has changed."""
        self._kept = {}
        super().renew()

    def reveal_found(self) -> None:
        """Bring the place that one is at into view."""
        if self._hit is None:
            return
        before = self.scroll_offset.y
        row = next((number for number, each in enumerate(self._page.rows) if _is_at(each.row)), -1)
        if row >= 0:
            self.show_row(row + 1, above=max(1, self.page_height // 3))
            self.post_message(self.Led(self, before))

    def follow(self, row: int) -> None:
        """Scroll because another pane is scrolled."""
        self.scroll_to(y=max(0, row), animate=False)

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Tell that others may follow."""
        self.post_message(self.Led(self, self.scroll_offset.y))

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Tell that others may follow."""
        self.post_message(self.Led(self, self.scroll_offset.y))

    def blocks_in_reading_order(self) -> list[int]:
        """Return the numbers of all blocks, those in view first, then what follows, then what was before."""
        top = max(0, self.scroll_offset.y - 1)
        seen = {row.block: None for row in self._page.rows[top:] if row.block >= 0}
        seen.update({row.block: None for row in self._page.rows[:top] if row.block >= 0})
        return list(seen)

    def reveal(self, offset: int) -> None:
        """Scroll to the row with this offset of the body, a third down the pane."""
        self.show_row(self._page.row_of(offset) + 1, above=max(1, self.page_height // 3))

    @property
    def page(self) -> Page:
        """The article as it is laid out."""
        return self._page

    @property
    def marks(self) -> tuple[Span, ...]:
        """The figures of the article, or the words found in it, in order."""
        return self._marks

    def shows(self, offset: int) -> bool:
        """Return whether the row with this offset of the body is in view."""
        row = self._page.row_of(offset) + 1
        return offset >= 0 and self.scroll_offset.y <= row < self.scroll_offset.y + self.page_height

    def point_at(self, mark: Span) -> None:
        """Point at a mark and bring it into view; until something else is shown."""
        self._here, self._look = (mark.start, mark.end), ()
        self.renew()
        before = self.scroll_offset.y
        self.reveal(mark.start)
        self.post_message(self.Led(self, before))

    def lay_out(self, width: int) -> None:
        """Wrap the article to the width, with generous margins where there is room."""
        if self.article is None:
            self._page = Page((), ())
            return
        if width != self._kept_width:
            self._kept, self._kept_width = {}, width
        spare = max(0, width - MEASURE - GUTTER - 1)
        self._indent = spare // 2 if self.centred else min(spare, MARGIN)
        self._page = lay_out(
            self.article,
            width - self._indent - 1,
            marks=self._marks,
            here=self._here,
            renditions=self._renditions,
            found=self._hits,
            current=self._hit,
            kept=self._kept,
        )

    def count(self) -> int:
        """One blank row at the top, the rows of the page, and one at the end."""
        return len(self._page.rows) + 2

    def row(self, number: int) -> Row:
        """Return a row behind the indent."""
        if not 1 <= number <= len(self._page.rows):
            return ()
        row = self._page.rows[number - 1].row
        row = (Run(" " * self._indent), *row) if self._indent else row
        for (labelled_row, cell), text in self._labels.items():
            if labelled_row == number:
                row = labelled(row, cell, text)
        return row

    def head(self, number: int) -> Row:
        """Return the line that names the source: it stays while the text scrolls."""
        del number
        article = self.article
        if article is None:
            return ()
        right = f" {self._reading()} "
        left = f" {self.number} " if self.number else " "
        room = self.size.width - len(right) - width_of(left)
        day = article.published.isoformat() if article.published else ""
        facts = [f" · {fact}" for fact in (article.language, self.state, day) if fact]
        while facts and sum(map(width_of, facts)) > room - min(room // 2, width_of(byline(article))):
            facts.pop()
        name = cut(byline(article), room - sum(map(width_of, facts)))
        text = left + name + "".join(facts)
        return (Run(fill(text, self.size.width - len(right)) + right),)

    def _reading(self) -> str:
        """How long it takes to read, how far one has read, and whether it scrolls with others."""
        parts = [f"{self._minutes} min"] if self.size.width >= WIDE_HEAD else []
        if self.max_scroll_y > 0:
            parts.append(f"{round(100 * self.scroll_offset.y / self.max_scroll_y)} %")
        text = " · ".join(parts)
        return f"{text} {LINKED}" if self._linked else text

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other paragraphs are in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved(self))


def _is_at(row: Row) -> bool:
    return any(Role.FOCUS in run.roles for run in row)
