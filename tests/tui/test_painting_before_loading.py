"""The picture of last time on a real pseudo-terminal: shown at once, never in the way."""

import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.test_on_a_terminal import Terminal, on_terminal
from tui.boot import is_picture

READ = ["-m", "tui", "seeds"]
TAKES_KEYS = b"\x1b[?2004h"
"""What the reader sends first when it takes over."""
HELD = """
import os, runpy, sys, time

class Gate:
    def find_spec(self, name, path=None, target=None):
        if name == "tui.cli":
            sys.meta_path.remove(self)
            open({reached!r}, "w").close()
            while not os.path.exists({opened!r}):
                time.sleep(0.01)

sys.meta_path.insert(0, Gate())
runpy.run_module("tui", run_name="__main__")
"""
"""The program with a gate before the first thing that it imports after its picture."""


@pytest.fixture
def read_before(own_folders: Path) -> Path:
    """The folders of somebody who has read the seeds before on a terminal of the same size."""
    with on_terminal(READ, own_folders) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("jj")
        terminal.wait_for(" figures")
        terminal.rest(0.5)
        terminal.press("q")
        assert terminal.ended() == 0
    return own_folders


def pictures(folders: Path) -> list[Path]:
    return list((folders / "cache" / "atodds" / "pictures").iterdir())


@pytest.fixture
def second(read_before: Path) -> Iterator[Terminal]:
    """The second start, held before anything is loaded."""
    reached, opened = read_before / "reached", read_before / "opened"
    program = HELD.format(reached=str(reached), opened=str(opened))
    with on_terminal(["-c", program, "seeds"], read_before) as terminal:
        terminal.wait_until(reached.exists, "the gate")
        terminal.read(0.2)
        assert TAKES_KEYS not in terminal.sent
        yield terminal


@pytest.fixture
def load(read_before: Path) -> Callable[[], None]:
    """Lets the second start go on."""
    return (read_before / "opened").touch


def test_the_list_of_last_time_shows_before_anything_is_loaded(second: Terminal) -> None:
    assert "5 articles" in second.screen
    assert "search" in second.screen


def test_the_reader_goes_on_in_the_picture_without_drawing_it_again(second: Terminal, load: Callable[[], None]) -> None:
    shown = second.screen
    painted = len(second.sent)
    load()
    second.wait_until(lambda: TAKES_KEYS in second.sent, "the reader")
    second.rest(1)
    second.wait_until(lambda: second.screen == shown, shown)
    assert second.sent.count(b"\x1b[?1049h") == 1
    assert b"\x1b[2J" not in second.sent[painted:]
    assert len(second.sent) - painted < painted, "the list is not sent again; on a busy machine the preview may be"
    second.press("q")
    assert second.ended() == 0
    assert second.sent.count(b"\x1b[?1049l") == 1


def test_keys_pressed_while_it_loads_reach_the_reader(second: Terminal, load: Callable[[], None]) -> None:
    os.write(second.master, b"/anthropic")
    load()
    second.wait_for("anthropic")
    second.wait_for("of 5")


def test_a_key_to_quit_pressed_while_it_loads_quits(second: Terminal, load: Callable[[], None]) -> None:
    os.write(second.master, b"q")
    load()
    assert second.ended() == 0


def test_a_key_to_quit_pressed_at_once_quits(own_folders: Path) -> None:
    with on_terminal(READ, own_folders) as first:
        first.wait_until(lambda: TAKES_KEYS in first.sent, "the reader")
        os.write(first.master, b"q")
        assert first.ended() == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_terminal_is_given_back_when_it_is_ended_while_it_loads(name: str, second: Terminal) -> None:
    second.process.send_signal(getattr(signal, name))
    assert second.ended() in (130, -signal.SIGTERM, -signal.SIGHUP)
    assert b"\x1b[?1049l" in second.sent
    assert b"\x1b[?25h" in second.sent


def test_an_error_is_said_below_the_prompt_and_not_in_the_picture(read_before: Path) -> None:
    folder = read_before / "config" / "atodds"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text("theme = 3\n")
    with on_terminal(READ, read_before) as terminal:
        assert terminal.ended() == 2
        before, _, after = terminal.sent.partition(b"\x1b[?1049l")
        assert b"5 articles" in before
        assert b"theme must be a text in quotes" in after
        assert b"theme must be" not in before


def test_another_size_other_words_or_other_colours_have_their_own_picture(read_before: Path) -> None:
    for arguments, size, environ in (
        (READ, (80, 24), {}),
        (["-m", "tui", "seeds/."], (100, 30), {}),
        (READ, (100, 30), {"NO_COLOR": "1"}),
        (READ, (100, 30), {"ATODDS_DRIVER": "plain"}),
    ):
        with on_terminal(arguments, read_before, size=size, **environ) as terminal:
            terminal.wait_until(lambda: TAKES_KEYS in terminal.sent, "the reader")
            assert b"5 articles" not in terminal.sent.partition(TAKES_KEYS)[0]


def test_a_damaged_picture_is_not_shown(read_before: Path) -> None:
    for path in pictures(read_before):
        path.write_bytes(path.read_bytes() + b"\x1b]2;PWNED\x07")
    with on_terminal(READ, read_before) as terminal:
        terminal.wait_for("5 articles")
        assert b"PWNED" not in terminal.sent


def test_the_picture_is_for_its_reader_alone(read_before: Path) -> None:
    assert [stat.S_IMODE(path.stat().st_mode) for path in pictures(read_before)] == [0o600]


@pytest.mark.parametrize(
    ("data", "good"),
    [
        (b"\x1b[1;1H\x1b[1;31mtext \xe2\x89\xa0 more\x1b[0m", True),
        (b"", True),
        (b"text before the first move", False),
        (b"\x1b[1;1Hbell\x07", False),
        (b"\x1b[1;1Hline\nfeed", False),
        (b"\x1b[2J", False),
        (b"\x1b[?1049l", False),
        (b"\x1b]0;title\x1b\\", False),
        (b"\x1b[1;1H\xc2\x9b31m", False),
        (b"\x1b[1;1H\xff", False),
        (b"\x1b[1;1H\x1b", False),
        (b"\x1b[1;1H\x1b[", False),
    ],
)
def test_only_text_looks_and_moves_are_a_picture(data: bytes, good: bool) -> None:
    assert is_picture(data) is good


def test_the_command_line_paints_nothing(read_before: Path) -> None:
    with on_terminal(["-m", "tui", "--version"], read_before) as terminal:
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.sent
