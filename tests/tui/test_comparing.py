import threading
from dataclasses import replace

import pytest

from tui.screens.compare import PANEL
from tui.widgets.article_list import ArticleList
from tui.widgets.pane import ReadingPane

pytestmark = pytest.mark.usefixtures("by_hand")


async def open_all(app, pilot, until) -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and view(app).comparison)


def view(app):
    return app.screen.query_one("#compare")


def panes(app) -> list[ReadingPane]:
    return [pane for pane in app.screen.query("#panes ReadingPane").results(ReadingPane) if pane.display]


def shown(app) -> list[str]:
    return [pane.article.path[:3] for pane in panes(app)]


def row_with(text: str, picture: str) -> str:
    return next((row for row in picture.splitlines() if text in row), "")


@pytest.mark.parametrize(
    ("size", "number"), [((80, 24), 2), ((140, 40), 3), ((200, 60), 4), ((60, 20), 1), ((120, 40), 3)]
)
async def test_as_many_articles_as_fit_stand_side_by_side(reader, until, picture, size, number: int) -> None:
    app = reader()
    async with app.run_test(size=size) as pilot:
        await open_all(app, pilot, until)
        assert len(panes(app)) == number
        assert len({pane.region.y for pane in panes(app)}) == 1
        assert "5 G" in picture(app).splitlines()[0], "the strip names those that are not in view"


async def test_enter_opens_one_article_without_a_panel(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.comparing and view(app).comparison)
        assert shown(app) == ["000"]
        assert not app.screen.query_one("#panel").display
        assert "·2.100 millones" in picture(app)
        left = len(row_with("·2.100", picture(app))) - len(row_with("·2.100", picture(app)).lstrip())
        assert left > 20, "the only pane is centred"


async def test_figures_bear_their_verdicts_and_the_panel_says_why(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await open_all(app, pilot, until)
        await until(pilot, lambda: "≠2.100 millones de" in picture(app))
        assert "≠ 1 contradiction" in picture(app)
        assert "a factor of 129" in picture(app)
        assert "2 100 000 000 USD".replace(" ", "\u202f", 3) in picture(app)


async def test_n_goes_to_the_next_quantity_in_all_panes(reader, until, picture, story) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("n")
        await until(pilot, lambda: shown(app) == ["000", "003", "004"], "those that state it are in view")
        await until(pilot, lambda: all(f in picture(app) for f in ("≠2.100", "≠€15 million", "≠15 millions")))
        await pilot.press("n")
        assert view(app).quantity == 1
        await until(pilot, lambda: "=2 miliardi" in picture(app) and "=2.000" in picture(app))
        assert "▌" in row_with("=  valuation · Mistral", picture(app))
        await pilot.press("N")
        assert view(app).quantity == 0
        await pilot.press("N")
        assert view(app).quantity == len(story.quantities) - 1
        await pilot.press("n")
        assert view(app).quantity == 0


async def test_the_statement_in_view_is_pointed_at_without_colour(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("n")
        await until(pilot, lambda: row_with("≠2.100", picture(app)).startswith("▌"))


async def test_tab_goes_through_all_articles_and_the_panel(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_all(app, pilot, until)
        seen = [view(app).focused_article]
        for _ in range(6):
            await pilot.press("tab")
            seen.append(view(app).focused_article)
            if seen[-1] != PANEL:
                assert app.focused.article.path == view(app).articles[seen[-1]].path
        assert seen == [0, 1, 2, 3, 4, PANEL, 0]
        await pilot.press("shift+tab")
        assert app.focused.id == "panel"


async def test_each_pane_keeps_its_place(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("a", "j", "j", "j", "tab", "pagedown")
        first, second = panes(app)[:2]
        assert first.scroll_offset.y == 3
        assert second.scroll_offset.y == second.page_height - 1
        await pilot.press("G")
        assert second.scroll_offset.y == second.max_scroll_y
        await pilot.press("g", "k")
        assert second.scroll_offset.y == 0


async def test_d_hides_and_shows_the_panel(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_all(app, pilot, until)
        panel = app.screen.query_one("#panel")
        before = panes(app)[0].size.height
        await pilot.press("shift+tab", "d")
        await until(pilot, lambda: panes(app)[0].size.height > before)
        assert not panel.display
        assert app.focused is panes(app)[0]
        await pilot.press("d")
        await until(pilot, lambda: panel.display and panes(app)[0].size.height == before)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_going_back_leaves_the_list_as_it_was(reader, until, key: str) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: app.screen.comparing)
        await pilot.press(key)
        await until(pilot, lambda: not app.screen.comparing)
        assert app.focused.id == "articles"
        assert app.focused.cursor == 2


async def test_s_goes_back_and_searches(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("S")
        await until(pilot, lambda: not app.screen.comparing and app.focused.id == "query")


async def test_a_resize_keeps_the_place_in_the_text_and_the_panes_that_fit(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("n")
        await until(pilot, lambda: "≠€15 million" in picture(app))
        for size, number in (((80, 24), 2), ((60, 20), 1), ((40, 10), 1), ((10, 4), 1), ((200, 60), 4)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda number=number: len(panes(app)) == number, f"{size}")
        await until(pilot, lambda: "≠€15 million" in picture(app))


async def test_articles_can_be_read_while_they_are_compared(reader, until, picture, monkeypatch, story) -> None:
    import search.compare

    go = threading.Event()

    def slow(articles):
        go.wait(5)
        return replace(story, articles=tuple(articles))

    monkeypatch.setattr(search.compare, "compare", slow)
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("c")
        await until(pilot, lambda: "comparing…" in picture(app))
        await pilot.press("j", "n", "t")
        assert panes(app)[0].scroll_offset.y == 1
        go.set()
        await until(pilot, lambda: "≠ 1 contradiction" in picture(app))


async def test_a_comparison_that_comes_after_going_back_is_dropped(reader, until, monkeypatch, story) -> None:
    import search.compare

    go, ended = threading.Event(), threading.Event()

    def slow(_articles):
        go.wait(5)
        ended.set()
        return story

    monkeypatch.setattr(search.compare, "compare", slow)
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("c")
        await until(pilot, lambda: app.screen.comparing)
        await pilot.press("q", "enter")
        await until(pilot, lambda: app.screen.comparing)
        first = view(app).articles
        go.set()
        await until(pilot, ended.is_set)
        await until(pilot, lambda: view(app).comparison is not None)
        assert view(app).articles == first


async def test_a_comparison_that_fails_is_said_and_the_articles_stay(reader, until, picture, monkeypatch) -> None:
    import search.compare

    def broken(_articles):
        raise RuntimeError("text of an article")

    monkeypatch.setattr(search.compare, "compare", broken)
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("c")
        await until(pilot, lambda: "Comparing failed (RuntimeError)" in picture(app))
        assert "text of an article" not in picture(app)
        assert len(panes(app)) == 3


async def test_the_foot_names_what_is_possible_now(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "c compare all 5" in picture(app).splitlines()[-1])
        assert "translate" not in picture(app)
        await open_all(app, pilot, until)
        await until(pilot, lambda: "n next" in picture(app).splitlines()[-1])
        assert "q back" in picture(app).splitlines()[-1]
        await pilot.press("shift+tab")
        await until(pilot, lambda: "translate" not in picture(app).splitlines()[-1])
