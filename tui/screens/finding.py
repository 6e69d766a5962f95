"""What the screen does to find: read the library, search as one types, look for the words in the preview."""

import time
from typing import TYPE_CHECKING

from tui.config import Settings
from tui.filters import CONTRADICTION, Asked, Facet, Filter
from tui.jobs import Job, Lane
from tui.messages import Counted, FiguresRead, Found, LibraryChanged, LibraryRead, Marked, Progressed, Weighed
from tui.screens.find import FindView
from tui.screens.keeping import Keeping
from tui.screens.narrowing import Narrowing, Side
from tui.text.outcome import notes_of, nothing_found, outcome_of
from tui.widgets.article_list import Entry
from tui.widgets.lines import key_for
from tui.widgets.side_list import Section, SideItem

if TYPE_CHECKING:  # loaded after the first paint
    from search.engines import Within
    from search.library import Library

AT_ONCE = 200
"""Articles that a search brings at first; as many again come whenever the cursor gets near the end of them."""
STILL = 0.2
"""Seconds that the cursor rests on an article before its figures are counted."""

_FIGURES, _STORIES = "figures", "stories"


class Finding(Keeping):
    """The part of the reader's screen that reads and searches; `Reader` is the rest."""

    def __init__(self, library: "Library", settings: Settings) -> None:
        """Find in this library."""
        super().__init__(library, settings)
        self._reading = Lane("reading the articles", self.post_message)
        self._searching = Lane("searching", self.post_message)
        self._counting = Lane("counting", self.post_message)
        self._marking = Lane("looking for words", self.post_message)
        self._figuring = Lane("reading the figures", self.post_message)
        self._listed = 0
        self._limit = AT_ONCE
        self._searched = ""
        """What was searched for last, with the words of other languages."""
        self._figured = ""
        """What of the figures of all articles is known or being read: `_FIGURES`, or `_STORIES` too."""
        self._facts: dict[str, str] = {}
        """By path, how many figures an article has, in words."""

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
        if message.done >= max(1, 2 * self._listed) and self._find.asked.is_everything:
            self._show_all(empty="Reading the articles…")

    def on_library_read(self, message: LibraryRead) -> None:
        """Show all articles, or search again in all of them."""
        if message.generation != self._reading.generation:
            return
        self._figured = ""  # there may be other articles now
        self._find.progress(0, 0)
        self._show_again()
        self.call_later(self.take_back)

    def on_library_changed(self, message: LibraryChanged) -> None:
        """Show what has come, and no longer what has gone."""
        if message.generation == self._reading.generation:
            self._figured = ""
            self._show_again()

    def _show_again(self) -> None:
        self._find.problems(len(self.library.problems))
        self.search_again()
        self.read_searches()

    async def take_back(self) -> None:
        """Open what was open, once all articles are known."""
        raise NotImplementedError

    def _show_all(self, *, empty: str) -> None:
        articles = self.library.articles
        number = self._listed = len(articles)
        self._searched = ""
        outcome = f"{number:,} article{'' if number == 1 else 's'}" if number else ""
        self._find.list_articles(articles, outcome, empty=empty)
        self._find.annotate((), "")

    # Searching

    def on_narrowing_query_changed(self, event: Narrowing.QueryChanged) -> None:
        """Search in a thread; typing goes on."""
        self._limit = AT_ONCE
        self._search(keep=event.keep)
        self._find.annotate(notes_of(event.asked, "", ""), "")  # the filters at once, what came of it later
        self._count()

    def search_again(self) -> None:
        """Search for the same, because there are other articles or more is known of them; no row jumps."""
        self._search(keep=True)
        self._count()

    def on_find_view_more_wanted(self) -> None:
        """Bring more of what was found."""
        self._limit *= 2
        self._search(keep=True)

    def _search(self, *, keep: bool) -> None:
        asked, library, limit = self._find.asked, self.library, self._limit
        if asked.is_everything:
            self._searching.cancel()
            self._show_all(empty="There are no articles here.")
            return

        def work(job: Job) -> None:
            if _asks_for_figures(asked):
                _let_figures_be_read(library)
            query, elsewhere = self._wording_of(asked)
            within = _within(asked)
            results = library.search(query, limit=limit, as_typed=True, within=within, order=asked.order)
            suggestion = results.suggestion
            if not results.total and asked.text.strip() and not job.cancelled():
                suggestion = library.search(asked.text, limit=0, within=within).suggestion
            job.tell(Found(job.generation, query, results, elsewhere, suggestion, keep))

        self._searching.submit(work)
        if wanted := _asks_for_figures(asked):
            self._read_figures(stories=wanted == _STORIES)

    def _wording_of(self, asked: Asked) -> tuple[str, str]:
        """The query with the words of other languages, and which these are."""
        if not asked.elsewhere or not asked.text.strip():
            return asked.searched(asked.text), ""
        expansion = self.expanded(asked.text)
        sentence = expansion.sentence or "No words of other languages are known for this."
        return asked.searched(expansion.query), sentence

    def on_found(self, message: Found) -> None:
        """List what was found."""
        if message.generation != self._searching.generation:
            return
        asked, results = self._find.asked, message.results
        self._searched = message.query if asked.text.strip() else ""  # what is marked in texts
        if self._searched:
            entries = [Entry(hit.article, hit.snippet, tuple(hit.marks)) for hit in results.hits]
        else:
            entries = [Entry(hit.article) for hit in results.hits]
        self._find.list_hits(
            entries,
            outcome_of(results.total, len(self.library.articles)),
            total=results.total,
            empty=nothing_found(asked, key_for(self._find, "clear_filters"), key_for(self._find, "elsewhere")),
            suggestion=message.suggestion,
            keep=message.keep,
        )
        reading = "" if message.elsewhere else results.reading
        self._find.annotate(notes_of(asked, reading, results.meaning), message.elsewhere)

    # Figures of all articles, once somebody asks for them

    def _read_figures(self, *, stories: bool) -> None:
        library = self.library
        if self._figured == _STORIES or self._figured == (_STORIES if stories else _FIGURES):
            return
        self._figured = _STORIES if stories else _FIGURES

        def work(job: Job) -> None:
            _let_figures_be_read(library)
            told = 1

            def progress(done: int, _total: int) -> None:
                nonlocal told
                if done >= 2 * told:
                    told = done
                    job.tell(FiguresRead(job.generation))

            library.read_figures(job.cancelled, progress)
            told = 1
            if stories:
                library.compare_stories(job.cancelled, progress)
            job.tell(FiguresRead(job.generation))

        self._figuring.submit(work)

    def on_figures_read(self, message: FiguresRead) -> None:
        """Search again where figures are asked for."""
        if message.generation == self._figuring.generation and _asks_for_figures(self._find.asked):
            self.search_again()

    # Facets

    def on_narrowing_side_wanted(self, event: Narrowing.SideWanted) -> None:
        """Fill what stands beside the articles."""
        if event.side is Side.FILTERS:
            self._find.fill_side(Side.FILTERS, "Filters", ())
            self._count()
        else:
            self._list_searches()

    def _count(self) -> None:
        if self._find.side is not Side.FILTERS:
            return
        asked, library, locale = self._find.asked, self.library, self.settings.reader_locale

        def work(job: Job) -> None:
            from tui.text.names import language_name

            query, _ = self._wording_of(asked)
            within = _within(asked)
            facets = library.search(query, limit=0, as_typed=True, facets=True, within=within).facets
            if facets is not None:
                names = {code: language_name(code, locale) for code, _ in facets.languages if code}
                job.tell(Counted(job.generation, facets, names))

        self._counting.submit(work)

    def on_counted(self, message: Counted) -> None:
        """Show the values with their counts; those that are set are there even if nothing has them."""
        if message.generation != self._counting.generation:
            return
        asked, facets = self._find.asked, message.facets
        sections = []
        for title, facet, counts in (
            ("Language", Facet.LANGUAGE, facets.languages),
            ("Month", Facet.MONTH, facets.months),
            ("Source", Facet.SOURCE, facets.sources),
        ):
            known = dict(counts)
            values = [*known, *sorted(asked.values(facet) - known.keys())]
            items = [
                SideItem(
                    Filter(facet, value),
                    value or "unknown",
                    message.names.get(value, "") if facet is Facet.LANGUAGE else "",
                    known.get(value, 0),
                    Filter(facet, value) in asked.filters,
                )
                for value in values
            ]
            sections.append(Section(title, items, "None."))
        has = Filter(Facet.HAS, CONTRADICTION)
        told = "a figure at odds with another article of the story"
        sections.append(Section("Figures", [SideItem(has, "contradictions", told, is_set=has in asked.filters)]))
        self._find.fill_side(Side.FILTERS, "Filters", sections)

    # The preview

    def on_find_view_previewed(self, event: FindView.Previewed) -> None:
        """Look for the words of the query in the preview, and count its figures once the cursor rests."""
        library, article, query = self.library, event.article, self._searched
        facts = self._facts.get(article.path, "")
        if facts:
            self._find.tell_of_preview(article.path, facts)

        def work(job: Job) -> None:
            spans = library.marks(article, query, as_typed=True) if query else ()
            job.tell(Marked(job.generation, article.path, spans))
            started = time.monotonic()
            while time.monotonic() < started + STILL and not job.cancelled():
                time.sleep(STILL / 4)
            if facts or job.cancelled():
                return
            from search.figures import find_figures

            number = len(find_figures(article.body, article.language, article.published))
            figures = "1 figure" if number == 1 else f"{number} figures"
            job.tell(Weighed(job.generation, article.path, figures))

        self._marking.submit(work)

    def on_marked(self, message: Marked) -> None:
        """Mark them."""
        if message.generation == self._marking.generation:
            self._find.mark_preview(message.path, message.spans)

    def on_weighed(self, message: Weighed) -> None:
        """Tell it in the head of the preview."""
        self._facts[message.path] = message.facts
        self._find.tell_of_preview(message.path, message.facts)


def _let_figures_be_read(library: "Library") -> None:
    """Give the library who reads figures, which takes a while to load."""
    from search.facts import FigureFacts

    if library.fact_reader is None:
        library.fact_reader = FigureFacts()


def _asks_for_figures(asked: Asked) -> str:
    """What must be known of the figures of all articles to answer this; "" for nothing."""
    text = asked.text.lower()
    if asked.values(Facet.HAS) or "has:" in text:
        return _STORIES
    return _FIGURES if "figure:" in text or "quantity:" in text else ""


def _within(asked: Asked) -> "Within":
    from search.engines import Within

    return Within(asked.values(Facet.LANGUAGE), asked.values(Facet.SOURCE), asked.values(Facet.MONTH))
