import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.test_on_a_terminal import on_terminal
from tui.editor import command_for
from tui.roles import Role
from tui.text.rows import Span
from tui.text.stops import next_stop


@given(st.lists(st.integers(0, 50), unique=True), st.integers(-2, 52))
def test_no_figure_is_passed_over(places: list[int], offset: int) -> None:
    marks = [Span(place, place + 1, Role.FIGURE) for place in sorted(places)]
    assert next_stop(marks, offset, 1) == min((p for p in places if p > offset), default=None)
    assert next_stop(marks, offset, -1) == max((p for p in places if p < offset), default=None)


@pytest.mark.usefixtures("by_hand")
async def test_full_stop_and_comma_go_from_figure_to_figure(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)
        pane = app.screen.query_one("#pane-0")
        starts = [mark.start for mark in pane.marks]
        for start in starts:
            await pilot.press("full_stop")
            assert pane.shows(start)
            assert app.screen.query_one("#compare")._at[1] == start
        await pilot.press("full_stop")
        await until(pilot, lambda: "There is no figure below" in picture(app))
        await pilot.press("comma")
        assert app.screen.query_one("#compare")._at[1] == (starts[-2] if len(starts) > 1 else starts[-1])


def test_the_editor_is_that_of_the_user_and_begins_at_the_line(tmp_path: Path) -> None:
    for name in ("vim", "code", "less"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    path, environ = tmp_path / "-a b.txt", {"PATH": str(tmp_path)}
    assert command_for(path, 7, {**environ, "EDITOR": "vim -R"}) == ("vim", "-R", "+7", str(path))
    assert command_for(path, 7, {**environ, "EDITOR": "code --wait"}) == ("code", "--wait", str(path))
    assert command_for(path, 1, {**environ, "VISUAL": "nowhere", "EDITOR": "'odd"}) == ("less", str(path))
    assert command_for(path, 1, {"PATH": "/nowhere"}) == ()


def test_the_file_is_opened_in_the_editor_and_the_screen_comes_back(own_folders: Path) -> None:
    editor = own_folders / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > {own_folders}/opened\necho EDITING\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with on_terminal(["-m", "tui", "seeds"], own_folders, EDITOR=str(editor), VISUAL="") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("\r")
        terminal.wait_for("translate")
        terminal.press("E")
        terminal.wait_for("translate")
        assert "EDITING" not in terminal.screen
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
    assert "seeds" in (own_folders / "opened").read_text("utf-8")
