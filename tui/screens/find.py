"""The view to find articles: search line, list, and a preview of the article under the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.message import Message

from search.article import Article
from tui.commands import Context, bindings, commands
from tui.roles import Role
from tui.text.rows import Span, cut
from tui.widgets.article_list import ArticleList, Entry
from tui.widgets.lines import key_for
from tui.widgets.pane import ReadingPane
from tui.widgets.search_line import SearchLine
from tui.widgets.status_rule import StatusRule

MOST_COMPARED = 100
"""Articles compared at once; the work grows with the square of it."""


class FindView(Container):
    """Shows the library and what a search finds in it; knows neither."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.FIND, Context.SEARCH)]

    class QueryChanged(Message):
        """Something else is searched for."""

        def __init__(self, query: str) -> None:
            """Say what; "" for everything."""
            self.query = query
            super().__init__()

    class ReadRequested(Message):
        """The reader wants to see these articles, compared if there are several."""

        def __init__(self, articles: tuple[Article, ...]) -> None:
            """Say which."""
            self.articles = articles
            super().__init__()

    class Previewed(Message):
        """Another article is in the preview."""

        def __init__(self, article: Article) -> None:
            """Say which."""
            self.article = article
            super().__init__()

    class StoryRequested(Message):
        """The reader wants to compare the story that an article tells."""

        def __init__(self, article: Article) -> None:
            """Say which article."""
            self.article = article
            super().__init__()

    class ProblemsRequested(Message):
        """The reader wants to know what could not be read."""

    class Changed(Message):
        """What can be done now has changed, or there is something to say."""

        def __init__(self, sentence: str = "") -> None:
            """Say it; "" for nothing."""
            self.sentence = sentence
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with an empty library."""
        super().__init__(id=id)
        self.chosen: dict[str, Article] = {}
        self._problems = 0

    def compose(self) -> ComposeResult:
        """The search line on top; below it the list and, where there is room, the preview."""
        yield SearchLine(id="search-line")
        yield StatusRule(id="status-rule")
        with Horizontal(id="find-body"):
            yield ArticleList(id="articles")
            preview = ReadingPane(id="preview")
            preview.can_focus = False
            yield preview

    @property
    def query_text(self) -> str:
        """What is searched for."""
        return self._search_line.value

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self._list.current

    @property
    def at_rest(self) -> bool:
        """Whether the preview has come to where the cursor of the list is."""
        return self.query_one("#preview", ReadingPane).article is self.current

    def type(self, query: str) -> None:
        """Search as if this had been typed."""
        self._search_line.type(query)

    def take_back(self, chosen: Sequence[Article], current: str) -> None:
        """Mark articles for comparing, and put the cursor on the article of this path."""
        self.chosen = {article.path: article for article in chosen}
        self._list.choose(frozenset(self.chosen))
        self._list.go_to(current)
        self.post_message(self.Changed())

    @property
    def _list(self) -> ArticleList:
        return self.query_one("#articles", ArticleList)

    @property
    def _search_line(self) -> SearchLine:
        return self.query_one("#search-line", SearchLine)

    def enter(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self._list)

    def enter_search(self) -> None:
        """Let the reader type."""
        self._search_line.enter()

    def list_articles(self, articles: Sequence[Article], outcome: str, *, empty: str) -> None:
        """Show articles that were not searched for."""
        self._list.show([Entry(article) for article in articles], empty=empty)
        if self._list.current is not None:
            self.mark_preview(self._list.current.path, ())
        self._search_line.report(outcome)
        self.post_message(self.Changed())

    def list_hits(self, entries: Sequence[Entry], outcome: str, *, empty: str) -> None:
        """Show what a search found, the best first."""
        self._list.show(entries, empty=empty, keep=False)
        if self._list.current is not None:  # the same article may have other words to mark
            self.post_message(self.Previewed(self._list.current))
        self._search_line.report(outcome)
        self.post_message(self.Changed())

    def progress(self, done: int, total: int) -> None:
        """Show how far reading has come; 0 of 0 ends it."""
        self.query_one("#status-rule", StatusRule).progress(done, total)

    def problems(self, number: int) -> None:
        """Say how many files could not be read."""
        self._problems = number
        files = "file" if number == 1 else "files"
        self.query_one("#status-rule", StatusRule).trouble(
            f"{number} {files} could not be read ({key_for(self, 'problems')})" if number else ""
        )
        self.post_message(self.Changed())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters to the search line while it has the keys."""
        del parameters
        typing = self._search_line.has_focus_within
        elsewhere = Context.FIND if typing else Context.SEARCH
        return all(action != command.id for command in commands(elsewhere))

    def possible(self, command: str) -> bool:
        """Return whether a command makes sense now."""
        entries = self._list.entries
        if command in ("open", "choose", "story"):
            return bool(entries)
        if command == "compare":
            return len(self.chosen) > 1 or (not self.chosen and len(entries) > 1)
        if command == "problems":
            return self._problems > 0
        if command == "clear":
            return bool(self.query_text or self.chosen)
        return True

    def title_of(self, command: str, usual: str) -> str:
        """Return what the foot calls a command now."""
        if command == "compare":
            number = len(self.chosen) or len(self._list.entries)
            return f"compare {number if self.chosen else 'all ' + str(number)}"
        if command == "choose" and self._list.current is not None:
            return "drop" if self._list.current.path in self.chosen else usual
        return usual

    def action_open(self) -> None:
        """Read the article under the cursor."""
        if self._list.current is not None:
            self.post_message(self.ReadRequested((self._list.current,)))

    def action_choose(self) -> None:
        """Choose the article under the cursor and go on to the next."""
        article = self._list.current
        if article is None:
            return
        if self.chosen.pop(article.path, None) is None:
            self.chosen[article.path] = article
        self._list.choose(frozenset(self.chosen))
        self._list.action_row_down()
        self.post_message(self.Changed())

    def action_compare(self) -> None:
        """Compare the chosen articles, or all that are listed."""
        articles = tuple(self.chosen.values()) or tuple(entry.article for entry in self._list.entries)
        if len(articles) < 2:
            self.post_message(
                self.Changed(f"Comparing takes two articles: choose them with {key_for(self, 'choose')}.")
            )
        elif len(articles) > MOST_COMPARED:
            sentence = f"{len(articles)} articles are too many to compare at once: choose up to {MOST_COMPARED}."
            self.post_message(self.Changed(sentence))
        else:
            self.post_message(self.ReadRequested(articles))

    def action_story(self) -> None:
        """Compare the story of the article under the cursor."""
        if self._list.current is not None:
            self.post_message(self.StoryRequested(self._list.current))

    def action_search(self) -> None:
        """Let the reader type."""
        self.enter_search()

    def action_clear(self) -> None:
        """Empty the search line, and with nothing in it forget what was chosen."""
        if self.query_text:
            self._search_line.empty()
        else:
            self.chosen.clear()
            self._list.choose(frozenset())
            self.post_message(self.Changed())

    def action_problems(self) -> None:
        """Show what could not be read."""
        self.post_message(self.ProblemsRequested())

    def on_search_line_changed(self, event: SearchLine.Changed) -> None:
        """Pass the query on."""
        event.stop()
        self.post_message(self.QueryChanged(event.query))

    def action_leave_search(self) -> None:
        """Give the keys to the list."""
        self.enter()

    def on_article_list_highlighted(self, event: ArticleList.Highlighted) -> None:
        """Show the article under the cursor in the preview."""
        event.stop()
        preview = self.query_one("#preview", ReadingPane)
        preview.visible = event.article is not None
        if event.article is not None:
            preview.show(event.article)
            self.post_message(self.Previewed(event.article))
        self.post_message(self.Changed())

    def mark_preview(self, path: str, spans: Sequence[tuple[int, int]]) -> None:
        """Mark in the preview the words that were searched for, and show the first of them."""
        preview = self.query_one("#preview", ReadingPane)
        if preview.article is None or preview.article.path != path:
            return
        preview.show(preview.article, marks=tuple(Span(start, end, Role.HIT) for start, end in spans))
        if spans:
            preview.reveal(spans[0][0])


def outcome_of(hits: int, total: int, of: int, reading: str, query: str) -> str:
    """Return what the search line says of a search: how many were found, and how the query was read.

    >>> outcome_of(3, 3, 5, "micro* AND lang:es", "micro lang:es")
    '3 of 5 · read as micro* AND lang:es'
    """
    found = f"{total} of {of}" if hits >= total else f"best {hits} of {total}"
    if not reading or reading.casefold() == query.strip().casefold():
        return found
    return f"{found} · read as {cut(reading, 80)}"
