"""The driver between Textual and the terminal: sends what changed, reads keys without waiting, notices a hang-up.

All uses of what is private in Textual are in this file. `tests/tui/test_private_uses_of_textual.py` fails where a new
release of Textual no longer has them.
"""

import contextlib
import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from search.text import clean
from tui import boot
from tui.pasting import Pastes, Piece
from tui.screendiff import NotAFrame, Shadow, is_frame
from tui.terminal import IN_ASCII, only_ascii

if TYPE_CHECKING:
    from textual.driver import Driver

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
SMALL = 300
"""Characters that arrive as one piece anyway, so that they need no marks of a synchronised update around them."""

ESCAPE_WAIT = 0.03
"""Seconds after which a lone ESC is the escape key; longer over no line that one can type on."""

SETTLED = 0.1
"""Seconds without a new frame after which the screen has come to rest."""

HOLD_FOR = 3.0
"""Seconds for which the picture of last time stays at most, unless a key is pressed."""

ALTERNATE_SCREEN = "\x1b[?1049h"
PASTE_WAIT = 1.0
"""Seconds without a character after which a paste whose end was lost is taken as it is."""

if "ESCDELAY" not in os.environ:
    vars(constants)["ESCAPE_DELAY"] = ESCAPE_WAIT


class DifferenceDriver(LinuxDriver):
    """Textual's driver for POSIX terminals with its own way out and in."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        """Take what Textual's driver takes."""
        self._shadow = Shadow()
        self._wake: tuple[int, int] | None = None
        self._sync_begun = False
        self._painted = False
        self._held_at = 0.0
        self._only_ascii = only_ascii()
        self._typed_early: list[Message] | None = []
        self._delivering = Lock()
        super().__init__(app, **options)

    # Out

    def write(self, data: str) -> None:
        """Send what a frame changes, and everything else as it is."""
        if data == SYNC_START:
            self._sync_begun = True
            return
        if data == SYNC_END:
            if self._sync_begun:  # nothing came in between
                self._sync_begun = False
            else:
                super().write(data)
            return
        if is_frame(data):
            data = self._difference(data.translate(IN_ASCII) if self._only_ascii else data)
            if not data:
                return
            if self._sync_begun and len(data) <= SMALL:
                super().write(data)
                return
        elif data == ALTERNATE_SCREEN and self._painted:  # it shows already, and some terminals would clear it
            self._painted = False
            return
        elif "\x1b[?1049" in data:
            self._shadow.forget()
        if self._sync_begun:
            self._sync_begun = False
            super().write(SYNC_START)
        super().write(data)

    def _difference(self, frame: str) -> str:
        width, height = self._app.size
        self._held_at = self._loop.time()
        try:
            return self._shadow.update(frame, width, height)
        except NotAFrame:
            return frame

    def release(self) -> None:
        """Show what was drawn while the picture of last time was shown."""
        if self._shadow.is_held and (changes := self._shadow.release()):
            super().write(changes)

    def release_when(self, at_rest: Callable[[], bool]) -> None:
        """Show what was drawn meanwhile, once nothing more is drawn and the screen says that it is at rest."""
        if not self._shadow.is_held:
            return
        if at_rest() and self._loop.time() >= self._held_at + SETTLED:
            self.release()
        else:
            self._loop.call_later(SETTLED, self.release_when, at_rest)

    @property
    def picture(self) -> tuple[str, int, int]:
        """What draws the screen as it is, "" if that is not known; its columns and rows."""
        return (self._shadow.picture(), *self._app.size)

    def repaint(self) -> None:
        """Draw the whole screen again, after something else has written on it."""
        if everything := self._shadow.everything():
            super().write(everything)

    # In

    def start_application_mode(self) -> None:
        """Begin; a new size also means that the terminal may show anything."""
        self._wake = self._wake or os.pipe()
        taken = boot.take()
        if taken is not None:
            self._painted = True
            with contextlib.suppress(NotAFrame):  # then the first frame clears it away
                self._shadow.hold(taken[1], *self._get_terminal_size())
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if taken is not None:
            self.attrs_before = taken[0]
            self._loop.call_later(HOLD_FOR, self.release)
        resized = signal.getsignal(signal.SIGWINCH)

        def forget_and_resize(number: int, frame: Any) -> None:
            self._shadow.forget()
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forget_and_resize)

    def process_message(self, message: Message) -> None:
        """Pass a message on; keys wait until there is a screen that they can be meant for.

        A new size that the terminal tells itself also means that it may show anything.
        """
        if isinstance(message, events.Resize):
            self._shadow.forget()
        elif isinstance(message, events.InputEvent | events.Paste):
            with self._delivering:
                if self._typed_early is not None:
                    self._typed_early.append(message)
                    return
            if self._shadow.is_held:
                self._loop.call_soon_threadsafe(self.release)
        super().process_message(message)

    def deliver(self) -> None:
        """Pass on what was typed before the screen was there, and from now on everything at once."""
        with self._delivering:
            typed, self._typed_early = self._typed_early or [], None
        for message in typed:
            self.process_message(message)

    def run_input_thread(self) -> None:
        """Read keys: asleep until one comes, so that an idle reader costs nothing and escape is told at once."""
        parser = XTermParser(self._debug)
        pastes = Pastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        if self._wake is None:
            return
        wake = self._wake[0]
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                # The parser waits for the rest of a sequence; ask it when that time is over.
                pressing = parser._timeout_time is not None or (pastes.is_waiting and not pastes.is_open)
                timeout = ESCAPE_WAIT if pressing else PASTE_WAIT if pastes.is_open else None
                ready = {key.fd for key, _ in selector.select(timeout)}
                if wake in ready:
                    self.exit_event.wait(0.01)
                if self.fileno in ready:
                    text = self._read(decode)
                    if text is None:
                        break
                    self._take(pastes.feed(text), parser)
                elif not ready and (timeout == PASTE_WAIT or not pastes.is_open):
                    self._take(pastes.give_up(), parser)
                for message in parser.tick():
                    self.process_message(message)

    def _take(self, pieces: Iterable[Piece], parser: XTermParser) -> None:
        for text, is_pasted in pieces:
            for message in [events.Paste(clean(text))] if is_pasted else parser.feed(text):
                self.process_message(message)

    def _read(self, decode: Any) -> str | None:
        """What was typed; None when the terminal is gone, after the app was told to end."""
        try:
            data = os.read(self.fileno, 4096)
        except InterruptedError:
            return ""
        except OSError:
            data = b""
        if data:
            return str(decode(data))
        self._loop.call_soon_threadsafe(self._app.exit)
        return None

    def disable_input(self) -> None:
        """Wake the thread that reads, which Textual's driver then waits for."""
        if self._wake is not None:
            os.write(self._wake[1], b"x")
        super().disable_input()
        if self._wake is not None:
            for end in self._wake:
                os.close(end)
            self._wake = None


def driver_class() -> "type[Driver] | None":
    """Return the driver to give to Textual, None for its own: in a browser, or where the user says so."""
    if constants.DRIVER or os.environ.get(boot.PLAIN_VARIABLE) == "plain":
        return None
    return DifferenceDriver


def repaint(app: App[Any]) -> None:
    """Draw the whole screen again."""
    driver = app._driver
    if isinstance(driver, DifferenceDriver):
        driver.repaint()
    else:
        app.refresh()


def deliver_keys(app: App[Any]) -> None:
    """Say that the screen is there, so that keys have something to work on."""
    driver = app._driver
    if isinstance(driver, DifferenceDriver):
        driver.deliver()


def release(app: App[Any], at_rest: Callable[[], bool]) -> None:
    """Show the screen in place of the picture of last time, as soon as it has come to rest."""
    driver = app._driver
    if isinstance(driver, DifferenceDriver):
        driver.release_when(at_rest)


def keep_picture(app: App[Any]) -> None:
    """Keep what the screen shows for the next start.

    Raises:
        OSError: if it cannot be written.
    """
    driver = app._driver
    if isinstance(driver, DifferenceDriver):
        picture, columns, rows = driver.picture
        if picture:
            boot.keep(picture, columns, rows)


def error_of(app: App[Any]) -> BaseException | None:
    """Return the error that ends the app, if there is one."""
    return app._exception or sys.exc_info()[1]


def close_quietly(app: App[Any]) -> None:
    """End the app without printing what Textual would: a traceback with local variables."""
    app._close_messages_no_wait()
