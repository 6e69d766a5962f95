"""What comes into an open folder, or goes, is seen on the screen without a key."""

from pathlib import Path

from search.library import Library, watch
from tui.app import ReaderApp
from tui.config import Settings
from tui.widgets.article_list import ArticleList

TEXT = "---\ntitle: {}\nlanguage: en\n---\nThe dam of the Orlac.\n"


async def test_articles_come_and_go_and_the_cursor_stays_on_its_own(tmp_path: Path, until, monkeypatch) -> None:
    monkeypatch.setattr(watch, "GLANCE", 0.1)
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("b", "d"):
        (folder / f"{name}.txt").write_text(TEXT.format(name))
    app = ReaderApp(Library([folder], tmp_path / "cache", tmp_path / "state"), Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        shown = app.screen.query_one("#articles", ArticleList)

        def titles() -> list[str]:
            return [entry.article.title for entry in shown.entries]

        await until(pilot, lambda: titles() == ["b", "d"])
        await pilot.press("j")
        (folder / "a.txt").write_text(TEXT.format("a"))
        await until(pilot, lambda: titles() == ["a", "b", "d"])
        assert shown.current is not None
        assert shown.current.title == "d"
        (folder / "b.txt").unlink()
        await until(pilot, lambda: titles() == ["a", "d"])
        assert shown.current.title == "d"
