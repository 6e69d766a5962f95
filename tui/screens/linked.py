"""Linked scrolling: where one pane goes, the others follow to the paragraphs that tell the same."""

from dataclasses import replace
from typing import NamedTuple

from search.align import MOST_PARAGRAPHS, align, marks_of
from search.article import Article
from search.figures import Figure
from tui.screens.remembering import Remembering
from tui.session import Session
from tui.text.arrange import Slot
from tui.text.blocks import BlockKind, blocks
from tui.text.linked import Points, beside, in_step, points
from tui.text.page import Page
from tui.widgets.pane import ReadingPane

SLACK = 5
"""The part of a pane's height by which it may be off: panes that move alike are steadier, and a terminal scrolls them
itself, for a fifth of the bytes."""


class _Known(NamedTuple):
    """What was worked out for two pages, which are laid out anew when anything in them changes."""

    left: Page
    right: Page
    pinned: tuple[int, int] | None
    points: Points

    def is_of(self, left: Page, right: Page, pinned: tuple[int, int] | None) -> bool:
        """Whether it was worked out for these."""
        return self.left is left and self.right is right and self.pinned == pinned


class LinkedPanes(Remembering):
    """Knows which paragraphs of the articles belong together."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with linked panes."""
        super().__init__(id=id)
        self.linked = True
        self._marks_of: dict[int, list[frozenset[str]]] = {}
        self._pairs_of: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        self._points_of: dict[tuple[Slot, Slot], _Known] = {}

    def begin_panes(self, articles: tuple[Article, ...]) -> None:
        """Show other articles."""
        self.forget_alignment()
        super().begin_panes(articles)

    def with_session(self, session: Session) -> Session:
        """Return a session with what is open here added."""
        return replace(super().with_session(session), linked=self.linked)

    def take_back(self, session: Session) -> None:
        """Go where the reader was when these articles were open last."""
        self.linked = session.linked
        super().take_back(session)

    def forget_alignment(self) -> None:
        """Align again: other figures are known."""
        self._marks_of, self._pairs_of, self._points_of = {}, {}, {}

    def linked_possible(self, command: str) -> bool | None:
        """Return whether a command of this kind makes sense now; None for those of another kind."""
        return len(self.shown) > 1 if command == "link" else None

    def action_link(self) -> None:
        """Let the panes scroll together, or each alone."""
        self.linked = not self.linked
        self.set_out()
        how = "scroll together, by the paragraphs that tell the same" if self.linked else "scroll each alone"
        self.post_message(self.Said(f"The panes {how}."))
        self.post_message(self.Changed())
        leader = self.slot_with_keys()
        if leader is not None:
            self.lead(leader)

    def lead(self, leader: Slot) -> None:
        """Let the other panes come to what stands in this one, wherever they were, if they are linked."""
        if self.linked:
            self._follow(leader, moved=10**6)

    def on_reading_pane_led(self, event: ReadingPane.Led) -> None:
        """Let the other panes follow the one that the reader scrolls."""
        slot = next((slot for slot, pane in self.panes_in_view if pane is event.pane), None)
        if self.linked and slot is not None:
            self._follow(slot, moved=abs(event.pane.scroll_offset.y - event.before), before=event.before)

    def _follow(self, leader: Slot, *, moved: int, before: int = -1) -> None:
        """Bring the other panes to what stands in the leader.

        A pane that was elsewhere, as the reader scrolled it alone, comes closer by what the leader moved.
        """
        first = self.panes[self.shown.index(leader)]
        for slot, pane in self.panes_in_view:
            if slot == leader or not pane.size.width:
                continue
            rows = self._points(leader, slot, first, pane)
            wanted = _top(first, pane, first.scroll_offset.y, rows)
            off = pane.scroll_offset.y - _top(first, pane, before, rows) if before >= 0 else 0
            slack = pane.page_height // SLACK
            if before >= 0 and moved == 1 and abs(off) <= slack + 1 and 0 < first.scroll_offset.y < first.max_scroll_y:
                pane.follow(in_step(pane.scroll_offset.y, wanted, first.scroll_offset.y - before, slack))
                continue
            left = max(0, abs(off) - max(1, moved))
            pane.follow(wanted + (left if off > 0 else -left))

    def _points(self, leader: Slot, slot: Slot, first: ReadingPane, pane: ReadingPane) -> Points:
        pairs = self._pairs(leader.article, slot.article, len(first.page.blocks))
        here, there = self.statement_span(leader.article), self.statement_span(slot.article)
        pinned = (here[1], there[1]) if here and there and leader.article != slot.article else None
        known = self._points_of.get((leader, slot))
        if known is None or not known.is_of(first.page, pane.page, pinned):
            pairs = self._pairs(leader.article, slot.article, len(first.page.blocks))
            known = _Known(first.page, pane.page, pinned, points(first.page, pane.page, pairs, pinned))
            self._points_of[leader, slot] = known
        return known.points

    def _pairs(self, left: int, right: int, blocks_of_left: int) -> tuple[tuple[int, int], ...]:
        if left == right:
            return tuple((number, number) for number in range(blocks_of_left))
        if (left, right) not in self._pairs_of:
            pairs = align(self._features(left), self._features(right))
            self._pairs_of[left, right] = pairs
            self._pairs_of[right, left] = tuple((j, i) for i, j in pairs)
        return self._pairs_of[left, right]

    def _features(self, index: int) -> list[frozenset[str]]:
        if index not in self._marks_of:
            article = self.articles[index]
            statements = self.comparison.statements if self.comparison else ()
            figures = [statement.figure for statement in statements if statement.article == index]
            self._marks_of[index] = [
                frozenset()
                if block.kind is BlockKind.FURNITURE
                else marks_of(
                    article.body[block.start : block.end],
                    (_in_any_language(each) for each in figures if block.start <= each.start < block.end),
                )
                for block in blocks(article)[:MOST_PARAGRAPHS]
            ]
        return self._marks_of[index]


def _in_any_language(figure: Figure) -> str:
    value = figure.moment or (f"{figure.low.normalize()}" if figure.low is not None else figure.text)
    return f"{figure.kind} {value}"


def _top(first: ReadingPane, pane: ReadingPane, top: int, rows: Points) -> int:
    """The row at the top of a pane when the leader's is `top`.

    The rows that stand beside each other are those at the top at the beginning, those at the bottom at the end, and in
    between at as much of the height as has been read: so both begin and end together.
    """
    share = top / first.max_scroll_y if first.max_scroll_y else 0.0
    row = beside(top + share * first.page_height - 1, rows) + 1
    return round(row - share * pane.page_height)
