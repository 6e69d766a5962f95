"""Reports that the reader writes: every form, into a new file, with its place said."""

import json
import os
from pathlib import Path

import pytest

from search.articles import read_articles
from search.compare import compare
from search.library import Library
from tui.app import ReaderApp
from tui.config import Settings
from tui.report_forms import Form, told, write_report
from tui.screens.reader import Reader
from tui.widgets.article_list import ArticleList
from tui.writing import NotWritten

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def comparison():
    return compare(list(read_articles(SEEDS)))


@pytest.mark.parametrize("form", Form)
def test_each_form_is_written_whole_and_never_over_another(comparison, form, tmp_path) -> None:
    first = write_report(comparison, form, "en", tmp_path)
    before = first.read_bytes()
    second = write_report(comparison, form, "en", tmp_path)
    assert (first.name, second.name) == (f"atodds-report{form.suffix}", f"atodds-report-2{form.suffix}")
    assert first.read_bytes() == before == second.read_bytes()
    assert "2.100 millones" in before.decode("utf-8-sig")
    assert sorted(tmp_path.iterdir()) == sorted([first, second])


def test_a_link_that_leads_nowhere_is_not_written_through(comparison, tmp_path) -> None:
    (tmp_path / "atodds-report.csv").symlink_to(tmp_path / "elsewhere")
    assert write_report(comparison, Form.CSV, "en", tmp_path).name == "atodds-report-2.csv"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_one_sentence(comparison, tmp_path) -> None:
    with pytest.raises(NotWritten, match="there is no folder"):
        write_report(comparison, Form.JSON, "en", tmp_path / "gone")


def test_the_value_is_in_the_readers_notation(comparison) -> None:
    assert "2,1 Milliarden" in told(comparison, Form.PLAIN, "de")
    assert json.loads(told(comparison, Form.JSON, "de"))["version"] == 1


@pytest.fixture
def app(tmp_path) -> ReaderApp:
    return ReaderApp(Library([SEEDS], tmp_path / "cache", tmp_path / "state"), Settings(), "")


async def compare_all(app, pilot, until) -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)


async def test_w_offers_the_forms_and_writes_the_one_that_is_chosen(app, until, picture, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await compare_all(app, pilot, until)
        await pilot.press("w")
        await until(pilot, lambda: "HTML page" in picture(app) and "JSON: for programs" in picture(app))
        await pilot.press(*"markdown")
        await until(pilot, lambda: "HTML page" not in picture(app))
        await pilot.press("down", "enter")
        await until(
            pilot, lambda: isinstance(app.screen, Reader) and "Written:" in app.screen.query_one("#foot").sentence
        )
        assert app.screen.query_one("#foot").sentence == f"Written: {tmp_path / 'atodds-report.md'}"
    assert (tmp_path / "atodds-report.md").read_text("utf-8").startswith("# Where the figures are at odds")


async def test_a_folder_that_cannot_be_written_is_said(app, until, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with app.run_test(size=(100, 40)) as pilot:
        await compare_all(app, pilot, until)
        folder.rmdir()
        app.screen._write(app.screen.query_one("#compare").comparison, "csv")
        await until(pilot, lambda: "is gone" in app.screen.query_one("#foot").sentence)
    os.chdir(tmp_path)
