"""The part of the view to find articles that says what is searched for: words, filters, order, kept searches."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from textual.containers import Container
from textual.message import Message

from tui.commands import Context, commands
from tui.filters import ORDERS, Asked, Filter, read_asked
from tui.widgets.article_list import ArticleList
from tui.widgets.filter_line import FilterLine
from tui.widgets.name_line import NameLine
from tui.widgets.search_line import QueryInput, SearchLine
from tui.widgets.side_list import Section, SideList
from tui.widgets.status_rule import StatusRule

FORGET_ALL = ("", "")
"""The key of the item that forgets all searches made last; a search has its name, if it is kept, and its query."""


class Side(StrEnum):
    """What can stand beside the articles; the values are the titles."""

    NOTHING = ""
    FILTERS = "Filters"
    SEARCHES = "Searches"


class Narrowing(Container):
    """Holds what is searched for; `FindView` is the rest."""

    class QueryChanged(Message):
        """Something else is searched for."""

        def __init__(self, asked: Asked, *, keep: bool = False) -> None:
            """Say what, and whether the cursor stays on its article if that is found again."""
            self.asked = asked
            self.keep = keep
            super().__init__()

    class SideWanted(Message):
        """What stands beside the articles is to be filled."""

        def __init__(self, side: Side) -> None:
            """Say with what."""
            self.side = side
            super().__init__()

    class SearchMade(Message):
        """A search has served its purpose, or comes to be kept under a name."""

        def __init__(self, query: str, name: str = "") -> None:
            """Say which search, as one line, and the name if it shall have one."""
            self.query = query
            self.name = name
            super().__init__()

    class SearchForgotten(Message):
        """A search is no longer wanted: one that is kept, or without a name one of those made last."""

        def __init__(self, name: str, query: str) -> None:
            """Say which; an empty query stands for all of those made last."""
            self.name = name
            self.query = query
            super().__init__()

    class TranslationWanted(Message):
        """The words are to be translated by a provider, so that articles in other languages are found."""

    class Agreed(Message):
        """The reader agrees that what was asked about is sent."""

    class Changed(Message):
        """What can be done now has changed, or there is something to say."""

        def __init__(self, sentence: str = "") -> None:
            """Say it; "" for nothing."""
            self.sentence = sentence
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Search for nothing."""
        super().__init__(id=id)
        self.asked = Asked()
        """What is searched for."""
        self.side = Side.NOTHING
        """What stands beside the articles."""
        self.asking = False
        """Whether the reader was asked if something may be sent."""

    @property
    def _list(self) -> ArticleList:
        return self.query_one("#articles", ArticleList)

    @property
    def _search_line(self) -> SearchLine:
        return self.query_one("#search-line", SearchLine)

    @property
    def place(self) -> Context:
        """Whose keys work here now."""
        focused = self.screen.focused
        if isinstance(focused, QueryInput):
            return Context.NAMING if focused.id == "name" else Context.SEARCH
        return Context.SIDE if isinstance(focused, SideList) else Context.FIND

    def enter(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self._list)

    def enter_search(self) -> None:
        """Let the reader type."""
        self._search_line.enter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to whom they belong: the letters to the line in which they are typed."""
        del parameters
        place = self.place
        if action == "clear_filters" and self.side is Side.FILTERS and place is Context.SIDE:
            return True
        others = [context for context in (Context.FIND, Context.SEARCH, Context.NAMING) if context is not place]
        return all(action != command.id for command in commands(*others))

    def ask(self, asked: Asked, *, keep: bool = False) -> None:
        """Search for something else, and let the line say so."""
        if asked.text != self.asked.text:
            self._search_line.type(asked.text)
        self._search_for(asked, keep=keep)

    def _search_for(self, asked: Asked, *, keep: bool = False) -> None:
        if asked == self.asked:
            return
        self.asked = asked
        self.post_message(self.QueryChanged(asked, keep=keep))
        self.post_message(self.Changed())

    def type(self, query: str) -> None:
        """Search for this; fields at its end become filters."""
        asked = read_asked(query)
        self.ask(replace(self.asked, text=asked.text, filters=asked.filters))

    def annotate(self, notes: Sequence[str], elsewhere: str) -> None:
        """Say how the query was read, and which words of other languages are searched for."""
        self.query_one(StatusRule).note(" · ".join(notes))
        lines = self.query(FilterLine)
        if not lines and not (self.asked.filters or elsewhere):
            return
        line = lines.first() if lines else FilterLine(id="filter-line")
        if not lines:
            self.mount(line, after="#search-line")
        line.show(self.asked.filters, elsewhere)

    def on_search_line_changed(self, event: SearchLine.Changed) -> None:
        """Search for what was typed."""
        event.stop()
        # More may have been typed since: what is in the line now counts, and nothing is put back into it.
        self._search_for(replace(self.asked, text=self._search_line.value))

    def on_query_input_went_back(self, event: QueryInput.WentBack) -> None:
        """Take the last filter away, as if it stood in the line."""
        event.stop()
        if self.asked.filters and self.place is Context.SEARCH:
            self.ask(self.asked.toggled(self.asked.filters[-1]), keep=True)

    def on_filter_line_dropped(self, event: FilterLine.Dropped) -> None:
        """Take a filter away."""
        event.stop()
        self.ask(self.asked.toggled(event.filter), keep=True)

    # The search line

    def action_search(self) -> None:
        """Let the reader type."""
        self.enter_search()

    def action_leave_search(self) -> None:
        """Give the keys to the list."""
        self.note_search()
        self.enter()

    def action_earlier(self) -> None:
        """Search for what was searched for before."""
        if not self._search_line.go_back(1):
            self.post_message(self.Changed("There is no earlier search."))

    def action_later(self) -> None:
        """Search for what was searched for after this, or go to the list."""
        if not self._search_line.go_back(-1):
            self.action_leave_search()

    def note_search(self) -> None:
        """Let what is searched for be among the searches made last."""
        if self.asked.text.strip():
            self.post_message(self.SearchMade(self.asked.as_query))

    def set_history(self, history: Sequence[str]) -> None:
        """Offer these searches to who goes back, the latest first."""
        self._search_line.history = history

    # Filters, order, languages

    def action_filter(self) -> None:
        """Show the values to filter by."""
        self._show_side(Side.FILTERS)

    def action_clear_filters(self) -> None:
        """Drop all filters."""
        self.ask(replace(self.asked, filters=()), keep=True)

    def action_order(self) -> None:
        """Put the articles into the next order."""
        order = ORDERS[(ORDERS.index(self.asked.order) + 1) % len(ORDERS)]
        self.ask(replace(self.asked, order=order))

    def action_elsewhere(self) -> None:
        """Search for the words of other languages too, or no longer."""
        self.ask(replace(self.asked, elsewhere=not self.asked.elsewhere), keep=True)

    def action_translate_query(self) -> None:
        """Have the words translated."""
        self.post_message(self.TranslationWanted())

    def action_agree_query(self) -> None:
        """Agree to what was asked."""
        self.post_message(self.Agreed())

    # Searches that are kept

    def action_searches(self) -> None:
        """Show the searches that are kept and those made last."""
        self._show_side(Side.SEARCHES)

    def action_keep(self) -> None:
        """Ask for a name to keep the search under."""
        query = self.asked.as_query
        if not query:
            self.post_message(self.Changed("There is no search to keep: type one, or set a filter."))
            return
        lines = self.query(NameLine)
        line = lines.first() if lines else NameLine(id="name-line")
        if not lines:
            self.mount(line, before="#search-line")
        self._search_line.display, line.display = False, True
        self.call_after_refresh(line.enter, query)

    def action_keep_search(self) -> None:
        """Keep the search under the name that was typed."""
        name = self.query_one(NameLine).value
        self.action_drop_name()
        if name:
            self.post_message(self.SearchMade(self.asked.as_query, name))

    def action_drop_name(self) -> None:
        """Keep nothing."""
        self._search_line.display, self.query_one(NameLine).display = True, False
        self.enter()

    # Beside the articles

    def _show_side(self, side: Side) -> None:
        lists = self.query(SideList)
        shown = lists.first() if lists else SideList(id="side")
        if not lists:
            self.query_one("#find-beside").mount(shown, before="#preview")
        self.side = side
        self.query_one("#find-body").add_class("-side")
        self.screen.set_focus(shown)
        self.post_message(self.SideWanted(side))

    def fill_side(self, side: Side, title: str, sections: Sequence[Section]) -> None:
        """Fill what stands beside the articles, if it still does."""
        if side is self.side:
            self.query_one(SideList).show(title, sections)
            self.post_message(self.Changed())

    def close_side(self) -> None:
        """Show the preview in its place."""
        if self.side:
            self.side = Side.NOTHING
            self.query_one("#find-body").remove_class("-side")
            self.enter()

    def on_side_list_closed(self, event: SideList.Closed) -> None:
        """Close it."""
        event.stop()
        self.close_side()

    def on_side_list_taken(self, event: SideList.Taken) -> None:
        """Set or drop a filter, or take a search up again."""
        event.stop()
        key = event.item.key
        if isinstance(key, Filter):
            self.ask(self.asked.toggled(key), keep=True)
        elif key == FORGET_ALL:
            self.post_message(self.SearchForgotten(*FORGET_ALL))
        elif isinstance(key, tuple):
            self.close_side()
            self.type(key[1])
            self.note_search()

    def on_side_list_dropped(self, event: SideList.Dropped) -> None:
        """Drop a filter, or forget a search."""
        event.stop()
        key = event.item.key
        if isinstance(key, Filter) and key in self.asked.filters:
            self.ask(self.asked.toggled(key), keep=True)
        elif isinstance(key, tuple):
            self.post_message(self.SearchForgotten(*key))
