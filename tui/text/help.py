"""The help as rows: all keys by the place where they work, and the meaning of the marks."""

from collections.abc import Sequence

from tui.commands import Command, Context
from tui.roles import SIGN, Role
from tui.text.rows import Row, Run, fill, width_of
from tui.text.wrap import wrap

SIGNS = (
    (Role.CONTRADICT, "the sources do not fit together"),
    (Role.UPDATED, "a later state of something that goes on"),
    (Role.COMPATIBLE, "they fit: rounded, converted, or one within the other"),
    (Role.SAME, "they state the same"),
    (Role.FIGURE, "found, and not compared"),
)
"""What the marks before figures mean."""


def help_rows(commands: Sequence[Command], first: Context, width: int) -> list[Row]:
    """Return the help for a width in cells; the keys of the place `first` stand on top."""
    keys = max(width_of(command.shown_keys) for command in commands)
    rows: list[Row] = []
    for context in sorted(Context, key=lambda context: context is not first):
        rows += [(), (Run(f"  {context.value}", (Role.TITLE,)),)]
        for command in commands:
            if command.context is context:
                rows += _command_rows(command, keys, width)
    rows += [(), (Run("  Marks", (Role.TITLE,)),)]
    rows += [(Run("    "), Run(f" {SIGN[role]} ", (role,)), Run(f"  {text}")) for role, text in SIGNS]
    return rows


def _command_rows(command: Command, keys: int, width: int) -> list[Row]:
    rows: list[Row] = []
    room = max(12, width - keys - 8)
    for index, (start, end) in enumerate(wrap(command.help, room)):
        names = command.shown_keys if index == 0 else ""
        rows.append((Run("    " + fill(names, keys), (Role.KEY,)), Run("  " + command.help[start:end])))
    return rows
