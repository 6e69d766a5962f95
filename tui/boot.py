"""What happens before anything is imported: the last picture is shown again, and keys are kept for the reader.

Importing the screen takes most of the time until it is drawn. So the reader leaves a picture of itself in the user's
cache folder when it ends; the next start with the same words in the same folder and on a terminal of the same size
paints it at once, and the driver then sends only what has changed since. Only what the interpreter has loaded anyway is
imported here at the top.
"""

import os
import sys

PLAIN_VARIABLE = "ATODDS_DRIVER"
"""Environment variable; "plain" sends what Textual sends, for terminals that the difference confuses."""

VERSION = "1"
SIZE_LIMIT = 1 << 20
"""Bytes of a picture at most; one of 200 columns and 60 rows has about 30,000."""
MOST_KEPT = 24
"""Pictures that are kept; the oldest gives way."""

_MATTERS = ("TERM", "COLORTERM", "NO_COLOR", "ATODDS_CONFIG", "LANG", "LC_ALL", "LC_CTYPE", "ATODDS_ASCII")
"""What of the environment changes the picture."""
_SHOW = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[m\x1b[2J"
_HIDE = b"\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code != 0x1B)
_FIRST_OF_C1 = 0xC2
"""C1 controls are this byte and one from 0x80 to 0x9F in UTF-8."""

_words: list[str] | None = None
_before: list[object] | None = None
_picture = ""


def paint(words: list[str]) -> None:
    """Show the picture that a reader started with these words left, and take keys without showing them.

    Does nothing where there is no picture, or no terminal that obeys.
    """
    global _words, _before, _picture
    _words = words
    if sys.platform == "win32" or os.environ.get(PLAIN_VARIABLE) == "plain" or os.environ.get("TEXTUAL_DRIVER"):
        return
    try:
        if os.environ.get("TERM", "dumb") == "dumb" or not all(os.isatty(stream) for stream in (0, 1, 2)):
            return
        if _in_background():  # where touching the terminal stops the process
            return
        size = os.get_terminal_size(2)
        picture = _read(words, size.columns, size.lines)
        if not picture:
            return
        before = _take_keys()
        os.write(2, _SHOW + picture)
    except OSError:
        return
    _before, _picture = before, picture.decode()
    _mind_signals()


def give_back() -> None:
    """Leave the terminal as it was before `paint`, unless a driver has taken it over."""
    global _picture
    if _picture:
        _picture = ""
        _restore()


def take() -> tuple[list[object], str] | None:
    """Hand the terminal over: return its attributes as they were before `paint`, and what it shows; None if nothing."""
    global _picture
    picture, _picture = _picture, ""
    return (_before, picture) if picture and _before is not None else None


def keep(picture: str, columns: int, rows: int) -> None:
    """Keep a picture for the next start with these words; nothing is kept for a reader that `paint` knows not of.

    Raises:
        OSError: if it cannot be written.
    """
    if _words is None:
        return
    from pathlib import Path

    from tui.folders import private

    path = Path(_file(_words, columns, rows))
    private(path.parent)
    other = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(other, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_identity(_words, columns, rows) + picture.encode())
    os.replace(other, path)
    for old in sorted(path.parent.iterdir(), key=lambda each: each.lstat().st_mtime)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def _in_background() -> bool:
    try:
        return os.tcgetpgrp(0) != os.getpgrp()
    except OSError:  # this terminal controls no jobs
        return False


def _read(words: list[str], columns: int, rows: int) -> bytes:
    """The picture for these words, b"" if there is none that can be trusted."""
    identity = _identity(words, columns, rows)
    try:
        file = os.open(_file(words, columns, rows), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        content = os.read(file, SIZE_LIMIT)
    finally:
        os.close(file)
    picture = content[len(identity) :]
    return picture if content.startswith(identity) and is_picture(picture) else b""


def is_picture(data: bytes) -> bool:
    """Return whether this is text, looks and moves of the cursor alone: a damaged file must not drive the terminal."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    if len(data.translate(None, _CONTROLS)) != len(data):
        return False
    if any(bytes((_FIRST_OF_C1, code)) in data for code in range(0x80, 0xA0)):
        return False
    first, *sequences = data.split(b"\x1b")
    return not first and all(
        sequence[:1] == b"[" and sequence[1:].lstrip(b"0123456789;")[:1] in (b"H", b"m") for sequence in sequences
    )


def _identity(words: list[str], columns: int, rows: int) -> bytes:
    facts = (VERSION, f"{columns}x{rows}", *(os.environ.get(name, "") for name in _MATTERS), os.getcwd(), *words)
    return b"\0".join(os.fsencode(fact) for fact in facts) + b"\0\0"


def _file(words: list[str], columns: int, rows: int) -> str:
    from zlib import crc32

    return os.path.join(_cache(), "atodds", "pictures", f"{crc32(_identity(words, columns, rows)):08x}")


def _cache() -> str:
    """The user's cache folder, as `tui.folders` and platformdirs have it, which take too long to import."""
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    stated = os.environ.get("XDG_CACHE_HOME", "")
    return stated if os.path.isabs(stated) else os.path.expanduser("~/.cache")


def _take_keys() -> list[object]:
    """Let keys be neither shown nor held back until enter; return the attributes from before."""
    import termios

    before = termios.tcgetattr(0)
    now = termios.tcgetattr(0)
    now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    now[6][termios.VSUSP] = b"\0"  # stopped now, it would leave its picture to the shell
    termios.tcsetattr(0, termios.TCSANOW, now)
    return before


def _restore() -> None:
    import termios

    try:
        os.write(2, _HIDE)
        if _before is not None:
            termios.tcsetattr(0, termios.TCSANOW, _before)  # type: ignore[arg-type]
    except (OSError, termios.error):
        pass  # the line is gone


def _mind_signals() -> None:
    """Give the terminal back also when told to end; the reader puts its own handlers in their place."""
    import signal

    def end(number: int, _frame: object) -> None:
        _restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, end)
