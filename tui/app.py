"""The terminal reader as a Textual app: theme, palette of commands, and the ways out."""

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from rich.style import Style
from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme
from textual.timer import Timer

from tui.commands import key_name
from tui.config import Settings
from tui.crash import record
from tui.driver import close_quietly, driver_class, error_of, keep_picture
from tui.keymap import commands_with, for_textual
from tui.roles import Role
from tui.screens.reader import Reader
from tui.session import read_session, session_file, write_session
from tui.terminal import Depth, clipboard_sequence, colour_depth, wants_mouse
from tui.themes import Look, Palette, ThemeError, choose_theme, own_theme, read_theme, theme_files
from tui.widgets.palette import Palette as CommandsPalette

if TYPE_CHECKING:  # the library is heavy, and the first screen does without it
    from search.library import Library
    from tui.screens.compare import CompareView
    from tui.screens.sourcing import Sourcing


LOOK_AGAIN = 1.0
"""Seconds after which a theme of the user's own is looked at again; those that are bundled never are."""

SAVE_AFTER = 1.0
"""Seconds after a key at which the session is kept; a crash loses no more."""


class ReaderApp(App[None]):
    """Reads articles side by side and shows where their figures are at odds."""

    CSS_PATH = "app.tcss"
    TITLE = "atodds"
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        library: "Library",
        settings: Settings,
        notice: str = "",
        wanted: tuple[str, int] | None = None,
        session_path: Path | None = None,
    ) -> None:
        """Read from this library with these settings.

        Args:
            library: What to read.
            settings: The user's configuration.
            notice: The first thing said.
            wanted: What is opened first.
            session_path: Where the session is kept, None to keep none.

        """
        self._depth = colour_depth()
        self._session_path = session_path
        self._session = read_session(session_path) if session_path else None
        chosen_theme = settings.theme or (self._session.theme if self._session else "")
        self._palette, complaint = choose_theme(chosen_theme, self._depth)
        self._chosen_theme = self._session.theme if self._session else ""
        self._saving: Timer | None = None
        self._looking: Timer | None = None
        # Which filters take colours away is decided in App's constructor and never again.
        if self._depth is Depth.NONE:
            os.environ["NO_COLOR"] = "1"
        else:
            os.environ.pop("NO_COLOR", None)
        super().__init__(driver_class=driver_class(), ansi_color=True if self._depth is not Depth.RGB else None)
        self.animation_level = "none"
        self.command_table = commands_with(settings.keys)
        """What can be done, with the keys that the user wants for it."""
        if settings.keys:
            self.set_keymap(for_textual(self.command_table))
        self.styles_of_roles: dict[Role, Style] = {}
        self._use(self._palette)  # before anything is drawn: a change of theme draws everything again
        self._library = library
        self._settings = settings
        self._wanted = wanted
        self._notice = " ".join(sentence for sentence in (notice, complaint) if sentence)
        self.crash_log = ""
        """Where an error nobody foresaw was recorded; "" if there was none."""

    def get_default_screen(self) -> Reader:
        """Return the one screen."""
        reader = Reader(self._library, self._settings, self._notice, self._wanted)
        reader.resumed = None if self._wanted else self._session
        return reader

    def on_mount(self) -> None:
        """Leave the terminal as it was also when told to end from outside; follow changes of the user's own theme."""
        self._watch_theme_file()
        if sys.platform == "win32" or self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(RuntimeError, ValueError):
                loop.add_signal_handler(name, self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Forget the sentence in the foot at the next key, which may bring another."""
        if isinstance(event, events.Key) and isinstance(self.screen, Reader):
            self.screen.forget_sentence(event.key)
        await super().on_event(event)
        if self._session_path and isinstance(event, events.Key | events.MouseEvent) and self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.save_session)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End, and keep what is open; so do the signals that end it, and a lost line."""
        self.save_session()
        with contextlib.suppress(OSError):
            keep_picture(self)
        super().exit(result, return_code, message)

    def save_session(self) -> None:
        """Keep what is open; a disk that takes nothing is no reason to disturb the reader."""
        self._saving = None
        reader = next((screen for screen in self.screen_stack if isinstance(screen, Reader)), None)
        if self._session_path is None or reader is None or not reader.is_mounted:
            return
        if reader.resumed is not None:  # not all of the last session is back yet
            return
        session = replace(reader.session(), theme=self._chosen_theme)
        if session != self._session:
            with contextlib.suppress(OSError):
                write_session(self._session_path, session)
                self._session = session

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette what can be done now, and the themes."""
        if not isinstance(screen, Reader):
            return
        for command in screen.possible():
            if command.in_palette:
                title = f"{command.title.capitalize()}  ({command.shown_keys})"
                yield SystemCommand(title, command.help, lambda command=command: screen.run_command(command))
        for name in theme_files():
            yield SystemCommand(f"Theme {name}", "Change the colours.", lambda name=name: self._change_theme(name))

    def action_command_palette(self) -> None:
        """Open our palette in place of Textual's."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandsPalette(id="--command-palette"))

    def on_compare_view_copy_requested(self, event: "CompareView.CopyRequested") -> None:
        """Put a text on the clipboard of the user's terminal, and into a file for terminals that have none."""
        from tui.copying import text_to_copy

        text = text_to_copy(event.what, event.comparison, self._settings.reader_locale, event.quantity, event.article)
        if not text:
            self._say("There is no quantity to copy.")
            return
        self._copy(text, event.what.value)

    def on_sourcing_link_chosen(self, event: "Sourcing.LinkChosen") -> None:
        """Put a link on the clipboard."""
        self._copy(event.link, "the link")

    def _copy(self, text: str, what: str) -> None:
        """Put a text on the clipboard and into the file of copies, and say so; `what` calls it for people."""
        from tui.copying import keep_copy

        sequence = clipboard_sequence(text)
        if sequence and self._driver is not None:
            self._driver.write(sequence)
        try:
            kept = f"to {keep_copy(text)}"
        except OSError as error:
            kept = f"to no file ({(error.strerror or 'unknown reason').lower()})"
        where = "to the clipboard, if your terminal has one, and" if sequence else "only, as it is too long to send,"
        self._say(f"Copied {what} {where} {kept}.")

    def key_for(self, command: str) -> str:
        """Return the key of a command as people call it, for a sentence that tells what to press."""
        keys = next(each.keys for each in self.command_table if each.id == command)
        return key_name(keys[0]) if keys else f"{command.replace('_', ' ')} in the palette"

    def _change_theme(self, name: str) -> None:
        try:
            palette = read_theme(theme_files()[name])
        except ThemeError as error:
            self._say(str(error))
            return
        if list(Depth).index(palette.depth) > list(Depth).index(self._depth):
            self._say(f"The theme {name} needs more colours than this terminal is said to have.")
            return
        self._chosen_theme = name
        self._use(palette)
        self._watch_theme_file()

    def _watch_theme_file(self) -> None:
        """Draw in new colours whenever the file of the theme changes, if it is the user's own."""
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
        path = own_theme(self._palette.name)
        if path is None:
            return
        seen = _stamp(path)

        def look() -> None:
            nonlocal seen
            now = _stamp(path)
            if now != seen and now:
                seen = now
                self._read_again(path)

        self._looking = self.set_interval(LOOK_AGAIN, look)

    def _read_again(self, path: Path) -> None:
        try:
            palette = read_theme(path)
        except ThemeError as error:
            self._say(str(error))
            return
        if palette != self._palette and list(Depth).index(palette.depth) <= list(Depth).index(self._depth):
            self._use(palette)
            self._say(f"The theme {palette.name} was read again.")

    def action_help_quit(self) -> None:
        """Tell who presses ctrl+c, as in a shell, how to leave."""
        self._say(f"{self.key_for('back')} goes back, and from the list of articles quits.")

    def _say(self, sentence: str) -> None:
        if isinstance(self.screen, Reader):
            self.screen.say(sentence)

    def _use(self, palette: Palette) -> None:
        self._palette = palette
        self.styles_of_roles = palette.styles()
        theme = textual_theme(palette)
        if theme.name == self.theme:  # its file has changed, and Textual draws again for another name only
            theme.name += " again"
        self.register_theme(theme)
        self.theme = theme.name

    def _fatal_error(self) -> None:
        # Textual would print a traceback with local variables: article text, and keys.
        error = error_of(self)
        if error is not None:
            self.crash_log = str(record(error))
        close_quietly(self)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does; (0, 0) while it is not there, as editors replace it."""
    try:
        facts = path.stat()
    except OSError:
        return (0, 0)
    return (facts.st_mtime_ns, facts.st_size)


def textual_theme(palette: Palette) -> Theme:
    """Return the theme for Textual's own widgets: input, command palette, rules between panes."""
    looks = palette.looks
    text = looks[Role.TEXT]
    bar = looks[Role.BAR].over(text)
    focus = looks[Role.FOCUS].over(text)
    cursor = looks[Role.CURSOR].over(text)
    ansi = palette.depth is not Depth.RGB
    accent = looks[Role.ACCENT].over(text)

    def colour(name: str) -> str:
        return name if name.startswith("#") else f"ansi_{name or 'default'}"

    return Theme(
        name=f"atodds:{palette.name}",
        primary=colour(accent.foreground),
        accent=colour(accent.foreground),
        foreground=colour(text.foreground),
        background=colour(text.background),
        surface=colour(bar.background),
        panel=colour(bar.background),
        dark=palette.dark,
        ansi=ansi,
        variables={
            **(BUILTIN_THEMES["ansi-dark" if palette.dark else "ansi-light"].variables if ansi else {}),
            "rule": colour(looks[Role.RULE].over(text).foreground),
            "dim": colour(looks[Role.DIM].over(text).foreground),
            "bar-background": colour(bar.background),
            "focus-look": _css_style(focus),
            "focus-foreground": colour(focus.foreground),
            "focus-background": colour(focus.background),
            "input-cursor-background": colour(text.foreground),
            "input-cursor-foreground": colour(text.background),
            "input-cursor-text-style": "reverse" if ansi else "none",
            "input-selection-background": colour(cursor.background),
        },
    )


def _css_style(look: Look) -> str:
    return " ".join(sorted(look.attributes & {"bold", "italic", "underline", "reverse", "strike"})) or "none"


def read(library: "Library", settings: Settings, notice: str = "", wanted: tuple[str, int] | None = None) -> int:
    """Open the reader and return the exit status when the user leaves it: 0, or 2 after an error.

    Args:
        library: What to read.
        settings: The user's configuration.
        notice: A sentence to show first, "" for none.
        wanted: The beginning of an article's content hash and a place in its body, to be opened first.

    """
    gc.disable()  # until the first paint, which it would delay by a tenth
    app = ReaderApp(library, settings, notice, wanted, session_file(library.paths))
    app.run(mouse=wants_mouse())
    if not app.return_code:
        return 0
    print(f"The reader stopped because of an error in the program. {app.crash_log} says where.", file=sys.stderr)
    return 2
