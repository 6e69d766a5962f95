"""The reader's one screen: holds the state, starts the work, and passes what comes of it to the two views."""

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from search.article import Article
from tui.commands import Command, Context, bindings
from tui.config import Settings
from tui.driver import deliver_keys, release, repaint
from tui.jobs import Job, Lane
from tui.keymap import types_a_character
from tui.messages import Compared, JobFailed, LibraryRead, StoryFound
from tui.screens.find import MOST_COMPARED, FindView
from tui.screens.sourcing import Sourcing
from tui.terminal import has_shell
from tui.widgets.foot import Foot
from tui.widgets.lines import Painted

if TYPE_CHECKING:  # loaded when they are first needed, after the first paint
    from search.library import Library
    from tui.screens.compare import CompareView
    from tui.widgets.overlay import Layout, Overlay


class Reader(Sourcing):
    """Two views, one at a time, above the foot; help and problems lie over them."""

    AUTO_FOCUS = ""  # the views give the keys themselves; each change of focus draws the whole screen
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as declared by Textual
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as declared by Textual

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.EVERYWHERE)]

    def __init__(
        self, library: "Library", settings: Settings, notice: str = "", wanted: tuple[str, int] | None = None
    ) -> None:
        """Read from this library with these settings; `notice` is the first thing said.

        `wanted` is what to open once it was read: the beginning of an article's content hash, and a place in its body.
        """
        super().__init__(library, settings)
        self._notice = notice
        self._wanted = wanted
        self._overlay: Overlay | None = None
        self._over = ""
        """What lies over the view: "help", "sentences", "drawn"; "" for nothing."""
        self._typed: frozenset[str] = frozenset()
        """Commands of everywhere whose keys write something into the search line."""
        self._comparisons = Lane("comparing", self.post_message)
        self._relating = Lane("looking for the story", self.post_message)

    def compose(self) -> ComposeResult:
        """Only what the first picture needs; the rest is made when it is first used."""
        yield FindView(id="find")
        yield Foot(id="foot")

    def on_mount(self) -> None:
        """Show what the library holds already, and begin to read what is new."""
        self._typed = frozenset(
            command.id
            for command in cast("Painted", self.app).command_table
            if command.context is Context.EVERYWHERE and any(map(types_a_character, command.keys))
        )
        self._find.enter()
        self._show_all(empty="Reading the articles…")
        if self._notice:
            self.say(self._notice)
        self.call_after_refresh(self._begin)

    @property
    def _foot(self) -> Foot:
        return self.query_one("#foot", Foot)

    @property
    def comparing(self) -> bool:
        """Whether the view to compare is shown."""
        return self._compare is not None and self._compare.display

    # What is said

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in the foot until the next key."""
        self._foot.say(sentence, trouble=trouble)

    def forget_sentence(self, key: str) -> None:
        """Show the keys in the foot again; a question is withdrawn by any key but the one that agrees."""
        self._foot.say("")
        self.withdraw_question(key)
        if not self.comparing:  # who presses a key before the last session is back begins another
            self.resumed = None

    def offer_commands(self) -> None:
        """Name in the foot what can be done now."""
        self._foot.offer(tuple((command, self._title(command)) for command in self.possible() if command.in_foot))

    def possible(self) -> Iterator[Command]:
        """Yield the commands that make sense now."""
        view = self._view
        context = self._place
        for command in cast("Painted", self.app).command_table:
            # there, other keys are letters of a line, or mean something else
            if context in (Context.SEARCH, Context.PAGE, Context.NAMING, Context.SIDE):
                is_possible = command.context is context and view.possible(command.id)
            elif command.context is context:
                is_possible = context is Context.OVER or view.possible(command.id)
            else:
                is_possible = command.context in (Context.EVERYWHERE, Context.ROWS)
            if is_possible:
                yield command

    @property
    def _view(self) -> "FindView | CompareView":
        return self._compare if self._compare is not None and self._compare.display else self._find

    @property
    def _place(self) -> Context:
        if self._over:
            return Context.OVER
        if self._compare is not None and self.comparing:
            return Context.PAGE if self._compare.typing else Context.COMPARE
        return self._find.place

    def _title(self, command: Command) -> str:
        if command.id == "back":
            return "close" if self._over else "back" if self.comparing else "quit"
        if command.context in (Context.FIND, Context.SIDE, Context.COMPARE):
            return self._view.title_of(command.id, command.title)
        return command.title

    def run_command(self, command: Command) -> None:
        """Do what a command says, as its key would."""
        owner: Widget = self if command.context is Context.EVERYWHERE else self._view
        action: Callable[[], None] = getattr(owner, f"action_{command.id}")
        action()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Other keys may work now."""
        self.offer_commands()

    # Reading and finding

    def _begin(self) -> None:
        gc.enable()  # off since `tui.app.read`
        deliver_keys(self.app)
        self.take_back_query()
        self._read_library()

    def on_library_read(self, message: LibraryRead) -> None:
        """Open what a reference names."""
        if message.generation != self._reading.generation:
            return
        if self._wanted is not None:
            self.call_later(self._open_wanted)

    async def take_back(self) -> None:
        """Open what was open; when nothing is awaited any more, show it in place of the picture of last time."""
        await super().take_back()
        if self.resumed is None:
            release(self.app, self._at_rest)

    def _at_rest(self) -> bool:
        return self.comparing or self._find.at_rest

    async def _open_wanted(self) -> None:
        """Open the article that a reference names, at its statement."""
        from search.decision import content_hash

        if self._wanted is None:
            return
        (digest, place), self._wanted = self._wanted, None
        article = next((each for each in self.library.articles if content_hash(each).startswith(digest)), None)
        if article is None:
            self.say(f"No article here has the reference {digest}: it has changed, or lies elsewhere.", trouble=True)
            return
        await self.open_articles((article,))
        if self._compare is not None and place <= len(article.body):
            self._compare.reveal_place(place)

    def on_narrowing_changed(self, event: FindView.Changed) -> None:
        """Other commands are possible now, or there is something to say."""
        self.offer_commands()
        if event.sentence:
            self.say(event.sentence)

    def on_find_view_problems_requested(self) -> None:
        """List what could not be read."""
        problems = [(str(problem.path), problem.reason) for problem in self.library.problems]
        self.list_sentences("Not read", problems)

    # Comparing

    async def on_find_view_read_requested(self, event: FindView.ReadRequested) -> None:
        """Open articles side by side and compare them."""
        await self.open_articles(event.articles)
        left_out = len(self.library.articles) - len(event.articles)
        if len(event.articles) > 1 and left_out > 0 and not self._find.chosen:
            they = "1 other is" if left_out == 1 else f"{left_out} others are"
            self.say(f"Comparing the {len(event.articles)} articles that the search lists; {they} left out.")

    async def open_articles(self, articles: tuple[Article, ...]) -> None:
        """Open articles side by side and compare them."""
        self._relating.cancel()
        self.forget_comparison()
        if self._compare is None:
            from tui.screens.compare import CompareView

            self._compare = CompareView(id="compare")
            self._compare.locale = self.settings.reader_locale
            await self.mount(self._compare, before="#foot")
        self._find.display = False
        self._compare.display = True
        self._compare.open(articles, "comparing…" if len(articles) > 1 else "looking for figures…")
        self._start_comparing(articles)
        self.offer_commands()

    def _start_comparing(self, articles: tuple[Article, ...]) -> None:
        kept = self.library.decisions

        def work(job: Job) -> None:
            from search.decision import content_hash
            from search.library import DecisionsError
            from tui.comparing import compare_with_copies

            comparison = compare_with_copies(articles)
            try:
                decisions = kept.on(content_hash(article) for article in articles)
            except DecisionsError as trouble:
                job.tell(Compared(job.generation, comparison, trouble=str(trouble)))
            else:
                job.tell(Compared(job.generation, comparison, decisions))

        self._comparisons.submit(work)

    def on_compared(self, message: Compared) -> None:
        """Mark the figures and fill the panel."""
        if message.generation == self._comparisons.generation and self._compare is not None:
            self.show_decided(message)
            self.take_back_comparison()
            self.offer_commands()
            release(self.app, self._at_rest)

    # The story of an article

    def on_find_view_story_requested(self, event: FindView.StoryRequested) -> None:
        """Look for those that tell the same story."""
        self._find_story(event.article)

    def on_compare_view_story_requested(self, event: "CompareView.StoryRequested") -> None:
        """Look for those that tell the same story."""
        self._find_story(event.article)

    def _find_story(self, article: Article) -> None:
        library = self.library
        self.say("Looking for the story…")

        def work(job: Job) -> None:
            job.tell(StoryFound(job.generation, library.story(article)))

        self._relating.submit(work)

    async def on_story_found(self, message: StoryFound) -> None:
        """Compare them, if there are any."""
        if message.generation != self._relating.generation:
            return
        articles = message.articles[:MOST_COMPARED]
        number = len(message.articles) - 1
        if not number:
            self.say(f"No other article here tells the story of “{articles[0].name}”.")
            return
        await self.open_articles(articles)
        others = "1 other article tells" if number == 1 else f"{number} other articles tell"
        cut = f"; the closest {len(articles) - 1} are compared" if len(articles) <= number else ""
        self.say(f"{others} this story{cut}.")

    def on_compare_view_left(self) -> None:
        """Go back to the list."""
        self._leave_compare()

    def on_judging_laid(self, event: "CompareView.Laid") -> None:
        """Lay something over the panes."""
        self._lay_over("drawn", event.title, event.layout)

    def on_panes_changed(self) -> None:
        """Other commands are possible now."""
        self.offer_commands()

    def on_compare_view_search_requested(self) -> None:
        """Go back to the list and type."""
        self._leave_compare()
        self._find.enter_search()

    def _leave_compare(self) -> None:
        self._comparisons.cancel()
        self.stop_translating()
        self._relating.cancel()
        if self._compare is not None:
            self._compare.display = False
        self._find.display = True
        self._find.enter()
        self.offer_commands()

    def on_job_failed(self, message: JobFailed) -> None:
        """Say that something failed that never should."""
        self.say(message.sentence, trouble=True)
        if message.lane == self._reading.name:
            self._find.progress(0, 0)
        if message.lane == self._comparisons.name and self._compare is not None:
            self._compare.not_compared(message.sentence)
            self.resumed = None

    # Over the views, and away

    def list_sentences(self, title: str, items: Sequence[tuple[str, str]]) -> None:
        """Lay a list of names and sentences over the view."""
        from tui.text.sentences import sentence_rows

        self._lay_over("sentences", title, lambda width: sentence_rows(items, width))

    def _lay_over(self, name: str, title: str, layout: "Layout") -> None:
        """Show rows over the view; the widget is made when it is first needed."""
        from tui.widgets.overlay import Overlay

        if self._overlay is None:
            self._overlay = Overlay()
            self.mount(self._overlay)
        self._over = name
        self._overlay.show(title, layout)
        self._overlay.display = True
        self.set_focus(self._overlay)
        self.offer_commands()

    def _close_overlay(self) -> None:
        if self._overlay is not None and self._over:
            self._overlay.display = False
            self._over = ""
            self._view.enter()
            self.offer_commands()

    def action_help(self) -> None:
        """Show or hide the keys."""
        from tui.text.help import help_rows

        if self._over == "help":
            self._close_overlay()
            return
        table = cast("Painted", self.app).command_table
        place = Context.COMPARE if self.comparing else Context.FIND
        self._lay_over("help", "Keys", lambda width: help_rows(table, place, width))

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_redraw(self) -> None:
        """Draw the screen again, after something else has written on it."""
        repaint(self.app)

    def action_suspend(self) -> None:
        """Stop, and let the shell take the terminal."""
        if has_shell():
            self.app.action_suspend_process()
        else:
            self.say("There is no shell to go to from which the reader could be called back: it stays.")

    def on_overlay_closed(self) -> None:
        """Close what lies over the view."""
        self._close_overlay()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters to the search line while it has the keys."""
        del parameters
        return not (self._place in (Context.SEARCH, Context.PAGE, Context.NAMING) and action in self._typed)

    def action_back(self) -> None:
        """Close what lies over the view, or go back to the list, or quit."""
        if self._over:
            self._close_overlay()
        elif self.comparing:
            self._leave_compare()
        elif self._find.side:
            self._find.close_side()
        else:
            self.app.exit()
