"""Finding words in all texts that are open: marked as one types, gone through with the keys of the quantities."""

from collections.abc import Iterator
from typing import NamedTuple

from textual.app import ComposeResult

from search.article import Article
from tui.screens.linked import LinkedPanes
from tui.text.arrange import Slot
from tui.text.page_search import Hit, occurrences
from tui.widgets.find_line import FindLine
from tui.widgets.pane import Place


class _Found(NamedTuple):
    """A hit, and the pane that it would be seen in."""

    slot: Slot
    hit: Hit


class PageSearching(LinkedPanes):
    """Knows what is sought, where it stands, and at which place one is."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without a search."""
        super().__init__(id=id)
        self._sought = ""
        self._sought_before = ""
        self._found: list[_Found] = []
        self._current = -1
        self._origin: tuple[Slot, Place] = (Slot(0), Place())

    def compose(self) -> ComposeResult:
        """The line stands below the panel."""
        yield from super().compose()
        line = FindLine(id="find-line")
        line.display = False
        yield line

    @property
    def _line(self) -> FindLine:
        return self.query_one("#find-line", FindLine)

    @property
    def seeking(self) -> bool:
        """Whether the line is there."""
        return self.is_mounted and self._line.display

    @property
    def typing_sought(self) -> bool:
        """Whether keys are letters of what is sought."""
        return self.is_mounted and self._line.typing

    @property
    def typing(self) -> bool:
        """Whether keys are letters and no commands."""
        return self.typing_sought

    def begin_panes(self, articles: tuple[Article, ...]) -> None:
        """Show other articles, in which nothing is sought."""
        if self.is_mounted:
            self._line.display = False
        self._sought, self._found, self._current = "", [], -1
        super().begin_panes(articles)

    def found_in(self, slot: Slot) -> tuple[tuple[Hit, ...], Hit | None]:
        """Return the hits to mark in a pane, and the one that one is at."""
        hits = tuple(each.hit for each in self._found if each.slot == slot)
        here = self._found[self._current] if 0 <= self._current < len(self._found) else None
        return hits, here.hit if here is not None and here.slot == slot else None

    def action_find(self) -> None:
        """Find words in the texts that are open."""
        slot = self.slot_with_keys() or self.shown[0]
        self._origin = (slot, self.panes[self.shown.index(slot)].place)
        self._line.begin()

    def on_find_line_changed(self, event: FindLine.Changed) -> None:
        """Mark what is typed wherever it stands, and go to the first place from where one was."""
        self._sought = event.wanted
        self._seek()
        slot, place = self._origin
        own = [number for number, each in enumerate(self._found) if each.slot == slot and self._from_here(each, place)]
        seen = [number for number, each in enumerate(self._found) if each.slot in self.shown]
        self._current = next(iter([*own, *seen]), 0 if self._found else -1)
        self._show_found()

    def _from_here(self, found: _Found, place: Place) -> bool:
        return self._offset(found) >= place.offset

    def _offset(self, found: _Found) -> int:
        """The offset into the body at which a hit is seen."""
        if found.hit.block < 0 or found.slot not in self.shown:
            return found.hit.start
        return self.panes[self.shown.index(found.slot)].page.blocks[found.hit.block].start

    def _seek(self) -> None:
        self._found = [_Found(slot, hit) for slot in self._slots_to_search() for hit in self._hits(slot)]

    def _slots_to_search(self) -> Iterator[Slot]:
        """Where to look, in the order of the panes; then in the articles that are in none."""
        slots = self.arrangement.slots or self.shown
        yield from slots
        seen = {slot.article for slot in slots}
        yield from (Slot(index) for index in range(len(self.articles)) if index not in seen)

    def _hits(self, slot: Slot) -> Iterator[Hit]:
        """The hits in what a pane shows, or would show, of an article."""
        body = self.articles[slot.article].body
        renditions = self.renditions_of(slot) if slot in self.shown else None
        page = self.panes[self.shown.index(slot)].page if renditions else None
        hidden = [
            (page.blocks[number].start, page.blocks[number].end)
            for number, rendition in (renditions or {}).items()
            if page is not None and not rendition.keeps_original
        ]
        hits = [
            (start, Hit(start, end))
            for start, end in occurrences(body, self._sought)
            if not any(left <= start < right for left, right in hidden)
        ]
        for number, rendition in (renditions or {}).items():
            if page is not None and not rendition.failed:
                spans = occurrences(rendition.text, self._sought)
                hits += [(page.blocks[number].start, Hit(start, end, number)) for start, end in spans]
        return (hit for _, hit in sorted(hits))

    def _show_found(self) -> None:
        """Mark all hits, and bring the one that one is at into view."""
        here = self._found[self._current] if self._current >= 0 else None
        if here is not None and here.slot not in self.shown:
            self.set_out((here.slot.article,))
        for slot, pane in self.panes_in_view:
            hits, current = self.found_in(slot)
            pane.mark_found(hits, current)
        if here is None:
            self.report_found()
            return
        if here.slot in self.shown:
            pane = self.panes[self.shown.index(here.slot)]
            if not pane.size.width:  # it just appeared
                self.call_after_refresh(pane.reveal_found)
            else:
                pane.reveal_found()
        self.report_found()

    def report_found(self) -> None:
        """Say in the line how often it stands here and elsewhere."""
        if not self._sought.strip():
            self._line.report("")
        elif not self._found:
            self._line.report("nowhere in these texts")
        else:
            here = self._found[self._current].slot
            in_this = sum(each.slot == here for each in self._found)
            others = f" · {in_this} in {here.article + 1}" if in_this < len(self._found) else ""
            self._line.report(f"{self._current + 1} of {len(self._found)}{others}")

    def on_find_line_kept(self) -> None:
        """Give the keys back to the pane with the hit; with nothing typed seek what was sought before."""
        if not self._sought.strip() and self._sought_before:
            self._line.fill(self._sought_before)
            return
        if not self._found:
            self.on_find_line_dropped()
            return
        self._sought_before = self._sought
        self.give_keys(self._found[self._current].slot)

    def on_find_line_dropped(self) -> None:
        """Go back to where one was."""
        slot, place = self._origin
        self.end_search()
        self.give_keys(slot)
        if slot in self.shown:
            self.panes[self.shown.index(slot)].go_to(place)

    def end_search(self) -> None:
        """Close the line; nothing is marked any more."""
        self._line.display = False
        self._sought, self._found, self._current = "", [], -1
        for _, pane in self.panes_in_view:
            pane.mark_found((), None)
        self.enter()
        self.post_message(self.Changed())

    def step_found(self, step: int) -> None:
        """Go to the next hit, or the one before; after the last comes the first."""
        if not self._found:
            return
        here = self._found[self._current]
        self._seek()  # translations may have come
        if not self._found:
            self._current = -1
            self._show_found()
            return
        before = self._found.index(here) if here in self._found else min(self._current, len(self._found) - 1)
        self._current = (before + step) % len(self._found)
        if (self._current - before) * step < 0:
            self.post_message(self.Said(f"That was all of them: this is the {'first' if step > 0 else 'last'} again."))
        self._show_found()
        self.give_keys(self._found[self._current].slot)
