"""Other keys for the commands: presets, and what the user writes in the configuration."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tui.commands import COMMANDS, Command, Context

Keys = Mapping[str, tuple[str, ...]]
"""Keys as Textual names them, by the id of their command; those of other commands are as the table has them."""

PRESETS: dict[str, dict[str, tuple[str, ...]]] = {
    "default": {},
    "vim": {
        "open": ("enter", "l"),
        "choose": ("space", "v"),
        "next_pane": ("tab", "ctrl+w"),
        "palette": ("colon", "ctrl+p"),
        "row_down": ("j", "down", "ctrl+e"),
        "row_up": ("k", "up", "ctrl+y"),
        "page_down": ("ctrl+f", "pagedown", "ctrl+d", "space"),
        "page_up": ("ctrl+b", "pageup", "ctrl+u", "b"),
    },
    "less": {
        "page_down": ("space", "f", "pagedown", "ctrl+f", "ctrl+v"),
        "page_up": ("b", "pageup", "ctrl+b"),
        "help": ("question_mark", "h"),
        "previous_article": ("left",),
        "next_article": ("right",),
        "redraw": ("ctrl+l", "ctrl+r"),
        "source_file": ("v", "E"),
        "matrix": ("V",),
        "kind": ("F",),
        "filter": ("F",),
    },
}
"""Where a program is known by its keys; each of them keeps to what the table lets one command mean in one place."""

_ALIASES = {
    "esc": "escape", "return": "enter", "pgdn": "pagedown", "pgup": "pageup", "del": "delete", "ins": "insert",
    "↓": "down", "↑": "up", "←": "left", "→": "right", "bksp": "backspace",
}  # fmt: skip
_NAMED = {
    "escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up",
    "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_SIGNS = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Unicode's names of signs that Textual calls otherwise."""
_SAME_ON_THE_WIRE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}
_MODIFIERS = ("ctrl", "alt", "shift")

_TOGETHER = (
    (Context.FIND, Context.EVERYWHERE),
    (Context.COMPARE, Context.EVERYWHERE),
    (Context.SEARCH, Context.EVERYWHERE),
    (Context.PAGE, Context.EVERYWHERE),
    (Context.NAMING, Context.EVERYWHERE),
    (Context.SIDE, Context.EVERYWHERE),
    (Context.OVER, Context.EVERYWHERE),
    (Context.ROWS, Context.EVERYWHERE),
)
"""Places whose keys work at the same time. Before the keys that move, those of the place come first."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A key that two commands of one place would have."""

    key: str
    winner: str
    """Id of the command that has it."""
    loser: str
    """Id of the command that does not."""
    both_wanted: bool
    """Whether the user asked for both."""
    left: bool
    """Whether the loser has another key."""


def key_of(text: str) -> str:
    """Return a key as Textual names it, from how people write it.

    >>> [key_of(text) for text in ("?", "PgDn", "Ctrl+P", "esc", "N")]
    ['question_mark', 'pagedown', 'ctrl+p', 'escape', 'N']

    Raises:
        ValueError: if there is no such key, or a terminal does not tell it from another; the message says which.
    """
    stated = text.strip()
    plus = stated.endswith("+")  # the sign itself, as in ctrl++
    *modifiers, last = (stated[:-1] + "plus" if plus else stated).split("+")
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    last = "+" if plus and last == "plus" else last.strip()
    if not last or any(modifier not in _MODIFIERS for modifier in modifiers) or len(set(modifiers)) < len(modifiers):
        raise ValueError(f"{text[:40]!r} is no key: write it as n, ?, enter, pagedown or ctrl+x")
    name = _name(last) if len(last) == 1 and last not in _ALIASES else _ALIASES.get(last.lower(), last.lower())
    if len(last) > 1 and name not in _NAMED:
        raise ValueError(f"{text[:40]!r} is no key: write it as n, ?, enter, pagedown or ctrl+x")
    if "ctrl" in modifiers and len(last) == 1:
        name = name.lower()
    key = "+".join((*(modifier for modifier in _MODIFIERS if modifier in modifiers), name))
    if key in _SAME_ON_THE_WIRE:
        raise ValueError(f"a terminal sends {key} as {_SAME_ON_THE_WIRE[key]}, so it cannot have a meaning of its own")
    return key


def _name(character: str) -> str:
    """Textual's name of a key that types one character."""
    if character.isalnum():
        return character
    try:
        name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        raise ValueError(f"{character!r} is no key") from None
    return _SIGNS.get(name, name)


def types_a_character(key: str) -> bool:
    """Return whether a key writes something into the search line, so that it can mean nothing else there."""
    return "+" not in key and (key == "space" or key not in _NAMED)


def resolve(preset: str, own: Keys) -> tuple[dict[str, tuple[str, ...]], list[Clash]]:
    """Return the keys of all commands that do not have those of the table, and what clashed.

    The user's keys come before those of the preset, and these before those of the table: who loses a key keeps the
    others. Of two commands that the user gave one key, the later one in the table loses it.
    """
    strength = {command.id: 0 for command in COMMANDS}
    keys = {command.id: list(command.keys) for command in COMMANDS}
    for level, stated in ((1, PRESETS[preset]), (2, own)):
        for id_, wanted in stated.items():
            strength[id_], keys[id_] = level, list(dict.fromkeys(wanted))
    clashes = []
    for first, second in _pairs():
        for key in [key for key in keys[first.id] if key in keys[second.id]]:
            winner, loser = (first, second) if strength[first.id] >= strength[second.id] else (second, first)
            keys[loser.id].remove(key)
            both = strength[loser.id] == strength[winner.id] == 2
            clashes.append(Clash(key, winner.id, loser.id, both, bool(keys[loser.id])))
    changed = {command.id: tuple(keys[command.id]) for command in COMMANDS if keys[command.id] != [*command.keys]}
    return changed, clashes


def _pairs() -> Iterable[tuple[Command, Command]]:
    """Pairs of commands whose keys work at the same time, each once."""
    for index, first in enumerate(COMMANDS):
        for second in COMMANDS[index + 1 :]:
            if first.context is second.context or any({first.context, second.context} == {*both} for both in _TOGETHER):
                yield first, second


def commands_with(keys: Keys) -> tuple[Command, ...]:
    """Return the table with other keys."""
    return tuple(replace(command, keys=keys.get(command.id, command.keys)) for command in COMMANDS)


def for_textual(commands: Sequence[Command]) -> dict[str, str]:
    """Return what Textual's `set_keymap` takes. All are named: it forgets what shares a key with one that is."""
    return {command.id: ",".join(command.keys) or f"none_for_{command.id}" for command in commands}
