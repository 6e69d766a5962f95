"""The list of articles: title, facts, and while searching a snippet with the words that were found."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from search.article import Article
from tui.roles import Role
from tui.text.rows import Row, Run, Span, cut, cut_row, shown, styled
from tui.widgets.lines import Lines

CHOSEN_SIGN = "●"
_SUGGESTED = 2  # the row of a suggestion
_LOOKED_AT = 200  # entries that tell whether there are snippets: a search gives all of them one


class Entry(NamedTuple):
    """An article in the list, and where it was found the words around the hit."""

    article: Article
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of `snippet` that were searched for."""


class ArticleList(Lines):
    """Articles under a cursor; each takes the same number of rows."""

    DEFAULT_CSS = "ArticleList { height: 1fr; }"

    class Highlighted(Message):
        """The cursor is on another article."""

        def __init__(self, article: Article | None) -> None:
            """Say on which."""
            self.article = article
            super().__init__()

    class EndNear(Message):
        """More articles than are here will be seen soon."""

    class Opened(Message):
        """The article under the cursor was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()
        self.cursor = 0
        self.chosen: frozenset[str] = frozenset()
        self.empty_sentence = ""
        """What to say where there is no article."""
        self.suggestion = ""
        """Another query, offered where there is no article."""
        self._with_snippets = False
        self._total = 0
        self._is_asking = False

    def show(
        self,
        entries: Sequence[Entry],
        *,
        empty: str = "",
        suggestion: str = "",
        total: int = 0,
        keep: bool = True,
    ) -> None:
        """Show these articles.

        Args:
            entries: The articles, in their order.
            empty: What to say where there is none.
            suggestion: Another query that is offered where there is none.
            total: How many there are, where only the first are here; the others are asked for when they are near.
            keep: Whether the cursor stays on its article, where that is still there, and the article where it is on
                the screen; if not, the cursor goes to the first.

        """
        self._is_asking = False
        self._total = max(total, len(entries))
        if keep and entries and _are_same(entries, self.entries):
            return
        current, above = self.current, self.cursor * self.entry_height - self.scroll_offset.y
        self.entries = entries
        self.empty_sentence, self.suggestion = empty, suggestion
        self._with_snippets = any(entry.snippet for entry in entries[:_LOOKED_AT])
        place = self._place_of(current) if keep and current is not None else None
        self.cursor = place or 0
        self.renew()
        if place is not None and self.size.height:
            above = max(0, min(above, self.page_height - self.entry_height))
            self.scroll_to(y=place * self.entry_height - above, animate=False, force=True)
        else:
            self.scroll_to(y=0, animate=False)
        self._show_cursor()
        if self.current is not current:
            self.post_message(self.Highlighted(self.current))

    def _place_of(self, article: Article) -> int | None:
        """The number of an article among the entries; where it was before is looked at first."""
        if self.cursor < len(self.entries) and self.entries[self.cursor].article.path == article.path:
            return self.cursor
        return next((n for n, entry in enumerate(self.entries) if entry.article.path == article.path), None)

    def choose(self, chosen: frozenset[str]) -> None:
        """Mark the articles with these paths as chosen."""
        self.chosen = chosen
        self.repaint()

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self.entries[self.cursor].article if self.cursor < len(self.entries) else None

    @property
    def entry_height(self) -> int:
        """Rows of an article, with a blank one below it where the screen has room."""
        return 2 + self._with_snippets + (self.size.height >= 12)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        super().on_resize(event)
        if self.size.height:
            if self.virtual_size.height != self.count():  # an article takes more rows where there are many
                self.renew()
            self._show_cursor()

    def count(self) -> int:
        """Return the number of rows of all articles."""
        return len(self.entries) * self.entry_height or 3

    def ground(self, number: int) -> tuple[Role, ...]:
        """Fill the rows under the cursor."""
        entry, part = divmod(number, self.entry_height)
        has_text = part < 2 + self._with_snippets
        if not self.entries:
            return (Role.CURSOR,) if self.suggestion and number == _SUGGESTED else ()
        return (Role.CURSOR,) if entry == self.cursor and has_text else ()

    def row(self, number: int) -> Row:
        """Return one of an article's rows."""
        if not self.entries:
            return self._empty_row(number)
        index, part = divmod(number, self.entry_height)
        entry, width = self.entries[index], self.size.width
        at_cursor = index == self.cursor and self.has_focus
        bar = Run("▌" if at_cursor else " ", (Role.ACCENT,))
        if part == 0:
            chosen = entry.article.path in self.chosen
            sign = Run(f"{CHOSEN_SIGN} " if chosen else "  ", (Role.CHOSEN,))
            return (bar, sign, Run(cut(entry.article.name, width - 4), (Role.TITLE,)))
        if part == 1:
            return (bar, Run("  "), Run(cut(_facts(entry.article), width - 4), (Role.DIM,)))
        if part == 2 and self._with_snippets:
            return (bar, Run("  "), *cut_row(_snippet(entry, width - 4), width - 4))
        return ()

    def _empty_row(self, number: int) -> Row:
        width = self.size.width
        if number == 0:
            return (Run(f"   {cut(self.empty_sentence, width - 4)}", (Role.DIM,)),)
        if number != _SUGGESTED or not self.suggestion:
            return ()
        bar = Run("▌" if self.has_focus else " ", (Role.ACCENT,))
        asked = cut(self.suggestion, width - len("   Did you mean ?") - 1)
        return (bar, Run("  Did you mean "), Run(asked, (Role.HIT,)), Run("?"))

    def action_row_down(self) -> None:
        """Go to the next article."""
        self._move(self.cursor + 1)

    def action_row_up(self) -> None:
        """Go to the article before."""
        self._move(self.cursor - 1)

    def action_page_down(self) -> None:
        """Go a page of articles down."""
        self._move(self.cursor + max(1, self.page_height // self.entry_height))

    def action_page_up(self) -> None:
        """Go a page of articles up."""
        self._move(self.cursor - max(1, self.page_height // self.entry_height))

    def action_top(self) -> None:
        """Go to the first article."""
        self._move(0)

    def action_bottom(self) -> None:
        """Go to the last article."""
        self._move(len(self.entries) - 1)

    def go_to(self, path: str) -> None:
        """Go to the article of this path, if it is listed."""
        for number, entry in enumerate(self.entries):
            if entry.article.path == path:
                self._move(number)
                return

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked; clicked twice, it is opened."""
        number = (event.y + self.scroll_offset.y) // self.entry_height
        if number < len(self.entries):
            self._move(number)
        if event.chain > 1 and (self.entries or self.suggestion):
            self.post_message(self.Opened())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more articles before the last of those that are here is seen."""
        super().watch_scroll_y(old_value, new_value)
        left = len(self.entries) * self.entry_height - new_value - self.page_height
        if len(self.entries) < self._total and not self._is_asking and left < 2 * self.page_height:
            self._is_asking = True
            self.post_message(self.EndNear())

    def _move(self, target: int) -> None:
        target = max(0, min(target, len(self.entries) - 1))
        if target == self.cursor or not self.entries:
            return
        before, self.cursor = self.cursor, target
        self._repaint_entry(before)
        self._repaint_entry(target)
        self._show_cursor()
        self.post_message(self.Highlighted(self.current))

    def _repaint_entry(self, number: int) -> None:
        self.repaint_rows(number * self.entry_height, (number + 1) * self.entry_height)

    def repaint_focus(self) -> None:
        """Draw the bar at the cursor, which only a list with the keys has."""
        if self.entries:
            self._repaint_entry(self.cursor)
        else:
            self.repaint()

    def _show_cursor(self) -> None:
        top, height = self.scroll_offset.y, self.entry_height
        first, last = self.cursor * height, self.cursor * height + 2 + self._with_snippets
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif last > top + self.page_height:
            self.scroll_to(y=last - self.page_height, animate=False)


def _are_same(entries: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether these are the same articles with the same snippets, without reading what may lie on a disk."""
    return len(entries) == len(others) and all(
        one.article is other.article and one[1:] == other[1:] for one, other in zip(entries, others, strict=True)
    )


def _facts(article: Article) -> str:
    day = article.published.isoformat() if article.published else ""
    facts = [article.language or "language unknown", day, article.source or "source unknown"]
    return " · ".join(fact for fact in facts if fact)


def _snippet(entry: Entry, width: int) -> Row:
    """The snippet, begun late enough for its first hit to be seen."""
    text = shown(entry.snippet)
    if len(text) != len(entry.snippet):  # dropped characters would shift the marks
        return (Run(text),)
    spans = [Span(start, end, Role.HIT) for start, end in entry.marks]
    if not spans or spans[0].end <= width - 1:
        return styled(text, 0, len(text), spans, ())
    start = text.find(" ", max(0, spans[0].start - width // 2), spans[0].start) + 1
    return (Run("…"), *styled(text, start or spans[0].start, len(text), spans, ()))
