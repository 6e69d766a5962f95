"""Going to a place by a letter: labels on the figures and paragraphs in view, and marks that the reader sets."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult

from search.article import Article
from tui.screens.page_search import PageSearching
from tui.session import Session
from tui.text.arrange import Slot
from tui.text.labels import labels
from tui.widgets.awaited import AwaitedLetter
from tui.widgets.pane import Place, Target

BEFORE = "'"
"""Names the place where one was before the last jump, as in vim and less."""


class Jumping(PageSearching):
    """Knows which labels are shown, and which marks were set."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without labels and marks."""
        super().__init__(id=id)
        self._targets: dict[str, tuple[Slot, Target]] = {}
        self._pressed = ""
        self._take: Callable[[str], None] = self._jump
        self._marked: dict[str, tuple[str, int]] = {}

    def compose(self) -> ComposeResult:
        """The line lies over the last row."""
        yield from super().compose()
        yield AwaitedLetter(id="awaited")

    def show_quantity(self, quantity: int) -> None:
        """Go to a quantity, in the panel and in all panes."""
        raise NotImplementedError

    @property
    def typing(self) -> bool:
        """Whether keys are letters and no commands."""
        return super().typing or (self.is_mounted and self._awaited.display)

    @property
    def _awaited(self) -> AwaitedLetter:
        return self.query_one("#awaited", AwaitedLetter)

    def with_session(self, session: Session) -> Session:
        """Return a session with what is open here added."""
        marks = tuple(f"{letter} {offset} {path}" for letter, (path, offset) in self._marked.items())
        return replace(super().with_session(session), marks=marks)

    def take_back(self, session: Session) -> None:
        """Go where the reader was when these articles were open last."""
        for mark in session.marks:
            letter, _, rest = mark.partition(" ")
            offset, _, path = rest.partition(" ")
            if len(letter) == 1 and offset.isascii() and offset.isdigit() and len(offset) < 10:
                self._marked[letter] = (path, int(offset))
        super().take_back(session)

    def action_jump(self) -> None:
        """Put a letter on each figure and paragraph in view; pressing it goes there."""
        found = [(slot, target) for slot, pane in self.panes_in_view for target in pane.targets()]
        self._targets = dict(zip(labels(len(found)), found, strict=True))
        self._pressed = ""
        self._show_labels()
        self._ask("Press the letters of a figure or a paragraph to go to it.", self._jump)

    def action_set_mark(self) -> None:
        """Name the place at the top of this pane by a letter."""
        self._ask("Press the letter to remember this place by.", self._mark)

    def action_go_to_mark(self) -> None:
        """Go to the place with a letter."""
        names = " ".join(sorted(self._marked))
        self._ask(f"Press the letter of the place to go to: {names}", self._go_to_mark)

    def _ask(self, question: str, take: Callable[[str], None]) -> None:
        self._take = take
        self._awaited.ask(question)
        self.post_message(self.Changed())

    def on_awaited_letter_pressed(self, event: AwaitedLetter.Pressed) -> None:
        """Take the letter."""
        self._take(event.letter)

    def _end_asking(self) -> None:
        self._targets = {}
        self._show_labels()
        self._awaited.display = False
        self.enter()
        self.post_message(self.Changed())

    def _show_labels(self) -> None:
        """Show in each pane the labels that begin with what was pressed, without it."""
        for slot, pane in self.panes_in_view:
            own = {
                (target.row, target.column): label[len(self._pressed) :]
                for label, (place, target) in self._targets.items()
                if place == slot and label.startswith(self._pressed)
            }
            pane.label(own)

    def _jump(self, letter: str) -> None:
        self._pressed += letter
        target = self._targets.get(self._pressed)
        if letter and target is None and any(label.startswith(self._pressed) for label in self._targets):
            self._show_labels()
            return
        self._end_asking()
        if target is not None:
            self._remember_here()
            self._go_to_target(*target)

    def _go_to_target(self, slot: Slot, target: Target) -> None:
        self.give_keys(slot)
        pane = self.panes[self.shown.index(slot)]
        if not target.is_figure:
            pane.scroll_by_hand(target.row)
            return
        quantity = self._quantity_at(slot.article, target.offset)
        if quantity is not None:
            self.show_quantity(quantity)
        else:
            pane.point_at(next(mark for mark in pane.marks if mark.start == target.offset))

    def _quantity_at(self, article: int, offset: int) -> int | None:
        """The quantity, of those that are shown, that the figure at an offset belongs to."""
        if self.comparison is None:
            return None
        statements = self.comparison.statements
        return next(
            (
                index
                for index in self.order
                for number in self.comparison.quantities[index].statements
                if statements[number].article == article and statements[number].figure.start == offset
            ),
            None,
        )

    def _here(self) -> tuple[Article, int] | None:
        pane = self.pane_with_keys() or next((pane for _, pane in self.panes_in_view), None)
        return (pane.article, pane.first_offset) if pane is not None and pane.article is not None else None

    def _remember_here(self, letter: str = BEFORE) -> None:
        here = self._here()
        if here is not None:
            self._marked[letter] = (here[0].path, here[1])

    def _mark(self, letter: str) -> None:
        self._end_asking()
        if letter.isalnum():
            self._remember_here(letter)
            self.post_message(self.Said(f"This place is remembered as {letter}."))

    def _go_to_mark(self, letter: str) -> None:
        self._end_asking()
        if not letter or letter.isspace():
            return
        path, offset = self._marked.get(letter, ("", 0))
        index = next((number for number, article in enumerate(self.articles) if article.path == path), None)
        if index is None:
            elsewhere = "is in an article that is not open here" if path else "was never set"
            self.post_message(self.Said(f"The place {letter} {elsewhere}."))
            return
        self._remember_here()
        slot = next((slot for slot in self.shown if slot.article == index), Slot(index))
        self.give_keys(slot)
        pane = self.pane_with_keys()
        if pane is not None:
            pane.go_to(Place(offset) if offset else Place())
            self.lead(slot)
