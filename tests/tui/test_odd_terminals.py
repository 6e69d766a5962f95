"""Terminals that nobody expects, on a real pseudo-terminal: the reader goes on, and leaves when it is told to."""

from pathlib import Path

import pytest

from tests.tui.test_on_a_terminal import ESCAPE, on_terminal


@pytest.mark.parametrize("size", [(10, 4), (500, 200)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_view_can_be_opened_and_left_at_any_size(size: tuple[int, int], own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders, size=size) as terminal:
        while b"\x1b[?2004h" not in terminal.sent:
            terminal.read(0.2)
        for keys in ("j?", ESCAPE, "c", "n", "\r", ESCAPE, "v", ESCAPE, "qq"):
            terminal.press(keys)
        assert terminal.ended() == 0


def test_a_terminal_of_an_unknown_name_is_drawn_on(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders, TERM="no-such-terminal") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("q")
        assert terminal.ended() == 0


def test_a_flood_of_keys_is_taken_to_its_end(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("jk" * 1000 + "/" + "mistral")
        terminal.wait_for("mistral")
