"""What of the view to compare belongs to a session, and how it comes back."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from tui.screens.judging import Judging
from tui.screens.panes import PANEL
from tui.session import Session
from tui.text.arrange import Arrangement
from tui.text.choosing import Choice
from tui.widgets.pane import Place


class Remembering(Judging):
    """Tells what is open, and takes it back."""

    def with_session(self, session: Session) -> Session:
        """Return a session with what is open here added."""
        return replace(
            session,
            open=tuple(article.path for article in self.articles),
            focused=self.focused_article,
            quantity=self.quantity,
            panel=self.panel_wanted,
            panes=tuple(slot.article for slot in self.shown),
            places=tuple(pane.first_offset for _, pane in self.panes_in_view),
            arranged=tuple(slot.article for slot in self.arrangement.slots),
            parts=self.arrangement.parts,
            **asdict(self.choice),
        )

    def take_back(self, session: Session) -> None:
        """Go where the reader was when these articles were open last."""
        quantities = len(self.comparison.quantities) if self.comparison else 0
        self.choice = Choice(session.contradictions, session.kind, session.source)
        self.panel_wanted = session.panel and len(self.articles) > 1
        self.quantity = session.quantity if session.quantity in self.order[:quantities] else -1
        self.arrangement = Arrangement.of(session.arranged, session.parts, len(self.articles))
        self.set_out(tuple(index for index in session.panes if index < len(self.articles)))
        if session.focused in range(PANEL, len(self.articles)):
            self.focused_article = session.focused
        self.enter()
        self.call_after_refresh(self._go_to_places, session.panes, session.places)
        self.post_message(self.Changed())

    def _go_to_places(self, articles: Sequence[int], places: Sequence[int]) -> None:
        for (slot, pane), article, offset in zip(self.panes_in_view, articles, places, strict=False):
            if slot.article == article:
                pane.go_to(Place(offset) if offset else Place())
