"""What the screen does to find: read the library, search as one types, look for the words in the preview."""

from typing import TYPE_CHECKING

from tui.config import Settings
from tui.jobs import Job, Lane
from tui.messages import Found, LibraryChanged, LibraryRead, Marked, Progressed
from tui.screens.deciding import Deciding
from tui.screens.find import FindView, outcome_of
from tui.widgets.article_list import Entry

if TYPE_CHECKING:  # loaded after the first paint
    from search.library import Library


class Finding(Deciding):
    """The part of the reader's screen that reads and searches; `Reader` is the rest."""

    def __init__(self, library: "Library", settings: Settings) -> None:
        """Find in this library."""
        super().__init__(library, settings)
        self._reading = Lane("reading the articles", self.post_message)
        self._searching = Lane("searching", self.post_message)
        self._marking = Lane("looking for words", self.post_message)
        self._listed = 0

    @property
    def _find(self) -> FindView:
        return self.query_one("#find", FindView)

    def _read_library(self) -> None:
        library = self.library

        def work(job: Job) -> None:
            def progress(done: int, total: int) -> None:
                job.tell(Progressed(job.generation, done, total))

            job.tell(LibraryRead(job.generation, library.refresh(progress, job.cancelled)))
            # What the first comparison needs takes a while to load: better now than when it is asked for.
            import tui.screens.compare  # noqa: F401

            library.watch(lambda _done: job.tell(LibraryChanged(job.generation)), job.cancelled)

        self._reading.submit(work)

    def on_progressed(self, message: Progressed) -> None:
        """Move the progress bar."""
        if message.generation != self._reading.generation:
            return
        self._find.progress(message.done, message.total)
        # The list grows in steps that double, so that a large library is not listed thousands of times.
        if message.done >= max(1, 2 * self._listed) and not self._find.query_text.strip():
            self._show_all(empty="Reading the articles…")

    def on_library_read(self, message: LibraryRead) -> None:
        """Show all articles, or search again in all of them."""
        if message.generation != self._reading.generation:
            return
        self._find.progress(0, 0)
        self._show_again()
        self.call_later(self.take_back)

    def on_library_changed(self, message: LibraryChanged) -> None:
        """Show what has come, and no longer what has gone."""
        if message.generation == self._reading.generation:
            self._show_again()

    def _show_again(self) -> None:
        self._find.problems(len(self.library.problems))
        if self._find.query_text.strip():
            self._search(self._find.query_text)
        else:
            self._show_all(empty="There are no articles here.")

    async def take_back(self) -> None:
        """Open what was open, once all articles are known."""
        raise NotImplementedError

    def _show_all(self, *, empty: str) -> None:
        articles = self.library.articles
        number = self._listed = len(articles)
        outcome = f"{number} article{'' if number == 1 else 's'}" if number else ""
        self._find.list_articles(articles, outcome, empty=empty)

    def on_find_view_query_changed(self, event: FindView.QueryChanged) -> None:
        """Search in a thread; typing goes on."""
        if event.query.strip():
            self._search(event.query)
        else:
            self._searching.cancel()
            self._show_all(empty="There are no articles here.")

    def _search(self, query: str) -> None:
        library = self.library

        def work(job: Job) -> None:
            job.tell(Found(job.generation, query, library.search(query, limit=200, as_typed=True)))

        self._searching.submit(work)

    def on_found(self, message: Found) -> None:
        """List what was found."""
        if message.generation != self._searching.generation:
            return
        results = message.results
        entries = [Entry(hit.article, hit.snippet, tuple(hit.marks)) for hit in results.hits]
        outcome = outcome_of(len(entries), results.total, len(self.library.articles), results.reading, message.query)
        self._find.list_hits(entries, outcome, empty="No article has these words.")

    def on_find_view_previewed(self, event: FindView.Previewed) -> None:
        """Look for the words of the query in the preview."""
        library, article, query = self.library, event.article, self._find.query_text
        if not query.strip():
            self._marking.cancel()
            return

        def work(job: Job) -> None:
            job.tell(Marked(job.generation, article.path, library.marks(article, query, as_typed=True)))

        self._marking.submit(work)

    def on_marked(self, message: Marked) -> None:
        """Mark them."""
        if message.generation == self._marking.generation:
            self._find.mark_preview(message.path, message.spans)
