"""The view to read and compare: one to four articles side by side above the panel of differences."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from search.article import Article
from search.compare import Comparison
from tui.commands import Context, bindings, commands
from tui.copying import Copied
from tui.screens.jumping import Jumping
from tui.screens.panes import PANEL
from tui.screens.walking import Walking
from tui.text.arrange import Slot, members
from tui.text.choosing import Choice
from tui.text.marks import figure_marks
from tui.text.rows import Span
from tui.widgets.lines import key_for
from tui.widgets.pane import ReadingPane
from tui.widgets.panel import DifferencePanel

_WHILE_SEEKING = {"next_quantity": "next place", "previous_quantity": "place before", "leave": "end search"}
"""What commands are called while words are sought."""


class CompareView(Jumping, Walking):
    """Shows articles and their comparison; asks for translations by message and knows no engine."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.COMPARE)]

    class Dismissed(Message):
        """The reader dismisses a quantity."""

        def __init__(self, quantity: int) -> None:
            """Say which, by its index."""
            self.quantity = quantity
            super().__init__()

    class TakenOut(Message):
        """The reader takes a statement out of its quantity."""

        def __init__(self, statement: int) -> None:
            """Say which, by its index."""
            self.statement = statement
            super().__init__()

    class Joined(Message):
        """The reader joins two quantities."""

        def __init__(self, first: int, second: int) -> None:
            """Say which, by their indices."""
            self.first, self.second = first, second
            super().__init__()

    class Undone(Message):
        """The reader takes the last decision back."""

    class DecisionsRequested(Message):
        """The reader wants to see what was decided."""

    class StoryRequested(Message):
        """The reader wants to compare the story that an article tells."""

        def __init__(self, article: Article) -> None:
            """Say which article."""
            self.article = article
            super().__init__()

    class CopyRequested(Message):
        """The reader wants a text on the clipboard."""

        def __init__(self, what: Copied, comparison: Comparison, quantity: int, article: int) -> None:
            """Say what, of which quantity and which article."""
            self.what = what
            self.comparison = comparison
            self.quantity = quantity
            self.article = article
            super().__init__()

    class ReportRequested(Message):
        """The reader wants a report in a file."""

        def __init__(self, comparison: Comparison) -> None:
            """Say of what."""
            self.comparison = comparison
            super().__init__()

    class SearchRequested(Message):
        """The reader wants to go back and search."""

    class Left(Message):
        """The reader wants to go back to the list."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without articles."""
        super().__init__(id=id)
        self.any_decided = False
        """Whether anything was decided on these articles, so that it can be undone."""
        self._place_wanted = -1
        """Offset into the first article to scroll to once it is compared, -1 for none."""
        self._joining: int | None = None
        self._sentence = ""
        self._marks: dict[int, tuple[Span, ...]] = {}

    def open(self, articles: tuple[Article, ...], sentence: str) -> None:
        """Show articles; `sentence` stands in the panel until they are compared."""
        self.comparison, self.choice = None, Choice()
        self.quantity, self._joining = -1, None
        self._marks, self._sentence = {}, sentence
        self.begin_panes(articles)
        self.set_out()
        self.enter()

    def compared(self, comparison: Comparison) -> None:
        """Mark the figures and fill the panel."""
        self.comparison = comparison
        self.forget_alignment()
        self._marks = {index: figure_marks(comparison, index) for index in range(len(self.articles))}
        self.set_out()
        if self._place_wanted >= 0:
            place, self._place_wanted = self._place_wanted, -1
            self.call_after_refresh(self.panes[0].reveal, place)

    def decided(self, comparison: Comparison, towards: frozenset[int]) -> None:
        """Show the comparison after a decision; the quantity with most of the statements `towards` comes into view."""
        common = [len(towards & set(quantity.statements)) for quantity in comparison.quantities]
        last = len(comparison.quantities) - 1
        self.quantity = common.index(max(common)) if any(common) else min(self.quantity, last)
        self._joining = None
        self.compared(comparison)
        self._reveal()
        self.post_message(self.Changed())

    def not_compared(self, sentence: str) -> None:
        """Say in the panel why there is no comparison."""
        self._sentence = sentence
        self.set_out()

    def possible(self, command: str) -> bool:
        """Return whether a command makes sense now."""
        if command in ("copy", "copy_quote", "copy_all"):
            return self.comparison is not None and bool(self.comparison.quantities)
        if self.seeking and command in _WHILE_SEEKING:
            return True
        if command == "keep_found":
            return self.typing_sought
        kinds = (self.judging_possible, self.walking_possible, self.panes_possible, self.linked_possible)
        for kind in kinds:
            possible = kind(command)
            if possible is not None:
                return possible
        if command == "report":
            return self.comparison is not None
        if command in ("dismiss", "take_out", "join"):
            return self.current_quantity is not None
        if command in ("undo", "decisions"):
            return self.comparison is not None and len(self.articles) > 1 and self.any_decided
        if command == "story_here":
            return self.focused_article != PANEL
        return self.translation_possible(command)

    def title_of(self, command: str, usual: str) -> str:
        """Return what the foot calls a command now."""
        if command == "join":
            return usual if self._joining is None else "join here"
        if self.seeking and command in _WHILE_SEEKING:
            return _WHILE_SEEKING[command]
        if command == "link":
            return "unlink" if self.linked else usual
        if command == "panel":
            return "hide panel" if self.panel_wanted else "panel"
        return self.translation_title(command, usual)

    def action_next_quantity(self) -> None:
        """Go to the next quantity, or to the next place of what is sought; after the last one comes the first."""
        self._step(1)

    def action_previous_quantity(self) -> None:
        """Go to the quantity before, or to the place before of what is sought."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.seeking:
            self.step_found(step)
        else:
            self._go_to_quantity(step)

    def action_panel(self) -> None:
        """Show or hide the panel."""
        self.panel_wanted = not self.panel_wanted
        if not self.panel_wanted and self.focused_article == PANEL:
            self.focused_article = self.shown[0].article
        self.set_out()
        self.enter()
        self.post_message(self.Changed())

    def action_dismiss(self) -> None:
        """Dismiss the quantity in view."""
        to_quantity = key_for(self, "next_quantity")
        if self.current_quantity is None:
            self.post_message(self.Said(f"Go with {to_quantity} to the quantity that you want to dismiss."))
        else:
            self.post_message(self.Dismissed(self.quantity))

    def action_take_out(self) -> None:
        """Take what the article with the keys states out of the quantity in view."""
        statement = self.statement_of(self.focused_article)
        to_quantity, to_article = key_for(self, "next_quantity"), key_for(self, "next_pane")
        if self.current_quantity is None:
            self.post_message(
                self.Said(f"Go to the quantity with {to_quantity}, and to the article with {to_article}.")
            )
        elif statement is None:
            self.post_message(self.Said(f"Go with {to_article} to the article whose statement you want to take out."))
        else:
            self.post_message(self.TakenOut(statement))

    def action_join(self) -> None:
        """Remember the quantity in view, or join it with the one that is remembered."""
        again = key_for(self, "join")
        if self.current_quantity is None:
            to_quantity = key_for(self, "next_quantity")
            self.post_message(self.Said(f"Go to the first of the two quantities with {to_quantity}."))
        elif self._joining is None:
            self._joining = self.quantity
            label = self.current_quantity.label
            self.post_message(self.Said(f"Go to the quantity to join with “{label}” and press {again} again."))
            self.post_message(self.Changed())
        else:
            first, self._joining = self._joining, None
            if first == self.quantity:
                self.post_message(self.Said("Not joined: that is the same quantity."))
                self.post_message(self.Changed())
            else:
                self.post_message(self.Joined(first, self.quantity))

    def action_undo(self) -> None:
        """Take the last decision back."""
        if self.comparison is not None:
            self.post_message(self.Undone())

    def action_decisions(self) -> None:
        """List what was decided."""
        if self.comparison is not None:
            self.post_message(self.DecisionsRequested())

    def action_story_here(self) -> None:
        """Compare the story of the article with the keys."""
        if self.focused_article != PANEL:
            self.post_message(self.StoryRequested(self.articles[self.focused_article]))

    def action_copy(self) -> None:
        """Copy the quantity."""
        self._copy(Copied.QUANTITY)

    def action_copy_quote(self) -> None:
        """Copy what the article with the keys states of the quantity."""
        self._copy(Copied.QUOTE)

    def action_copy_all(self) -> None:
        """Copy the whole comparison."""
        self._copy(Copied.COMPARISON)

    def _copy(self, what: Copied) -> None:
        if self.comparison is not None:
            quantity = max(self.quantity, 0)
            self.post_message(self.CopyRequested(what, self.comparison, quantity, self.focused_article))

    def action_report(self) -> None:
        """Write the whole comparison into a file."""
        if self.comparison is not None:
            self.post_message(self.ReportRequested(self.comparison))

    def reveal_place(self, offset: int) -> None:
        """Scroll the first pane to a place in its article, once its figures are known and it has its size."""
        self._place_wanted = offset

    def action_search_all(self) -> None:
        """Go back and search in all articles."""
        self.post_message(self.SearchRequested())

    def action_leave(self) -> None:
        """Go back to the list, or end the search in these texts."""
        if self.seeking:
            self.end_search()
        else:
            self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters to the line while it has the keys."""
        del parameters
        return not (self.typing and any(action == command.id for command in commands(Context.COMPARE)))

    def _go_to_quantity(self, step: int) -> None:
        order = self.order
        if self.comparison is None or not order:
            return
        place = order.index(self.quantity) if self.quantity in order else -1 if step > 0 else 0
        self.quantity = order[(place + step) % len(order)]
        if (step > 0) is (self.quantity <= (order[place] if place >= 0 else -1)) and len(order) > 1:
            end = "first" if step > 0 else "last"
            self.post_message(self.Said(f"That was all of them: this is the {end} quantity again."))
        self.show_quantity(self.quantity)

    def show_quantity(self, quantity: int) -> None:
        """Go to a quantity, in the panel and in all panes."""
        if self.comparison is None:
            return
        self.quantity = quantity
        wanted = members(self.comparison, self.comparison.quantities[quantity])
        before = self.shown
        self.set_out(wanted)
        if self.focused_article != PANEL and self.slot_with_keys() is None:
            self.focused_article = wanted[0]
        self.enter()
        self._reveal()
        if before != self.shown:  # panes that just appeared have no size yet
            self.call_after_refresh(self._reveal)
        self.post_message(self.Changed())

    def appeared(self, slots: frozenset[Slot]) -> None:
        """Go to the quantity in view in panes that just appeared, once they have a size."""
        if self.quantity >= 0:
            self.call_after_refresh(self._reveal, slots)

    def show_slot(self, slot: Slot, pane: ReadingPane) -> None:
        """Let a pane show its article with the figures marked, and what stands for its blocks."""
        sentence = self.statement_span(slot.article)
        hits, current = self.found_in(slot)
        pane.mark_found(hits, current)
        pane.show(
            self.articles[slot.article],
            number=slot.article + 1 if len(self.articles) > 1 else 0,
            marks=self._marks.get(slot.article, ()),
            here=sentence[0] if sentence else None,
            renditions=self.renditions_of(slot),
            state=self.translation_state(slot),
            linked=self.linked and len(self.shown) > 1,
        )

    def show_panel(self, panel: DifferencePanel) -> None:
        """Let the panel show the comparison."""
        panel.show(self.comparison, self.quantity, self._sentence, self.chosen, self.choice_in_words)

    def chosen_changed(self) -> None:
        """Show the quantities that are wanted now."""
        self.set_out()

    def source_with_keys(self) -> int:
        """Return the index of the article that has the keys, the first one while the panel has them."""
        return self.focused_article if self.focused_article != PANEL else self.shown[0].article

    def _reveal(self, only: frozenset[Slot] | None = None) -> None:
        for slot, pane in self.panes_in_view:
            place = self.statement_span(slot.article)
            if place is not None and (only is None or slot in only):
                pane.reveal(place[1])
