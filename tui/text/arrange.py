"""Which articles stand side by side, how wide, and where the keys go next: pure decisions about numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from search.compare import Comparison, Quantity

NARROWEST = 40
"""Cells of a pane where nobody asked for more of them; narrower text makes short, ragged rows."""

LEAST = 24
"""Cells of a pane that the reader made narrow; below it text breaks into a word or two a row."""

MOST = 4
"""Panes side by side."""


class Slot(NamedTuple):
    """A place for a pane: which article stands in it, and which of the panes with that article it is, from 0."""

    article: int
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The panes that the reader asked for; without any, as many stand side by side as fit."""

    slots: tuple[Slot, ...] = ()
    """From left to right."""
    parts: tuple[int, ...] = ()
    """The part of the width that each slot takes, as long as `slots`; () are equal parts."""

    @classmethod
    def of(cls, articles: Sequence[int], parts: Sequence[int], number: int) -> "Arrangement":
        """Return panes for articles, of which there are `number`; what makes no sense is left out."""
        arrangement = cls()
        for article in articles[:MOST]:
            if article < number:
                arrangement = cls((*arrangement.slots, arrangement.new_slot(article)))
        fits = len(parts) == len(articles) == len(arrangement.slots) and min(parts, default=0) > 0
        return replace(arrangement, parts=tuple(parts)) if fits else arrangement

    def beside(self, slot: Slot, new: int) -> "Arrangement":
        """Return it with a pane for the article `new` at the right of a slot."""
        place = self.slots.index(slot) + 1
        parts = self._parts()
        return Arrangement(
            (*self.slots[:place], self.new_slot(new), *self.slots[place:]),
            (*parts[:place], parts[place - 1], *parts[place:]) if self.parts else (),
        )

    def new_slot(self, article: int) -> Slot:
        """Return a slot for an article that is none of those there are."""
        copies = {slot.copy for slot in self.slots if slot.article == article}
        return Slot(article, next(number for number in range(MOST + 1) if number not in copies))

    def without(self, slot: Slot) -> "Arrangement":
        """Return it with a pane closed."""
        place = self.slots.index(slot)
        parts = self.parts[:place] + self.parts[place + 1 :]
        return Arrangement(self.slots[:place] + self.slots[place + 1 :], parts)

    def moved(self, slot: Slot, step: int) -> "Arrangement":
        """Return it with a pane and the next one at its right (`step` 1) or left (-1) in each other's places."""
        slots, parts = list(self.slots), list(self._parts())
        here = slots.index(slot)
        there = here + step
        if not 0 <= there < len(slots):
            return self
        slots[here], slots[there] = slots[there], slots[here]
        parts[here], parts[there] = parts[there], parts[here]
        return Arrangement(tuple(slots), tuple(parts) if self.parts else ())

    def widened(self, slot: Slot, cells: int, width: int) -> "Arrangement":
        """Return it with a pane wider by `cells` of a screen of `width`; its neighbour gives them, and keeps LEAST."""
        if len(self.slots) < 2:
            return self
        here = self.slots.index(slot)
        other = here + 1 if here + 1 < len(self.slots) else here - 1
        parts = self._parts()
        columns = [part * width // sum(parts) for part in parts]
        cells = max(min(cells, columns[other] - LEAST), LEAST - columns[here])
        if columns[here] < LEAST or columns[other] < LEAST:
            return self
        columns[here] += cells
        columns[other] -= cells
        return replace(self, parts=tuple(columns))

    def even(self) -> "Arrangement":
        """Return it with panes of one width."""
        return replace(self, parts=())

    def with_article(self, slot: Slot, article: int) -> "Arrangement":
        """Return it with another article in the place of a slot."""
        place = self.slots.index(slot)
        new = self.without(slot).new_slot(article)
        return replace(self, slots=(*self.slots[:place], new, *self.slots[place + 1 :]))

    def bringing(self, wanted: Sequence[int]) -> "Arrangement":
        """Return it with the wanted articles, the most important first, in place of panes that show none of them."""
        arrangement = self
        wanted = tuple(wanted)[: len(self.slots)]
        for article in wanted:
            slots = arrangement.slots
            if any(slot.article == article for slot in slots):
                continue
            first = {wish: next((s for s in slots if s.article == wish), None) for wish in wanted}
            free = [slot for slot in slots if slot not in first.values()]
            arrangement = arrangement.with_article(free[-1], article)
        return arrangement

    def parts_of(self, shown: Sequence[Slot]) -> tuple[int, ...]:
        """Return the parts of the width that some of the slots take."""
        parts = dict(zip(self.slots, self._parts(), strict=True))
        return tuple(parts.get(slot, 1) for slot in shown)

    def _parts(self) -> tuple[int, ...]:
        return self.parts or (1,) * len(self.slots)


def pane_count(articles: int, width: int) -> int:
    """Return how many panes fit side by side."""
    return max(1, min(MOST, articles, width // NARROWEST))


def bring_in(shown: Sequence[int], wanted: Sequence[int], panes: int, articles: int) -> tuple[int, ...]:
    """Return the articles to show in `panes` panes, in order: the wanted ones, then those shown now, then others.

    Args:
        shown: Indices of the articles that are shown.
        wanted: Indices of those to be seen, the most important first.
        panes: How many there is room for.
        articles: How many there are.

    """
    order = dict.fromkeys([*wanted, *shown, *range(articles)])
    return tuple(sorted([index for index in order if index < articles][:panes]))


def in_view(slots: Sequence[Slot], before: Sequence[Slot], focused: Slot | None, width: int) -> tuple[Slot, ...]:
    """Return the slots that a screen of `width` cells has room for, next to each other and with the focused one.

    Args:
        slots: All that the reader asked for.
        before: Those in view until now.
        focused: The one with the keys.
        width: Cells.

    """
    room = max(1, min(MOST, width // LEAST))
    if len(slots) <= room:
        return tuple(slots)
    first = slots.index(before[0]) if before and before[0] in slots else 0
    if focused in slots:
        place = slots.index(focused)
        first = min(max(first, place - room + 1), place)
    first = min(first, len(slots) - room)
    return tuple(slots[first : first + room])


def members(comparison: Comparison, quantity: Quantity) -> tuple[int, ...]:
    """Return the articles that state the quantity, first those whose statements decided its verdict."""
    deciding = [
        comparison.statements[statement].article
        for index in quantity.pairs
        if (pair := comparison.pairs[index]).verdict is quantity.verdict
        for statement in (pair.a, pair.b)
    ]
    others = [comparison.statements[statement].article for statement in quantity.statements]
    return tuple(dict.fromkeys([*deciding, *others]))
