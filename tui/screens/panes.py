"""The panes of the view to compare: which article stands in which, how wide they are, and who has the keys."""

from collections.abc import Callable, Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widget import Widget

from search.article import Article
from tui.text.arrange import LEAST, MOST, Arrangement, Slot, bring_in, in_view, pane_count
from tui.text.names import byline
from tui.widgets.pane import Place, ReadingPane
from tui.widgets.panel import DifferencePanel
from tui.widgets.tab_strip import TabStrip

PANEL = -1
"""Stands for the panel where the number of an article says who has the keys."""

STEP = 4
"""Cells by which a pane is made wider or narrower."""


class Panes(Container):
    """One to four articles side by side above a panel. What they show, the classes that build on it say."""

    class Changed(Message):
        """What can be done now has changed."""

    class Said(Message):
        """There is something to say."""

        def __init__(self, sentence: str) -> None:
            """Say it."""
            self.sentence = sentence
            super().__init__()

    articles: tuple[Article, ...] = ()
    panel_wanted = True

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without articles."""
        super().__init__(id=id)
        self.panes = tuple(ReadingPane(id=f"pane-{number}") for number in range(MOST))
        """All panes, shown or not."""
        self.shown: tuple[Slot, ...] = ()
        """What stands in the panes in view, from left to right."""
        self.arrangement = Arrangement()
        self._focused: Slot | None = Slot(0)
        self._places: dict[Slot, Place] = {}

    def compose(self) -> ComposeResult:
        """Panes for as many articles as ever stand side by side, and the panel."""
        yield TabStrip(id="tabs")
        with Horizontal(id="panes"):
            yield from self.panes
        yield DifferencePanel(id="panel")

    def show_slot(self, slot: Slot, pane: ReadingPane) -> None:
        """Let a pane show what belongs into it."""
        raise NotImplementedError

    def show_panel(self, panel: DifferencePanel) -> None:
        """Let the panel show what belongs into it."""
        raise NotImplementedError

    def opened_again(self, slot: Slot) -> None:
        """Prepare a second pane for an article."""

    def appeared(self, slots: frozenset[Slot]) -> None:
        """Notice that some panes were not in view before."""

    @property
    def panes_in_view(self) -> Iterator[tuple[Slot, ReadingPane]]:
        """The panes that are shown, each with what stands in it."""
        return zip(self.shown, self.panes, strict=False)

    @property
    def focused_article(self) -> int:
        """Index of the article with the keys, or PANEL."""
        return self._focused.article if self._focused is not None else PANEL

    @focused_article.setter
    def focused_article(self, article: int) -> None:
        first = next((slot for slot in self.shown if slot.article == article), Slot(article))
        self._focused = first if article != PANEL else None

    def pane_with_keys(self) -> ReadingPane | None:
        """Return the pane that has the keys, None while the panel has them."""
        return next((pane for slot, pane in self.panes_in_view if slot == self._focused), None)

    def slot_with_keys(self) -> Slot | None:
        """Return what stands in the pane that has the keys, None while the panel has them."""
        return self._focused if self._focused in self.shown else None

    def article_with_keys(self) -> Article | None:
        """Return the article in the pane that has the keys, None while the panel has them."""
        pane = self.pane_with_keys()
        return pane.article if pane is not None else None

    def begin_panes(self, articles: tuple[Article, ...]) -> None:
        """Show other articles, from their beginnings, as many side by side as fit."""
        self.articles, self.shown, self.arrangement = articles, (), Arrangement()
        self._focused, self._places = Slot(0), {}
        self.panel_wanted = len(articles) > 1
        for pane in self.panes:
            pane.forget()

    def enter(self) -> None:
        """Give the keys to whom they belong."""
        if self._focused is None and self.panel_wanted:
            self.screen.set_focus(self.query_one("#panel"))
            return
        self.screen.set_focus(self.pane_with_keys() or self.panes[0])

    def set_out(self, wanted: tuple[int, ...] = ()) -> None:
        """Show the wanted articles in as many panes as fit or are asked for, and all else as it is now."""
        before = self.shown
        self._places.update({slot: pane.place for slot, pane in self.panes_in_view if pane.article is not None})
        self.shown = self._slots(wanted)
        parts = self.arrangement.parts_of(self.shown)
        for number, pane in enumerate(self.panes):
            pane.display = number < len(self.shown)
            pane.centred = len(self.shown) == 1
            pane.styles.width = f"{parts[number]}fr" if number < len(parts) else "1fr"
        for number, (slot, pane) in enumerate(self.panes_in_view):
            self.show_slot(slot, pane)
            if before[number : number + 1] != (slot,):
                pane.go_to(self._places.get(slot, Place()))
        panel = self.query_one("#panel", DifferencePanel)
        panel.display = self.panel_wanted
        self.show_panel(panel)
        self._show_tabs()
        if new := frozenset(self.shown) - self._places.keys():
            self.appeared(new)

    def _slots(self, wanted: tuple[int, ...]) -> tuple[Slot, ...]:
        width = self.size.width or self.app.size.width
        if self.arrangement.slots:
            # What is wanted must fit into the panes in view, of which there may be fewer than were asked for.
            seen = in_view(self.arrangement.slots, self.shown, self._focused, width)
            self.arrangement = self.arrangement.bringing(wanted[: len(seen)])
            focused = next((slot for slot in self.arrangement.slots if slot.article in wanted[:1]), self._focused)
            return in_view(self.arrangement.slots, self.shown, focused, width)
        panes = pane_count(len(self.articles), width)
        keeps = () if self._focused is None else (self._focused.article,)
        now = [slot.article for slot in self.shown] or range(panes)
        return tuple(Slot(article) for article in bring_in(now, wanted or keeps, panes, len(self.articles)))

    def _show_tabs(self) -> None:
        tabs = self.query_one("#tabs", TabStrip)
        seen = frozenset(slot.article for slot in self.shown)
        tabs.display = len(seen) < len(self.articles)
        tabs.show(tuple(byline(article) for article in self.articles), seen, self.focused_article)

    def on_resize(self, _: events.Resize) -> None:
        """Show as many panes as fit."""
        if self.articles:
            self.set_out()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Notice who has the keys, also after a click.

        An event that tells of a pane which lost the keys meanwhile is late: other articles may stand in it by now.
        """
        if event.widget is not self.screen.focused:
            return
        known, slot = self._slot_of(event.widget)
        if known and slot != self._focused:
            self._focused = slot
            self._show_tabs()
            self.post_message(self.Changed())

    def _slot_of(self, widget: Widget) -> tuple[bool, Slot | None]:
        if isinstance(widget, DifferencePanel):
            return True, None
        found = next((slot for slot, pane in self.panes_in_view if pane is widget), None)
        return found is not None, found

    def give_keys(self, slot: Slot | None, wanted: tuple[int, ...] = ()) -> None:
        """Give the keys to a pane, which is brought into view, or to the panel."""
        self._focused = slot
        if slot is not None and slot not in self.shown:
            self.set_out(wanted or (slot.article,))
        self.enter()
        self._show_tabs()
        self.post_message(self.Changed())

    def panes_possible(self, command: str) -> bool | None:
        """Return whether a command on panes makes sense now; None for those of another kind."""
        match command:
            case "next_pane" | "previous_pane":
                return max(len(self.articles), len(self.shown)) + self.panel_wanted > 1
            case "next_article" | "previous_article":
                return self.slot_with_keys() is not None and len(self.articles) > 1
            case "split" | "split_same":
                return self.slot_with_keys() is not None
            case "close_pane" | "pane_left" | "pane_right" | "wider" | "narrower":
                return self.slot_with_keys() is not None and len(self.shown) > 1
            case "even":
                return bool(self.arrangement.slots)
        return None

    def action_next_pane(self) -> None:
        """Give the keys to the next pane, after the last one to the panel."""
        self._pass_keys(1)

    def action_previous_pane(self) -> None:
        """Give the keys to the pane before."""
        self._pass_keys(-1)

    def _pass_keys(self, step: int) -> None:
        slots = self.arrangement.slots or tuple(Slot(index) for index in range(len(self.articles)))
        order = [*slots, *([None] if self.panel_wanted else [])]
        place = order.index(self._focused) if self._focused in order else -step
        self.give_keys(order[(place + step) % len(order)])

    def action_next_article(self) -> None:
        """Show the next article in this pane."""
        self._turn(1)

    def action_previous_article(self) -> None:
        """Show the article before in this pane."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        """Show in the pane with the keys the nearest article, in a direction, that is in no pane."""
        slot = self.slot_with_keys()
        if slot is None:
            return
        article = self._unseen(slot.article, step)
        if article is None:
            self.post_message(self.Said("All articles are in view; tab goes to them."))
            return
        if not self.arrangement.slots and len(self.shown) == 1:  # where there is room again, others come back
            self.give_keys(Slot(article))
            return
        asked_for = self._asked_for()
        arrangement = asked_for.with_article(slot, article)
        self._arrange(arrangement, arrangement.slots[asked_for.slots.index(slot)])

    def _unseen(self, article: int, step: int) -> int | None:
        """The nearest article, in a direction, that the reader has in no pane."""
        number = len(self.articles)
        seen = {slot.article for slot in self._asked_for().slots}
        around = ((article + step * distance) % number for distance in range(1, number))
        return next((index for index in around if index not in seen), None)

    def action_split(self) -> None:
        """Open a pane beside this one with the next article that is in none, or else with this one again."""
        slot = self.slot_with_keys()
        if slot is not None:
            unseen = self._unseen(slot.article, 1)
            self._split(slot, slot.article if unseen is None else unseen)

    def action_split_same(self) -> None:
        """Open a second pane with this article."""
        slot = self.slot_with_keys()
        if slot is not None:
            self._split(slot, slot.article)

    def _split(self, slot: Slot, article: int) -> None:
        asked_for = self._asked_for()
        number = len(asked_for.slots) + 1
        if number > MOST:
            self.post_message(self.Said(f"There are {MOST} panes already; - closes one."))
        elif LEAST * number > self.size.width:
            needed = f"{number} panes need {LEAST * number} columns; there are {self.size.width}."
            self.post_message(self.Said(needed))
        else:
            new = asked_for.new_slot(article)
            if new.article == slot.article:
                self._places[new] = self.panes[self.shown.index(slot)].place
                self.opened_again(new)
            self._arrange(asked_for.beside(slot, article), new)

    def action_close_pane(self) -> None:
        """Close this pane; its article stays open."""
        slot, asked_for = self.slot_with_keys(), self._asked_for()
        if slot is None or len(asked_for.slots) < 2:
            return
        left = asked_for.without(slot)
        self._arrange(left, left.slots[min(asked_for.slots.index(slot), len(left.slots) - 1)])

    def action_pane_left(self) -> None:
        """Let this pane and the one at its left change places."""
        self._change(lambda asked_for, slot: asked_for.moved(slot, -1))

    def action_pane_right(self) -> None:
        """Let this pane and the one at its right change places."""
        self._change(lambda asked_for, slot: asked_for.moved(slot, 1))

    def action_wider(self) -> None:
        """Make this pane wider."""
        self._change(lambda asked_for, slot: asked_for.widened(slot, STEP, self.size.width))

    def action_narrower(self) -> None:
        """Make this pane narrower."""
        self._change(lambda asked_for, slot: asked_for.widened(slot, -STEP, self.size.width))

    def action_even(self) -> None:
        """Show as many panes as fit, of one width, in the order of the articles."""
        focused = self._focused
        self._arrange(Arrangement(), Slot(focused.article) if focused is not None else None)

    def _asked_for(self) -> Arrangement:
        """What the reader asked for, or would by asking for what is in view."""
        return self.arrangement if self.arrangement.slots else Arrangement(self.shown)

    def _change(self, change: Callable[[Arrangement, Slot], Arrangement]) -> None:
        slot = self.slot_with_keys()
        if slot is not None and len(self.shown) > 1:
            self._arrange(change(self._asked_for(), slot), slot)

    def _arrange(self, arrangement: Arrangement, focused: Slot | None) -> None:
        self.arrangement, self._focused = arrangement, focused
        self.set_out()
        self.enter()
        self.post_message(self.Changed())
