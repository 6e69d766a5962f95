import json
import os
import signal
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.library import Library
from tests.tui.test_on_a_terminal import on_terminal
from tui.app import ReaderApp
from tui.config import Settings
from tui.session import Session, read_session, session_file, write_session

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_a_session_comes_back_as_it_was_written(tmp_path: Path) -> None:
    session = Session(
        "oil",
        "a.txt",
        ("b.txt",),
        ("a.txt", "b.txt"),
        1,
        3,
        False,
        True,
        "money",
        0,
        (1, 0),
        (0, 12),
        (),
        (),
        False,
        ("a 12 b.txt",),
        "x",
    )
    path = tmp_path / "deep" / "one.json"
    write_session(path, session)
    assert read_session(path) == session
    assert json.loads(path.read_text("utf-8"))["version"] == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["one.json"]


@settings(deadline=None, max_examples=60)
@given(st.text() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=6))
def test_whatever_stands_in_the_file_a_session_is_read(content) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "odd.json"
        names = ("query", "chosen", "open", "places", "quantity", "panel")
        path.write_text(json.dumps({"version": 1, **dict.fromkeys(names, content)}), "utf-8")
        session = read_session(path)
        assert isinstance(session.query, str)
        assert isinstance(session.open, tuple)
        assert isinstance(session.quantity, int)
        path.write_text(content if isinstance(content, str) else "[" * 100_000, "utf-8", "replace")
        assert read_session(path) == Session()


def test_each_library_has_a_session_of_its_own() -> None:
    one, other = session_file([Path("a")]), session_file([Path("b")])
    assert one != other
    assert one == session_file([Path("a")])


def make(own_folders: Path) -> tuple[ReaderApp, Path]:
    library = Library([SEEDS], own_folders / "cache" / "atodds", own_folders / "state" / "atodds")
    path = session_file(library.paths)
    return ReaderApp(library, Settings(), "", None, path), path


async def test_what_was_open_is_open_again(own_folders: Path, until, picture) -> None:
    app, path = make(own_folders)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
        await pilot.press("c")
        await until(pilot, lambda: "1 contradiction" in picture(app))
        await pilot.press("n", "n", "c", "tab", "j", "j")
        app.exit()
        await pilot.pause()
    kept = read_session(path)
    assert len(kept.open) == 5
    assert kept.contradictions
    app, _ = make(own_folders)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "only contradictions" in picture(app))
        view = app.screen.query_one("#compare")
        assert view.focused_article == kept.focused
        assert tuple(slot.article for slot in view.shown) == kept.panes
        await until(pilot, lambda: tuple(pane.first_offset for _, pane in view.panes_in_view) == kept.places)


async def test_the_query_comes_back(own_folders: Path, until, picture) -> None:
    app, path = make(own_folders)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.library.articles) == 5)
        await pilot.press("slash", *"mistral")
        await until(pilot, lambda: read_session(path).query == "mistral", "it is kept a second after a key")
    app, _ = make(own_folders)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "/ mistral" in picture(app) and "of 5" in picture(app))


async def test_articles_that_are_gone_are_left_out(own_folders: Path, until) -> None:
    app, path = make(own_folders)
    write_session(path, Session(open=("gone.txt",), chosen=("gone.txt",), current="gone.txt", quantity=7))
    app, _ = make(own_folders)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.library.articles) == 5 and app.screen.resumed is None)
        assert not app.screen.comparing


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGHUP])
def test_a_session_survives_what_ends_the_reader(way: int, own_folders: Path) -> None:
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("contradiction")
        terminal.process.send_signal(way)
        terminal.ended()
    with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
        terminal.wait_for("contradiction")
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
