"""The help: all keys by the place where they work, laid over the screen without leaving it."""

from tui.commands import Command, Context, commands
from tui.roles import SIGN, Role
from tui.text.rows import Row, Run, fill, width_of
from tui.text.wrap import wrap
from tui.widgets.overlay import Overlay

SIGNS = (
    (Role.CONTRADICT, "the sources do not fit together"),
    (Role.UPDATED, "a later state of something that goes on"),
    (Role.COMPATIBLE, "they fit: rounded, converted, or one within the other"),
    (Role.SAME, "they state the same"),
    (Role.FIGURE, "found, and not compared"),
)
"""What the marks before figures mean."""


class Help(Overlay):
    """The table of commands and the meaning of the marks."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin hidden; the screen shows it."""
        super().__init__(id=id)
        self._first = Context.FIND
        self._rows: list[Row] = []

    def begin_with(self, context: Context) -> None:
        """Put the keys of this context first."""
        self._first = context
        self.renew()
        self.scroll_to(y=0, animate=False)

    def lay_out(self, width: int) -> None:
        """One row a command, more where its sentence needs them."""
        order = sorted(Context, key=lambda context: context is not self._first)
        keys = max(width_of(command.shown_keys) for command in commands(*Context))
        self._rows = []
        for context in order:
            self._rows += [(), (Run(f"  {context.value}", (Role.TITLE,)),)]
            for command in commands(context):
                self._rows += _command_rows(command, keys, width)
        self._rows += [(), (Run("  Marks", (Role.TITLE,)),)]
        self._rows += [(Run("    "), Run(f" {SIGN[role]} ", (role,)), Run(f"  {text}")) for role, text in SIGNS]

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows) + 1

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number] if number < len(self._rows) else ()

    def head(self, number: int) -> Row:
        """Return the title."""
        del number
        return (Run(" Keys"), Run("   ? or esc closes"))


def _command_rows(command: Command, keys: int, width: int) -> list[Row]:
    rows: list[Row] = []
    room = max(12, width - keys - 8)
    for index, (start, end) in enumerate(wrap(command.help, room)):
        names = command.shown_keys if index == 0 else ""
        rows.append((Run("    " + fill(names, keys), (Role.KEY,)), Run("  " + command.help[start:end])))
    return rows
