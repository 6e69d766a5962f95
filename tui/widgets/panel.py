"""The panel of differences: the sheet of a comparison, scrolled to one quantity."""

from search.compare import Comparison
from tui.roles import Role
from tui.text.rows import Row, Run, row_width, spread
from tui.text.sheet import Sheet, lay_out_sheet, summary
from tui.widgets.lines import Lines


class DifferencePanel(Lines):
    """What the articles state of each quantity, and whether that fits together."""

    head_height = 1

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without a comparison."""
        super().__init__(id=id)
        self._comparison: Comparison | None = None
        self._sentence = ""
        self._current = -1
        self._sheet = Sheet((), (), ())

    def show(self, comparison: Comparison | None, current: int = -1, sentence: str = "") -> None:
        """Show a comparison with one quantity pointed at, or a sentence while there is none."""
        changed = comparison is not self._comparison or sentence != self._sentence
        self._comparison, self._current, self._sentence = comparison, current, sentence
        if changed:
            self.renew()
            self.scroll_to(y=0, animate=False)
        else:
            self.repaint()
        self._show_current()

    def lay_out(self, width: int) -> None:
        """Lay the sheet out for the width."""
        self._sheet = lay_out_sheet(self._comparison, width) if self._comparison else Sheet((), (), ())

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
        text = summary(self._comparison) if self._comparison else self._sentence
        place = ""
        if self._comparison and self._current >= 0:
            place = f"{self._current + 1}/{len(self._comparison.quantities)} "
        right = (Run(place),)
        left = (Run(f" {text} "),)
        gap = self.size.width - row_width(left) - row_width(right) - 1
        if gap < 0:
            return spread(left, right if place else (), self.size.width)
        return (*left, Run("─" * gap + " ", (Role.RULE,)), *right)

    def _show_current(self) -> None:
        if not 0 <= self._current < len(self._sheet.heads):
            return
        first = self._sheet.heads[self._current]
        following = self._sheet.heads[self._current + 1 :]
        last = following[0] - 1 if following else len(self._sheet.rows)
        top = self.scroll_offset.y
        if first < top or last > top + self.page_height:
            self.scroll_to(y=max(0, min(first, self.max_scroll_y)), animate=False)
