"""The command palette, quiet: without a blinking cursor, which would be sent over the line for ever."""

from textual.command import CommandInput, CommandPalette


class Palette(CommandPalette):
    """Textual's palette in our looks; see app.tcss."""

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.query_one(CommandInput).cursor_blink = False
