"""What the reader costs on a terminal: the wait for a picture, bytes a key, bytes when idle, the wait for its end.

    python tests/benchmarks/screen_speed.py [--runs 5] [--size 100x30] [--beside "less FILE" --beside "newsboat ..."]

Bytes are exact and repeat; milliseconds are the best of the runs, as the machine has other work too. The environment
variable PYTHONDONTWRITEBYTECODE is taken away: it makes Python compile every module at every start.
"""

import argparse
import os
import select
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tui.test_on_a_terminal import ESCAPE, Terminal

ARTICLES = Path(__file__).resolve().parents[2] / "seeds"
QUIET = 0.8
"""Seconds without a byte after which a key has had its effect."""
PICTURE = 400
"""Bytes from which on a program has shown something; what sets a terminal up takes fewer."""
STEPS = (
    ("", "/mistra"),
    ("a letter typed, with results", "l"),
    ("", ESCAPE),
    ("", ESCAPE),
    ("the help", "?"),
    ("closing it", ESCAPE),
    ("the palette", "\x10"),
    ("closing it", ESCAPE),
    ("", "c"),
    ("a line, articles side by side", "j"),
    ("a page, articles side by side", "\x06"),
    ("the next quantity", "n"),
    ("a quantity in detail", "\r"),
    ("closing it", ESCAPE),
)
"""What is done, "" where it is not measured, and its keys."""


def start(command: Sequence[str], folder: str, size: tuple[int, int]) -> Terminal:
    """Start a program with folders of its own."""
    left_out = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "LINES", "COLUMNS")
    environ = {name: value for name, value in os.environ.items() if name not in left_out}
    own = {f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("CONFIG", "STATE", "CACHE")}
    path = str(Path(__file__).resolve().parents[2])
    return Terminal(
        command, {**environ, **own, "PYTHONPATH": path, "TERM": "xterm-256color", "COLORTERM": "truecolor"}, size
    )


def wait(done: Callable[[Terminal], bool], terminal: Terminal, seconds: float = 60) -> float:
    """Read until something is so; return how long it took."""
    began = time.perf_counter()
    while not done(terminal) and time.perf_counter() - began < seconds and terminal.process.poll() is None:
        if select.select([terminal.master], [], [], 0.005)[0]:
            terminal.read(0.001)
    return time.perf_counter() - began


def press(terminal: Terminal, keys: str) -> tuple[int, float]:
    """Press keys; return the bytes that they cost, and the seconds until the last of them."""
    before, began, last = len(terminal.sent), time.perf_counter(), time.perf_counter()
    os.write(terminal.master, keys.encode())
    while time.perf_counter() - last < QUIET:
        length = len(terminal.sent)
        if select.select([terminal.master], [], [], 0.005)[0]:
            terminal.read(0.001)
        if len(terminal.sent) > length:
            last = time.perf_counter()
    return len(terminal.sent) - before, last - began


def quit_time(terminal: Terminal, keys: str = "q") -> float:
    """End a program; return the seconds that it takes."""
    os.write(terminal.master, keys.encode())
    taken = wait(lambda terminal: terminal.process.poll() is not None, terminal, 20)
    terminal.process.kill()
    terminal.process.wait()
    os.close(terminal.master)
    return taken


def reader(runs: int, size: tuple[int, int]) -> None:
    """Print what the reader costs."""
    command = ["-m", "tui", str(ARTICLES)]
    again: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs + 1):
            terminal = start(command, folder, size)
            name = "a picture, the first time" if run == 0 else "a picture, from the second time on"
            again.setdefault(name, []).append(wait(lambda terminal: "articles" in terminal.screen, terminal))
            wait(lambda terminal: b"\x1b[?2004h" in terminal.sent, terminal)
            press(terminal, "")
            if run:
                again.setdefault("end", []).append(quit_time(terminal))
            else:
                print(f"{'to start, the first time':40} {len(terminal.sent):7} bytes")
                quit_time(terminal)
        for name, seconds in again.items():
            print(f"{name:40} {min(seconds) * 1000:7.0f} ms")
        terminal = start(command, folder, size)
        wait(lambda terminal: b"\x1b[?2004h" in terminal.sent, terminal)
        for _ in range(5):
            press(terminal, "")
        for name, keys in STEPS:
            spent, taken = press(terminal, keys)
            if name:
                print(f"{name:40} {spent:7} bytes, settled after {taken * 1000:.0f} ms")
            if keys == "c":
                wait(lambda terminal: "contradiction" in terminal.screen, terminal)
                press(terminal, "")
        length = len(terminal.sent)
        terminal.read(5)
        print(f"{'idle for 5 seconds':40} {len(terminal.sent) - length:7} bytes")
        quit_time(terminal, "qq")


class _Unread:
    """In place of the model of a terminal, which knows no more than the reader sends."""

    def feed(self, _sent: str) -> str:
        return ""

    def text(self) -> str:
        return ""


def beside(command: str, runs: int, size: tuple[int, int]) -> None:
    """Print what another program costs: its start, a line and a page of it, its end."""
    program = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
    waits, ends = [], []
    for run in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            terminal = start(["-S", "-c", program, *shlex.split(command)], folder, size)
            terminal._model = _Unread()  # type: ignore[assignment]
            waits.append(wait(lambda terminal: len(terminal.sent) > PICTURE, terminal))
            press(terminal, "")
            press(terminal, "")
            if run == 0:
                line, page = press(terminal, "j")[0], press(terminal, " ")[0]
            ends.append(quit_time(terminal, "q\x11"))
    times = f"{min(waits) * 1000:5.0f} ms to a picture, {min(ends) * 1000:5.0f} ms to its end"
    print(f"{Path(shlex.split(command)[0]).name:12} {times}, {line} bytes a line, {page} a page")


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--size", default="100x30")
    options.add_argument("--beside", action="append", default=[], metavar="COMMAND")
    given = options.parse_args()
    width, height = map(int, given.size.split("x"))
    reader(given.runs, (width, height))
    for command in given.beside:
        beside(command, given.runs, (width, height))


if __name__ == "__main__":
    main()
