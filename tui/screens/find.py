"""The view to find articles: search line, list, and a preview of the article under the cursor."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from search.article import Article
from tui.commands import Context, bindings
from tui.screens.narrowing import Narrowing, Side
from tui.widgets.article_list import ArticleList, Entry
from tui.widgets.lines import key_for
from tui.widgets.preview import Preview
from tui.widgets.search_line import SearchLine
from tui.widgets.side_list import SideList
from tui.widgets.status_rule import StatusRule

MOST_COMPARED = 100
"""Articles compared at once; the work grows with the square of it."""


class FindView(Narrowing):
    """Shows the library and what a search finds in it; knows neither."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.FIND, Context.SEARCH, Context.NAMING)]

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

    class MoreWanted(Message):
        """The reader comes near the end of the articles that are listed, and there are more."""

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
            with Vertical(id="find-beside"):
                yield Preview(id="preview")

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self._list.current

    @property
    def at_rest(self) -> bool:
        """Whether the preview has come to where the cursor of the list is."""
        return self._preview.article is self.current

    def take_back(self, chosen: Sequence[Article], current: str) -> None:
        """Mark articles for comparing, and put the cursor on the article of this path."""
        self.chosen = {article.path: article for article in chosen}
        self._list.choose(frozenset(self.chosen))
        self._list.go_to(current)
        self.post_message(self.Changed())

    @property
    def _preview(self) -> Preview:
        return self.query_one("#preview", Preview)

    def list_articles(self, articles: Sequence[Article], outcome: str, *, empty: str) -> None:
        """Show articles that were not searched for."""
        self._list.show([Entry(article) for article in articles], empty=empty)
        if self._list.current is not None:
            self.mark_preview(self._list.current.path, ())
        self._search_line.report(outcome)
        self.post_message(self.Changed())

    def list_hits(
        self,
        entries: Sequence[Entry],
        outcome: str,
        *,
        total: int = 0,
        empty: str,
        suggestion: str = "",
        keep: bool = False,
    ) -> None:
        """Show the first of what a search found; with `keep` the cursor stays on its article if that is among them."""
        before = self._list.current
        self._list.show(entries, empty=empty, suggestion=suggestion, total=total, keep=keep)
        if self._list.current is not None and self._list.current is before:  # it may have other words to mark
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

    def possible(self, command: str) -> bool:
        """Return whether a command makes sense now."""
        entries = self._list.entries
        if command == "open":
            return bool(entries or self._list.suggestion)
        if command in ("choose", "story"):
            return bool(entries)
        if command == "agree_query":
            return self.asking
        if command == "clear_filters":
            return bool(self.asked.filters)
        if command == "keep":
            return bool(self.asked.text.strip() or self.asked.filters)
        if command in ("elsewhere", "translate_query"):
            return bool(self.asked.text.strip())
        if command == "compare":
            return len(self.chosen) > 1 or (not self.chosen and len(entries) > 1)
        if command == "problems":
            return self._problems > 0
        if command == "clear":
            return bool(self.asked.text or self.asked.filters or self.chosen)
        return True

    def title_of(self, command: str, usual: str) -> str:
        """Return what the foot calls a command now."""
        if command == "compare":
            number = len(self.chosen) or len(self._list.entries)
            return f"compare {number if self.chosen else 'all ' + str(number)}"
        if command == "choose" and self._list.current is not None:
            return "drop" if self._list.current.path in self.chosen else usual
        if command == "take":
            item = self.query_one(SideList).current
            return "search so" if self.side is Side.SEARCHES else "drop" if item and item.is_set else "set"
        if command == "drop" and self.side is Side.FILTERS:
            return "drop"
        if command == "open" and not self._list.entries:
            return "search so"
        if command == "elsewhere" and self.asked.elsewhere:
            return "these words"
        return usual

    def action_open(self) -> None:
        """Read the article under the cursor, or search for what is offered where nothing was found."""
        if self._list.current is not None:
            self.note_search()
            self.post_message(self.ReadRequested((self._list.current,)))
        elif self._list.suggestion:
            self.ask(replace(self.asked, text=self._list.suggestion))

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
            self.note_search()
            self.post_message(self.ReadRequested(articles))

    def action_story(self) -> None:
        """Compare the story of the article under the cursor."""
        if self._list.current is not None:
            self.note_search()
            self.post_message(self.StoryRequested(self._list.current))

    def action_clear(self) -> None:
        """Empty the search line; with nothing in it drop the filters, and with none forget what was chosen."""
        if self.asked.text:
            self.ask(replace(self.asked, text=""), keep=True)
        elif self.asked.filters:
            self.action_clear_filters()
        else:
            self.chosen.clear()
            self._list.choose(frozenset())
            self.post_message(self.Changed())

    def action_problems(self) -> None:
        """Show what could not be read."""
        self.post_message(self.ProblemsRequested())

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        """Open what was clicked twice."""
        event.stop()
        self.action_open()

    def on_article_list_end_near(self, event: ArticleList.EndNear) -> None:
        """Ask for more of what was found."""
        event.stop()
        self.post_message(self.MoreWanted())

    def on_article_list_highlighted(self, event: ArticleList.Highlighted) -> None:
        """Show the article under the cursor in the preview."""
        event.stop()
        preview = self._preview
        preview.visible = event.article is not None
        if event.article is not None:
            preview.show(event.article)
            self.post_message(self.Previewed(event.article))
        self.post_message(self.Changed())

    def mark_preview(self, path: str, spans: Sequence[tuple[int, int]]) -> None:
        """Mark in the preview the words that were searched for, and show the passage with the most of them."""
        article = self._preview.article
        if article is not None and article.path == path:
            self._preview.show_found(article, spans)

    def tell_of_preview(self, path: str, facts: str) -> None:
        """Say in the head of the preview how many figures its article has."""
        article = self._preview.article
        if article is not None and article.path == path:
            self._preview.tell(facts)
