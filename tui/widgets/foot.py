"""The foot of the screen: what can be done now, or a sentence until the next key."""

from collections.abc import Sequence
from typing import cast

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import Command, Context, key_name
from tui.roles import Role
from tui.text.rows import Row, Run, cut, row_width, shown
from tui.text.wrap import wrap
from tui.widgets.lines import Painted, strip_of

SENTENCE_ROWS = 3
"""Most rows that a sentence takes from the screen."""

NARROW, NARROW_ROWS = 60, 6
"""On a screen of fewer columns a sentence may take more rows, so that it still names the setting to change."""


class Foot(Widget):
    """One row of keys; a sentence takes its place, and more rows if it needs them."""

    DEFAULT_CSS = "Foot { height: auto; max-height: 6; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._commands: Sequence[tuple[Command, str]] = ()
        self._sentence = ""
        self._trouble = False

    def offer(self, commands: Sequence[tuple[Command, str]]) -> None:
        """Name these commands, each with its title of the moment."""
        if commands != self._commands:
            self._commands = commands
            self.refresh()

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in place of the keys; "" shows the keys again."""
        if sentence == self._sentence and trouble == self._trouble:
            return
        self._sentence, self._trouble = sentence, trouble
        self.refresh(layout=True)

    @property
    def sentence(self) -> str:
        """The sentence that is shown, "" if none is."""
        return self._sentence

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row for the keys, more for a sentence."""
        del container, viewport
        most = SENTENCE_ROWS if width >= NARROW else NARROW_ROWS
        return min(most, len(wrap(shown(self._sentence), width - 2)))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        styles = cast("Painted", self.app).styles_of_roles
        return strip_of(self._row(y), self.size.width, (Role.BAR,), styles)

    def _row(self, y: int) -> Row:
        if self._sentence:
            text = shown(self._sentence)
            rows = wrap(text, self.size.width - 2)
            if y >= len(rows):
                return ()
            start, end = rows[y]
            last = y == self.size.height - 1
            end = len(text) if last else end
            roles = (Role.FAILED,) if self._trouble else ()
            return (Run(" "), Run(cut(text[start:end], self.size.width - 2), roles))
        # The ways out and to the help are named however little room there is.
        ways_out = [_item(*each) for each in self._commands if each[0].context is Context.EVERYWHERE]
        room = self.size.width + 1 - sum(row_width(item) for item in ways_out)
        row: Row = ()
        for command, title in self._commands:
            item = _item(command, title)
            if command.context is not Context.EVERYWHERE and row_width((*row, *item)) <= room:
                row = (*row, *item)
        return (*row, *(run for item in ways_out for run in item))


def _item(command: Command, title: str) -> Row:
    if not command.keys:
        return ()
    return (Run(f" {key_name(command.keys[0])}", (Role.KEY,)), Run(f" {title}  "))
