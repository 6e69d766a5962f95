"""What of the view to compare belongs to a session, and how it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from tui.screens.judging import Judging
from tui.session import Session
from tui.text.choosing import Choice
from tui.widgets.pane import ReadingPane

PANEL = -1
"""Stands for the panel where the number of an article says who has the keys."""


class Remembering(Judging):
    """Tells what is open, and takes it back."""

    focused_article = 0
    """Index of the article with the keys, or PANEL."""
    panel_wanted = True

    @property
    def panes(self) -> Sequence[ReadingPane]:
        """All panes, shown or not."""
        raise NotImplementedError

    def set_out(self, wanted: tuple[int, ...] = ()) -> None:
        """Show the wanted articles in as many panes as fit, and all else as it is now."""
        raise NotImplementedError

    def enter(self) -> None:
        """Give the keys to whom they belong."""
        raise NotImplementedError

    def with_session(self, session: Session) -> Session:
        """Return a session with what is open here added."""
        return replace(
            session,
            open=tuple(article.path for article in self.articles),
            focused=self.focused_article,
            quantity=self.quantity,
            panel=self.panel_wanted,
            places={pane.article.path: pane.first_offset for pane in self.panes if pane.display and pane.article},
            **asdict(self.choice),
        )

    def take_back(self, session: Session) -> None:
        """Go where the reader was when these articles were open last."""
        quantities = len(self.comparison.quantities) if self.comparison else 0
        self.choice = Choice(session.contradictions, session.kind, session.source)
        self.panel_wanted = session.panel and len(self.articles) > 1
        self.quantity = session.quantity if session.quantity in self.order[:quantities] else -1
        if session.focused in range(PANEL, len(self.articles)):
            self.focused_article = session.focused
        self.set_out(tuple(index for index, article in enumerate(self.articles) if article.path in session.places))
        self.enter()
        self.call_after_refresh(self._go_to_places, session.places)
        self.post_message(self.Changed())

    def _go_to_places(self, places: Mapping[str, int]) -> None:
        for pane in self.panes:
            if pane.display and pane.article and places.get(pane.article.path):
                pane.go_to_offset(places[pane.article.path])
