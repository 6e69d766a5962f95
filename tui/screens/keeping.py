"""What the screen does to keep searches under names, and to remember those made last."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.config import Settings
from tui.jobs import Job, Lane
from tui.messages import SearchesRead
from tui.screens.expanding import Expanding
from tui.screens.narrowing import FORGET_ALL, Narrowing, Side
from tui.widgets.lines import key_for
from tui.widgets.side_list import Section, SideItem

if TYPE_CHECKING:  # loaded after the first paint
    from search.library import Library
    from search.library.searches import Searches


class Keeping(Expanding):
    """The part of the reader's screen that keeps searches."""

    def __init__(self, library: "Library", settings: Settings) -> None:
        """Keep nothing yet."""
        super().__init__(library, settings)
        self._searches_lane = Lane("keeping searches", self.post_message)
        self._to_keep: deque[tuple[Callable[[Searches], None], str]] = deque()
        """What is still to be done with the searches, and what is said then; a newer job does it too."""
        self._saved: tuple[tuple[str, str], ...] = ()
        self._history: tuple[str, ...] = ()

    def read_searches(self) -> None:
        """Do what is to be done, and learn which searches there are, in a thread."""
        library, waiting = self.library, self._to_keep

        def work(job: Job) -> None:
            from search.library.searches import SearchesError

            sentences = []
            try:
                searches = library.searches
                while waiting:
                    change, sentence = waiting.popleft()
                    change(searches)
                    sentences.append(sentence)
                saved = tuple((each.name, each.query) for each in searches.saved())
                read = SearchesRead(job.generation, saved, searches.history(), " ".join(filter(None, sentences)))
            except SearchesError as error:
                read = SearchesRead(job.generation, (), (), str(error))
            # Not even stale answers are lost: a sentence may be among them.
            self.post_message(read)

        self._searches_lane.submit(work)

    def on_searches_read(self, message: SearchesRead) -> None:
        """Offer them."""
        if message.sentence:
            self.say(message.sentence)
        if message.generation != self._searches_lane.generation:
            return
        self._saved, self._history = message.saved, message.history
        self._find.set_history(self._history)
        self._list_searches()

    def _list_searches(self) -> None:
        kept = [SideItem((name, query), name, query if query != name else "") for name, query in self._saved]
        made = [SideItem(("", query), query) for query in self._history]
        if made:
            made.append(SideItem(FORGET_ALL, "(forget all of these)"))
        sections = [
            Section("Kept", kept, f"None yet: {key_for(self._find, 'keep')} keeps what is searched for under a name."),
            Section("Made last", made, "None yet."),
        ]
        self._find.fill_side(Side.SEARCHES, "Searches", sections)

    def on_narrowing_search_made(self, event: Narrowing.SearchMade) -> None:
        """Remember a search, or keep it under a name."""
        name, query = event.name, event.query
        if name:
            lists = f"{key_for(self._find, 'searches')} lists it"
            replaced = "in place of the one kept so before" if name in dict(self._saved) else lists
            self._to_keep.append((lambda searches: searches.save(name, query), f"Kept as “{name}”; {replaced}."))
        elif self._history[:1] == (query,):
            return
        else:
            self._to_keep.append((lambda searches: searches.remember(query), ""))
        self.read_searches()

    def on_narrowing_search_forgotten(self, event: Narrowing.SearchForgotten) -> None:
        """Forget it; what is said lets it be typed again."""
        name, query = event.name, event.query
        if name:
            self._to_keep.append((lambda searches: searches.forget(name), f"“{name}” is forgotten; it was: {query}"))
        elif query:
            self._to_keep.append((lambda searches: searches.forget_made(query), ""))
        else:
            self._to_keep.append((lambda searches: searches.forget_history(), "The searches made last are forgotten."))
        self.read_searches()
