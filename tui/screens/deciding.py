"""What the screen does when the reader decides: keep it, show what has become of the comparison, and say it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.config import Settings
from tui.messages import Compared
from tui.screens.reporting import Reporting

if TYPE_CHECKING:  # loaded when they are first needed, after the first paint
    from search.library import Library
    from tui.screens.compare import CompareView
    from tui.screens.decided import Decided, Outcome


class Deciding(Reporting):
    """The part of the reader's screen that decides; `Reader` is the rest."""

    def __init__(self, library: "Library", settings: Settings) -> None:
        """Keep decisions in this library."""
        super().__init__(settings)
        self.library = library
        self._decided: Decided | None = None

    def list_sentences(self, title: str, items: Sequence[tuple[str, str]]) -> None:
        """Lay a list of names and sentences over the view."""
        raise NotImplementedError

    def forget_comparison(self) -> None:
        """Decide on nothing until articles have been compared."""
        self._decided = None

    def show_decided(self, message: Compared) -> None:
        """Show a comparison as the reader decided."""
        from tui.screens.decided import Decided

        if self._compare is None:
            return
        self._decided = Decided(self.library.decisions, message.comparison, message.decisions)
        self._compare.any_decided = bool(message.decisions)
        self._compare.compared(self._decided.comparison)
        if message.trouble:
            self.say(message.trouble, trouble=True)

    def on_compare_view_dismissed(self, event: "CompareView.Dismissed") -> None:
        """Dismiss a quantity."""
        self._decide(lambda decided: decided.dismiss(event.quantity))

    def on_compare_view_taken_out(self, event: "CompareView.TakenOut") -> None:
        """Take a statement out."""
        self._decide(lambda decided: decided.take_out(event.statement))

    def on_compare_view_joined(self, event: "CompareView.Joined") -> None:
        """Join two quantities."""
        self._decide(lambda decided: decided.join(event.first, event.second))

    def on_compare_view_undone(self) -> None:
        """Take the last decision back."""
        self._decide(lambda decided: decided.undo())

    def _decide(self, act: "Callable[[Decided], Outcome]") -> None:
        """Do what was decided, show what has become of the comparison, and say it."""
        from search.library import DecisionsError

        if self._decided is None or self._compare is None:
            return
        try:
            outcome = act(self._decided)
        except DecisionsError as trouble:
            self.say(str(trouble), trouble=True)
            return
        self._compare.any_decided = bool(self._decided.decisions)
        self._compare.decided(self._decided.comparison, outcome.towards)
        self.say(outcome.sentence)

    def on_compare_view_decisions_requested(self) -> None:
        """List what was decided on these articles."""
        decided = self._decided.list() if self._decided is not None else []
        if not decided:
            self.say("You decided nothing on these articles.")
            return
        self.list_sentences("Decided by you", decided)

    def on_panes_said(self, event: "CompareView.Said") -> None:
        """Say it."""
        self.say(event.sentence)
