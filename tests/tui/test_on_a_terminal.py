"""The program on a real pseudo-terminal: what it sends, and how it leaves."""

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.tui.terminal_model import Terminal as Model

ROOT = Path(__file__).resolve().parents[2]
PAYLOADS = {
    "clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "title": "\x1b]2;PWNED\x1b\\",
    "reset": "\x1bc",
    "c1 title": "\x9d2;PWNED\x9c",
    "c1 colour": "\x9b31m",
    "right to left": "\u202eevil\u202c",
    "link": "\x1b]8;;http://evil\x07x\x1b]8;;\x07",
    "clear": "\x1b[2J\x1b[3J",
    "bell": "\x07",
}
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?:\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7]))[0-9;]*m")
OWN_SEQUENCES = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""What Textual sends of its own: the shape of the mouse pointer."""

ESCAPE = "\x1b[27u"
"""The escape key as the kitty protocol sends it: a lone ESC would be joined to the next key on a busy machine."""

STEP = 20.0
"""Most seconds to wait for anything; the machine may be busy."""


class Terminal:
    """A program on a pseudo-terminal, and everything it has sent."""

    def __init__(self, arguments: Sequence[str], environ: dict[str, str], size: tuple[int, int] = (100, 30)) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.sent = b""
        self.seen: list[str] = []
        """What was on the screen after each key."""
        self._model = Model(*size)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._rest = ""
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=environ,
            start_new_session=True,
        )
        os.close(slave)

    def read(self, seconds: float) -> None:
        """Read what comes in this time, and go on while more comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.master], [], [], left)
            if not ready:
                return
            try:
                sent = os.read(self.master, 65536)
            except OSError:
                return
            self.sent += sent
            self._rest = self._model.feed(self._rest + self._decode(sent))

    @property
    def screen(self) -> str:
        return self._model.text()

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: text in self.screen, repr(text))

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until something is so."""
        end = time.monotonic() + STEP
        while not condition():
            assert time.monotonic() < end, f"{what} never came:\n{self.screen}"
            self.read(0.1)

    def rest(self, seconds: float) -> None:
        """Read until nothing is sent for so long."""
        end = time.monotonic() + STEP
        before = -1
        while before != len(self.sent):
            assert time.monotonic() < end, f"it never rests: {self.sent[-300:]!r}"
            before = len(self.sent)
            self.read(seconds)

    def press(self, keys: str) -> None:
        """Type, and read until the screen is quiet."""
        os.write(self.master, keys.encode())
        before = -1
        while before != len(self.sent):
            before = len(self.sent)
            self.read(0.25)
        self.seen.append(self.screen)

    def ended(self) -> int:
        end = time.monotonic() + STEP
        while self.process.poll() is None:
            assert time.monotonic() < end, "it does not end"
            self.read(0.05)
        self.read(0.1)
        return self.process.returncode


@contextlib.contextmanager
def on_terminal(
    arguments: Sequence[str], own_folders: Path, *, size: tuple[int, int] = (100, 30), **environ: str
) -> Iterator[Terminal]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "COLORTERM", "SSH_TTY", "LINES", "COLUMNS")
    }
    home = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT)}
    terminal = Terminal(arguments, {**kept, "TERM": "xterm-256color", **home, **environ}, size)
    try:
        yield terminal
    finally:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        os.close(terminal.master)


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    payload = " ".join(PAYLOADS.values())
    for number, name in enumerate(("plain", "evil\x1b]2;PWNED\x07\x9b31m")):
        text = (
            f"---\ntitle: Money {payload} {number}\nsource: Paper {payload}\nlanguage: en\ndate: 2024-02-26\n---\n"
            f"Acme {payload} invested {number + 1} million euros in Initech on Monday {payload}.\n"
        )
        (folder / f"{name}{number}.txt").write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / "empty\x1b]2;PWNED\x07.txt").write_bytes(b"")
    return folder


def test_no_byte_of_a_hostile_article_reaches_the_terminal(hostile_folder: Path, own_folders: Path) -> None:
    with on_terminal(["-m", "tui", str(hostile_folder)], own_folders) as terminal:
        terminal.wait_for("could not be read")
        # The list, a search, what was not read, one article, both compared, translation, help, palette, and out.
        keys = ("jk", "/invested", "\r", ESCAPE, "p", "q", "\r", "q", "c", "n\t\t", "d", "t", "?", "q", "\x10", ESCAPE)
        for key in keys:
            terminal.press(key)
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
        everything = OWN_SEQUENCES.sub(b"", terminal.sent)
        seen = "\n".join(terminal.seen)
    for text in ("Money", "2 of 2", "could not be read", "is empty", "1 million", "Keys", "Translation is off"):
        assert text in seen, f"{text!r} was never shown"
    for name, raw in {
        "clipboard": b"\x1b]52",
        "title": b"\x1b]2;",
        "link": b"\x1b]8;",
        "reset": b"\x1bc",
        "clear": b"\x1b[3J",
        "c1 control sequence": "\x9b".encode(),
        "c1 operating system command": "\x9d".encode(),
        "right to left": "\u202e".encode(),
        "bell": b"\x07",
    }.items():
        assert raw not in everything, f"{name}: {everything[max(0, everything.find(raw) - 80) :][:200]!r}"


@pytest.mark.parametrize(
    ("environ", "allowed"),
    [({"NO_COLOR": "1"}, "no colour"), ({"TERM": "xterm"}, "sixteen colours"), ({"COLORTERM": "truecolor"}, "all")],
)
def test_no_more_colours_are_sent_than_wanted(environ: dict[str, str], allowed: str, own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders, **environ) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("next pane")
        terminal.press("n")
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
        colours = COLOUR.findall(terminal.sent)
        if allowed == "no colour":
            assert colours == []
        elif allowed == "sixteen colours":
            assert colours
            assert not re.search(rb"[34]8;[25];", b"".join(colours))
        else:
            assert re.search(rb"38;2;", b"".join(colours))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_terminal_is_left_as_it_was_when_told_to_end(name: str, own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("5 articles")
        if name == "SIGINT":
            terminal.press("q")
        else:
            terminal.process.send_signal(getattr(signal, name))
        assert terminal.ended() in (0, 130)
        assert b"\x1b[?1049l" in terminal.sent, "the alternate screen is left"
        assert b"\x1b[?25h" in terminal.sent, "the cursor is shown"
        assert b"\x1b[?1003l" in terminal.sent or b"\x1b[?1003h" not in terminal.sent


PROGRAM = """
import sys, time
from tui.app import read
from tui.config import Settings

class Library:
    problems = ()
    paths = ()
    {body}

secret = "text of an article"
sys.exit(read(Library(), Settings()))
"""


def test_a_crash_is_one_sentence_and_a_status(own_folders: Path) -> None:
    body = """
    calls = 0
    @property
    def articles(self):
        secret = "text of an article"
        self.calls += 1
        if self.calls > 1:
            raise RuntimeError(secret)
        return ()
    def refresh(self, progress, stop):
        return None
"""
    with on_terminal(["-c", PROGRAM.format(body=body)], own_folders) as terminal:
        assert terminal.ended() == 2
        after = terminal.sent.rpartition(b"\x1b[?1049l")[2].decode()
        assert "The reader stopped because of an error in the program" in after
        assert "Traceback" not in after
        assert "text of an article" not in terminal.sent.decode()
        log = own_folders / "state" / "atodds" / "errors.log"
        assert "RuntimeError" in log.read_text(encoding="utf-8")


def test_a_terminal_without_unicode_is_sent_letters_and_ascii_alone(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders, TERM="linux", LANG="C.UTF-8") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("1 contradiction")
        shown = terminal.screen
        terminal.press("?")
        others = {
            sign for sign in terminal.sent.decode("utf-8", "replace") if not sign.isascii() and not sign.isalpha()
        }
        assert others <= set("€")
        assert "# 1 contradiction" in shown


def test_quitting_waits_for_no_thread(own_folders: Path) -> None:
    body = """
    articles = ()
    def refresh(self, progress, stop):
        progress(1, 2)
        time.sleep(60)
"""
    with on_terminal(["-c", PROGRAM.format(body=body)], own_folders) as terminal:
        terminal.wait_for("reading 1 of 2")
        terminal.press("q")
        assert terminal.ended() == 0, "the thread sleeps three times as long as is waited here"


def test_idle_it_sends_nothing(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("/mistral")
        terminal.wait_for("5 of 5")
        terminal.wait_for(" figures")
        terminal.rest(2)


def test_a_key_sends_little_more_than_what_it_changes(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders, COLORTERM="truecolor") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("")
        assert len(terminal.sent) < 12_000, "the first screen"
        spent = {}
        for key, most in (("j", 3_500), ("c", 10_000), ("jjj", 4_500), (" ", 3_500), ("\t", 2_500), ("?", 8_000)):
            terminal.sent = b""
            terminal.press(key)
            if key == "c":
                terminal.wait_for("contradiction")
                terminal.press("")
            spent[key] = (len(terminal.sent), most)
        assert all(sent <= most for sent, most in spent.values()), spent
        terminal.sent = b""
        terminal.press(ESCAPE)
        terminal.press("\x0c")
        assert b"\x1b[2J" in terminal.sent, "ctrl+l draws everything again"


def test_the_keys_work_where_textuals_own_driver_is_wanted(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders, ATODDS_DRIVER="plain") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("q")
        assert terminal.ended() == 0


def test_a_lost_line_ends_it(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("5 articles")
        lost = os.dup(terminal.master)
        os.close(terminal.master)
        os.close(lost)
        terminal.master = os.open(os.devnull, os.O_RDONLY)
        assert terminal.process.wait(STEP) is not None
