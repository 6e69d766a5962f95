"""What one does with the quantities of a comparison: choose some, look into one, see all in a table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.message import Message

from search.compare import Comparison, Quantity
from tui.screens.translated import TranslatedPanes
from tui.text.choosing import Choice, chosen, described, next_kind
from tui.text.detail import lay_out_detail
from tui.text.matrix import lay_out_matrix
from tui.text.names import byline
from tui.text.rows import Row
from tui.widgets.lines import key_for


class Judging(TranslatedPanes):
    """Knows the comparison, which of its quantities are wanted, and which is in view."""

    comparison: Comparison | None = None
    quantity = -1
    """Index of the quantity in view; -1 before the first."""
    choice = Choice()
    """Which quantities are wanted."""
    locale = "en"
    """How values are written, as Babel names it."""

    class Laid(Message):
        """Something is to be shown over the panes."""

        def __init__(self, title: str, layout: Callable[[int], Sequence[Row]]) -> None:
            """Give its title, and what lays it out for a width."""
            self.title = title
            self.layout = layout
            super().__init__()

    def chosen_changed(self) -> None:
        """Show the quantities that are wanted now."""
        raise NotImplementedError

    def source_with_keys(self) -> int:
        """Return the index of the article that has the keys, -1 for none."""
        raise NotImplementedError

    @property
    def chosen(self) -> tuple[int, ...] | None:
        """Indices of the quantities that are wanted, None for all of them."""
        if self.comparison is None or self.choice.is_everything:
            return None
        return chosen(self.comparison, self.choice)

    @property
    def order(self) -> tuple[int, ...]:
        """Indices of the quantities that one goes through."""
        if self.comparison is None:
            return ()
        wanted = self.chosen
        return tuple(range(len(self.comparison.quantities))) if wanted is None else wanted

    @property
    def choice_in_words(self) -> str:
        """The choice for the head of the panel, "" for everything."""
        return described(self.choice, tuple(byline(article) for article in self.articles))

    @property
    def current_quantity(self) -> Quantity | None:
        """The quantity in view."""
        if self.comparison is None or self.quantity < 0:
            return None
        return self.comparison.quantities[self.quantity]

    def statement_of(self, index: int) -> int | None:
        """Return the index of an article's first statement of the current quantity."""
        quantity = self.current_quantity
        if quantity is None or self.comparison is None:
            return None
        statements = self.comparison.statements
        return next((number for number in quantity.statements if statements[number].article == index), None)

    def statement_span(self, index: int) -> tuple[tuple[int, int], int] | None:
        """Return sentence and figure start of an article's statement of the current quantity."""
        number = self.statement_of(index)
        if number is None or self.comparison is None:
            return None
        statement = self.comparison.statements[number]
        return statement.sentence, statement.figure.start

    def judging_possible(self, command: str) -> bool | None:
        """Return whether a command of this kind makes sense now; None for those of another kind."""
        match command:
            case "detail":
                return self.current_quantity is not None
            case "next_quantity" | "previous_quantity":
                return bool(self.order)
            case "matrix" | "contradictions" | "kind" | "source":
                return self.comparison is not None and bool(self.comparison.quantities)
        return None

    def action_detail(self) -> None:
        """Show all that is known of the quantity in view."""
        quantity, comparison = self.current_quantity, self.comparison
        if quantity is None or comparison is None:
            self.post_message(self.Said(f"Go to a quantity first, with {key_for(self, 'next_quantity')}."))
            return
        locale = self.locale
        self.post_message(self.Laid("Quantity", lambda width: lay_out_detail(comparison, quantity, width, locale)))

    def action_matrix(self) -> None:
        """Show what each source states of each quantity."""
        comparison, order = self.comparison, self.order
        if comparison is not None:
            title = f"Quantities by source{', only ' + self.choice_in_words if self.choice_in_words else ''}"
            self.post_message(self.Laid(title, lambda width: lay_out_matrix(comparison, order, width)))

    def action_contradictions(self) -> None:
        """Show the contradictions alone, or everything again."""
        self._choose(Choice(contradictions=True) if self.choice.is_everything else Choice())

    def action_kind(self) -> None:
        """Show the quantities of the next kind alone."""
        if self.comparison is not None:
            self._choose(next_kind(self.comparison, self.choice))

    def action_source(self) -> None:
        """Show where the article with the keys differs from another, or drop that choice."""
        source = -1 if self.choice.source >= 0 else self.source_with_keys()
        self._choose(replace(self.choice, source=source))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        if self.quantity not in self.order:
            self.quantity = -1
        self.chosen_changed()
        self.post_message(self.Changed())
