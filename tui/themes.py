"""Themes: files that give each role its look, for as many colours as the terminal has."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.color import Color
from rich.style import Style

from search.text import clean_line
from tui.folders import bundled, user_folders
from tui.roles import Role
from tui.terminal import Depth

USUAL = {Depth.RGB: "atodds-dark", Depth.SIXTEEN: "atodds-16", Depth.NONE: "atodds-mono"}
"""The theme for each number of colours when the user names none."""

SIZE_LIMIT = 100_000
"""Bytes of a theme file that are read at most; the bundled ones have about 3,000."""

_ATTRIBUTES = frozenset({"bold", "italic", "underline", "reverse", "dim", "strike"})
_NAMES = frozenset(
    name for base in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    for name in (base, f"bright_{base}")
) | {"default"}  # fmt: skip
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class ThemeError(Exception):
    """A theme cannot be used. Its message is one sentence that names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a role is drawn: colours ("#rrggbb", one of the 16 names, or "" for that below) and attributes."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()

    def over(self, below: "Look") -> "Look":
        """Return this look laid over another."""
        return Look(
            self.foreground or below.foreground,
            self.background or below.background,
            self.attributes | below.attributes,
        )


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme as it was read."""

    name: str
    dark: bool
    depth: Depth
    looks: Mapping[Role, Look]

    @property
    def background(self) -> str:
        """Background of the whole screen."""
        return self.looks[Role.TEXT].background or "default"

    def styles(self) -> dict[Role, Style]:
        """Return a Rich style for each role; `Role.TEXT` has both colours, the others what differs."""
        return {role: _style(look) for role, look in self.looks.items()}


def read_look(text: str) -> Look:
    """Read a look: attributes, a colour, "on" and a background, each of them optional.

    >>> read_look("bold #ffffff on #201010") == Look("#ffffff", "#201010", frozenset({"bold"}))
    True

    Raises:
        ValueError: if a word is none of those; the message says which.
    """
    foreground = background = ""
    attributes = set()
    behind = False
    for word in text.split():
        if word == "on" and not behind:
            behind = True
        elif word in _ATTRIBUTES:
            attributes.add(word)
        elif word not in _NAMES and not _HEX.fullmatch(word):
            raise ValueError(f"{word[:40]!r} is neither a colour nor one of {', '.join(sorted(_ATTRIBUTES))}")
        elif behind:
            background = word
        else:
            foreground = word
    return Look(foreground, background, frozenset(attributes))


def read_theme(path: Path) -> Palette:
    """Read a theme file; its name is that of the file.

    Raises:
        ThemeError: if it cannot be read or does not describe a look for every role.
    """
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
        if len(content) > SIZE_LIMIT:
            raise ThemeError(f"The theme {path.name} is larger than {SIZE_LIMIT} bytes.")
        text = content.decode("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise ThemeError(f"The theme {path.name} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ThemeError(f"The theme {path.name} is not valid TOML: {_reason(error)}.") from error
    looks = data.get("looks")
    if not isinstance(looks, dict):
        raise ThemeError(f"The theme {path.name} has no table [looks].")
    try:
        depth = Depth(data.get("colours", "rgb"))
    except ValueError as error:
        raise ThemeError(f'The theme {path.name} must have colours = "rgb", "16" or "none".') from error
    return Palette(path.stem, data.get("dark", True) is True, depth, _looks(path.name, looks, text))


def _reason(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error)[:120]


def _line_of(role: str, text: str) -> str:
    """Where a theme file gives a role its look: ", line 7"; "" if it is written in a way that this does not follow."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.partition("=")[0].strip(" \t\"'") == role:
            return f", line {number}"
    return ""


def _looks(file: str, table: Mapping[str, object], content: str) -> dict[Role, Look]:
    looks = {}
    unknown = set(table) - {role.value for role in Role}
    if unknown:
        first = min(unknown)
        raise ThemeError(f"The theme {file}{_line_of(first, content)} has a look for {first[:40]!r}, which is no role.")
    for role in Role:
        text = table.get(role.value)
        if not isinstance(text, str):
            raise ThemeError(f"The theme {file} lacks a look for {role.value!r}.")
        try:
            looks[role] = read_look(text)
        except ValueError as error:
            raise ThemeError(f"The theme {file}{_line_of(role.value, content)}, {role.value}: {error}.") from error
    if not (looks[Role.TEXT].foreground and looks[Role.TEXT].background):
        raise ThemeError(f"The theme {file} must give text both a colour and a background.")
    return looks


def _style(look: Look) -> Style:
    has = look.attributes.__contains__
    return Style(
        color=look.foreground or None,
        bgcolor=look.background or None,
        bold=has("bold") or None,
        italic=has("italic") or None,
        underline=has("underline") or None,
        reverse=has("reverse") or None,
        dim=has("dim") or None,
        strike=has("strike") or None,
    )


def theme_files() -> dict[str, Path]:
    """Return the theme files by name: the bundled ones, and over them the user's own."""
    folders: Iterable[Path] = (bundled("themes"), user_folders().config / "themes")
    return {
        clean_line(path.stem): path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.toml"))
    }


def own_theme(name: str) -> Path | None:
    """Return the user's file of a theme, None for one that is bundled or gone."""
    path = user_folders().config / "themes" / f"{name}.toml"
    return path if theme_files().get(name) == path else None


def choose_theme(name: str, depth: Depth) -> tuple[Palette, str]:
    """Return the theme to start with, and a sentence if it is not the one that was asked for.

    A theme with more colours than may be sent gives way to the usual one for that number.
    """
    files = theme_files()
    notice = ""
    if name and name not in files:
        notice = f"There is no theme {name!r}; known are {', '.join(sorted(files))}."
    elif name:
        try:
            palette = read_theme(files[name])
        except ThemeError as error:
            notice = str(error)
        else:
            if list(Depth).index(palette.depth) <= list(Depth).index(depth):
                return palette, ""
    return read_theme(bundled("themes") / f"{USUAL[depth]}.toml"), notice


def contrast(look: Look) -> float:
    """Return the WCAG 2.2 contrast ratio of a look that has both colours as "#rrggbb"."""
    lighter, darker = sorted((_luminance(look.foreground), _luminance(look.background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [channel / 255 for channel in Color.parse(colour).get_truecolor()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
