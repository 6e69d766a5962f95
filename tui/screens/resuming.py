"""What the screen does to go on where the reader left off."""

from typing import TYPE_CHECKING

from tui.screens.finding import Finding
from tui.session import Session

if TYPE_CHECKING:
    from search.article import Article


class Resuming(Finding):
    """The part of the reader's screen that takes a session back; `Reader` is the rest."""

    resumed: Session | None = None
    """What is still to be taken back; None when there is nothing, or the reader has begun something else."""

    async def open_articles(self, articles: "tuple[Article, ...]") -> None:
        """Open articles side by side and compare them."""
        raise NotImplementedError

    @property
    def comparing(self) -> bool:
        """Whether the view to compare is shown."""
        raise NotImplementedError

    def session(self) -> Session:
        """Return what is open now."""
        find = self._find
        current = find.current
        seen = Session(
            query=find.asked.as_query,
            current=current.path if current else "",
            chosen=tuple(find.chosen),
        )
        if self._compare is None or not self.comparing:
            return seen
        return self._compare.with_session(seen)

    def take_back_query(self) -> None:
        """Type what was searched for."""
        if self.resumed is not None and self.resumed.query:
            self._find.type(self.resumed.query)

    async def take_back(self) -> None:
        """Mark and open what was marked and open, as far as it still is there."""
        session = self.resumed
        if session is None:
            return
        known = {article.path: article for article in self.library.articles}
        self._find.take_back([known[path] for path in session.chosen if path in known], session.current)
        articles = tuple(known[path] for path in session.open if path in known)
        if not articles or len(articles) < len(session.open):
            self.resumed = None
        if articles:
            await self.open_articles(articles)

    def take_back_comparison(self) -> None:
        """Go to the quantity and the places where the reader was."""
        session, self.resumed = self.resumed, None
        if session is None or self._compare is None:
            return
        self._compare.take_back(session)
