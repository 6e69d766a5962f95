"""The reader on the bundled articles with nothing made by hand: library, comparison, and a translation server."""

import time
from pathlib import Path

import pytest

from search.library import Library
from search.translate import Provider
from tests.translate.libre_server import HANGS
from tui.app import ReaderApp
from tui.config import Settings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def seeds(tmp_path) -> Library:
    return Library([SEEDS], tmp_path / "cache", tmp_path / "state")


async def test_the_bundled_contradiction_stands_in_the_panel(seeds, until, picture) -> None:
    app = ReaderApp(seeds, Settings(), "")
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("c")
        await until(pilot, lambda: "1 contradiction" in picture(app))
        await pilot.press("n")
        await until(pilot, lambda: "≠€15 million" in picture(app))
        assert "a factor of 128.8" in picture(app)
        assert "≠2.100 millones" in picture(app)


async def test_a_translation_arrives_from_a_server_and_the_figures_stay(seeds, server, until, picture) -> None:
    app = ReaderApp(seeds, Settings(provider=Provider("LibreTranslate", server.address), target="en"), "")
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.comparing)
        await pilot.press("t")
        await until(pilot, lambda: "┆ en: En un movimiento" in picture(app))
        assert all(request.form["target"] == "en" for request in server.translations)
        await pilot.press("t")
        await until(pilot, lambda: "┆" not in picture(app))


async def test_the_reader_quits_at_once_while_a_server_hangs(seeds, server, until, picture) -> None:
    app = ReaderApp(seeds, Settings(provider=Provider("LibreTranslate", f"{server.address}/hang"), target="en"), "")
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.comparing)
        await pilot.press("t")
        await until(pilot, lambda: server.recorded)
        began = time.monotonic()
        await pilot.press("q")
        await until(pilot, lambda: not app.screen.comparing)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert time.monotonic() - began < HANGS * 3 / 4, "nothing may wait for the server"


async def test_lines_broken_inside_a_paragraph_are_drawn_whole(tmp_path, until, picture) -> None:
    lines = [
        "Norvik agreed to pay 4.8 billion dollars for Telmar. About 1,500 jobs go.",
        "Norvik's revenue last year was 8.5 billion euros, its best so far, it said.",
        "Telmar has 6,400 employees worldwide. In Valencia it employs 2,100 people.",
        "Norvik's stock dropped 4.3%, while Telmar's stock jumped 21% on Tuesday.",
    ]
    (tmp_path / "wrapped.txt").write_text("A title\n\n" + "\n".join(lines) + "\n", "utf-8")
    app = ReaderApp(Library([tmp_path / "wrapped.txt"], tmp_path / "cache", tmp_path / "state"), Settings(), "")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 article" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.comparing and "·" in picture(app))
        drawn = " ".join(picture(app).replace("·", "").split())
        for line in lines:
            assert line in drawn, drawn
