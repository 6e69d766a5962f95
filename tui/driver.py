"""The driver between Textual and the terminal: sends what changed, reads keys without waiting, notices a hang-up.

All uses of what is private in Textual are in this file. `tests/tui/test_private_uses_of_textual.py` fails where a new
release of Textual no longer has them.
"""

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.screendiff import NotAFrame, Shadow, is_frame

if TYPE_CHECKING:
    from textual.driver import Driver

PLAIN_VARIABLE = "ATODDS_DRIVER"
"""Environment variable; "plain" sends what Textual sends, for terminals that the difference confuses."""

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
SMALL = 300
"""Characters that arrive as one piece anyway, so that they need no marks of a synchronised update around them."""

ESCAPE_WAIT = 0.03
"""Seconds after which a lone ESC is the escape key; longer over no line that one can type on."""

if "ESCDELAY" not in os.environ:
    vars(constants)["ESCAPE_DELAY"] = ESCAPE_WAIT


class DifferenceDriver(LinuxDriver):
    """Textual's driver for POSIX terminals with its own way out and in."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        """Take what Textual's driver takes."""
        self._shadow = Shadow()
        self._wake: tuple[int, int] | None = None
        self._sync_begun = False
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
            data = self._difference(data)
            if not data:
                return
            if self._sync_begun and len(data) <= SMALL:
                super().write(data)
                return
        elif "\x1b[?1049" in data:
            self._shadow.forget()
        if self._sync_begun:
            self._sync_begun = False
            super().write(SYNC_START)
        super().write(data)

    def _difference(self, frame: str) -> str:
        width, height = self._app.size
        try:
            return self._shadow.update(frame, width, height)
        except NotAFrame:
            return frame

    def repaint(self) -> None:
        """Draw the whole screen again, after something else has written on it."""
        if everything := self._shadow.everything():
            super().write(everything)

    # In

    def start_application_mode(self) -> None:
        """Begin; a new size also means that the terminal may show anything."""
        self._wake = self._wake or os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        resized = signal.getsignal(signal.SIGWINCH)

        def forget_and_resize(number: int, frame: Any) -> None:
            self._shadow.forget()
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forget_and_resize)

    def process_message(self, message: Message) -> None:
        """Forget what is shown when the terminal tells its new size itself."""
        if isinstance(message, events.Resize):
            self._shadow.forget()
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read keys: asleep until one comes, so that an idle reader costs nothing and escape is told at once."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        if self._wake is None:
            return
        wake = self._wake[0]
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                # The parser waits for the rest of a sequence; ask it when that time is over.
                timeout = ESCAPE_WAIT if parser._timeout_time is not None else None
                ready = {key.fd for key, _ in selector.select(timeout)}
                if wake in ready:
                    self.exit_event.wait(0.01)
                if self.fileno in ready:
                    text = self._read(decode)
                    if text is None:
                        break
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
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
    if constants.DRIVER or os.environ.get(PLAIN_VARIABLE) == "plain":
        return None
    return DifferenceDriver


def repaint(app: App[Any]) -> None:
    """Draw the whole screen again."""
    driver = app._driver
    if isinstance(driver, DifferenceDriver):
        driver.repaint()
    else:
        app.refresh()


def error_of(app: App[Any]) -> BaseException | None:
    """Return the error that ends the app, if there is one."""
    return app._exception or sys.exc_info()[1]


def close_quietly(app: App[Any]) -> None:
    """End the app without printing what Textual would: a traceback with local variables."""
    app._close_messages_no_wait()
