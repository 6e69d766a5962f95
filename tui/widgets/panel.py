"""The panel of differences: the sheet of a comparison, scrolled to one quantity."""

from search.compare import Comparison
from tui.roles import Role
from tui.text.rows import Row, Run, row_width, spread
from tui.text.sheet import Sheet, lay_out_sheet, summary
from tui.widgets.lines import Lines, key_for


class DifferencePanel(Lines):
    """What the articles state of each quantity, and whether that fits together."""

    head_height = 1

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without a comparison."""
        super().__init__(id=id)
        self._comparison: Comparison | None = None
        self._sentence = ""
        self._current = -1
        self._chosen: tuple[int, ...] | None = None
        self._choice = ""
        self._sheet = Sheet((), {}, ())

    def show(
        self,
        comparison: Comparison | None,
        current: int = -1,
        sentence: str = "",
        chosen: tuple[int, ...] | None = None,
        choice: str = "",
    ) -> None:
        """Show a comparison with one quantity pointed at, or a sentence while there is none.

        Args:
            comparison: What to show.
            current: Index of the quantity to point at, -1 for none.
            sentence: What to say while there is no comparison.
            chosen: Indices of the quantities to show, None for all.
            choice: The choice in words, for the head.

        """
        changed = (comparison, sentence, chosen) != (self._comparison, self._sentence, self._chosen)
        self._comparison, self._current, self._sentence = comparison, current, sentence
        self._chosen, self._choice = chosen, choice
        if changed:
            self.renew()
            self.scroll_to(y=0, animate=False)
        else:
            self.repaint()
        self._show_current()

    def lay_out(self, width: int) -> None:
        """Lay the sheet out for the width."""
        self._sheet = lay_out_sheet(self._comparison, width, self._chosen) if self._comparison else Sheet((), {}, ())

    def count(self) -> int:
        """Return the number of rows of the sheet."""
        return len(self._sheet.rows)

    def row(self, number: int) -> Row:
        """Return a row of the sheet; a bar in its margin points at the current quantity."""
        row = self._sheet.rows[number]
        if self._current < 0 or self._sheet.quantity_of[number] != self._current or not row:
            return row
        first = row[0]
        if not first.text.startswith(" "):
            return row
        return (Run("▌", (Role.ACCENT,)), Run(first.text[1:], first.roles), *row[1:])

    def head(self, number: int) -> Row:
        """Return the line that sums the comparison up."""
        del number
        text, place = self._sentence, ""
        if self._comparison:
            order = self._order
            if self._current in order:
                place = f"{order.index(self._current) + 1}/{len(order)} "
            text = summary(self._comparison, self.size.width - len(place) - 4)
            if self._choice:
                shows_all = f"({key_for(self, 'contradictions')} shows all)"
                text = f"only {self._choice}: {len(order)} of {len(self._comparison.quantities)} {shows_all}"
        right = (Run(place),)
        left = (Run(f" {text} "),)
        gap = self.size.width - row_width(left) - row_width(right) - 1
        if gap < 0:
            return spread(left, right if place else (), self.size.width)
        return (*left, Run("─" * gap + " ", (Role.RULE,)), *right)

    @property
    def _order(self) -> tuple[int, ...]:
        if self._comparison is None:
            return ()
        return tuple(range(len(self._comparison.quantities))) if self._chosen is None else self._chosen

    def _show_current(self) -> None:
        heads = self._sheet.heads
        if self._current not in heads:
            return
        first = heads[self._current]
        last = min((row for row in heads.values() if row > first), default=len(self._sheet.rows) + 1) - 1
        top = self.scroll_offset.y
        if first < top or last > top + self.page_height:
            self.scroll_to(y=max(0, min(first, self.max_scroll_y)), animate=False)
