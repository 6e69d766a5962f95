"""A person decides on quantities with single keys, takes it back, and compares a whole story with one."""

from dataclasses import replace
from datetime import date

import pytest

from search.article import Article
from search.compare import Comparison, Pair, Quantity, Statement, Verdict
from search.figures import find_figures
from search.library import Decisions
from tui.folders import user_folders
from tui.text.sheet import lay_out_sheet
from tui.widgets.article_list import ArticleList

pytestmark = pytest.mark.usefixtures("by_hand")


async def compare_all(app, pilot, until, *keys: str):
    await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and view(app).comparison)
    await pilot.press(*keys)
    return view(app)


def view(app):
    return app.screen.query_one("#compare")


def labels(compare_view) -> list[str]:
    return [quantity.label for quantity in compare_view.comparison.quantities]


def sheet_text(comparison, width: int = 120) -> str:
    rows = lay_out_sheet(comparison, width).rows
    return "\n".join("".join(run.text for run in row).rstrip() for row in rows)


async def test_x_dismisses_the_quantity_and_u_brings_it_back(reader, until, picture, story) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await compare_all(app, pilot, until, "n")
        first = labels(screen)[0]
        await pilot.press("x")
        assert first not in labels(screen)
        assert screen.quantity == 0, "the next quantity takes its place"
        assert f"Dismissed “{first}”" in picture(app)
        assert "≠2.100" not in picture(app), "its figures lose their marks"
        assert "dismissed by the reader" in sheet_text(screen.comparison)
        await pilot.press("u")
        assert labels(screen) == [quantity.label for quantity in story.quantities]
        assert labels(screen)[screen.quantity] == first
        assert "Undone: dismissed" in picture(app)
        await pilot.press("u")
        assert "nothing to undo" in picture(app)


async def test_decisions_hold_in_the_next_session(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await compare_all(app, pilot, until, "n", "x")
        left = labels(screen)
    again = reader()
    async with again.run_test(size=(140, 40)) as pilot:
        screen = await compare_all(again, pilot, until)
        assert labels(screen) == left
        assert screen.possible("undo")


async def test_o_takes_out_what_the_article_in_the_pane_states(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await compare_all(app, pilot, until, "n")
        assert screen.comparison.quantities[0].verdict is Verdict.CONTRADICT
        before = len(screen.comparison.quantities[0].statements)
        article = screen.focused_article
        await pilot.press("o")
        now = screen.comparison.quantities[screen.quantity]
        assert now.by_reader
        assert len(now.statements) == before - 1
        assert all(screen.comparison.statements[index].article != article for index in now.statements)
        assert "Took out “2.100 millones de dólares”" in picture(app)
        assert "decided by you" in sheet_text(screen.comparison)
        await pilot.press("o")
        assert "Go with tab to the article" in picture(app), "it states nothing else of this quantity"


def two_sums() -> Comparison:
    """Three articles and two quantities: two state the one, one and the first of them the other."""
    bodies = (
        "It cost 30 million euros, or 45 million euros, and 7 people left.",
        "30 million euros; 45 million euros; 7",
    )
    articles = tuple(Article(f"{n}.txt", "", "", "en", date(2024, 3, 1), body) for n, body in enumerate(bodies))
    statements = tuple(
        Statement(index, figure, (0, len(article.body)), normalised=figure.text)
        for index, article in enumerate(articles)
        for figure in find_figures(article.body, "en")
    )
    assert len(statements) == 6
    pairs = tuple(Pair(number, number + 3, Verdict.SAME, "the same value") for number in range(3))
    quantities = tuple(
        Quantity(f"q{number}", "", (number, number + 3), (number,), Verdict.SAME, "the same value")
        for number in range(3)
    )
    return Comparison(articles, statements, pairs, quantities, ())


async def test_m_joins_two_quantities_or_says_why_not(reader, until, picture, library, monkeypatch) -> None:
    import search.compare

    monkeypatch.setattr(search.compare, "compare", lambda _articles: two_sums())
    app = reader(replace(library, articles=two_sums().articles))
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 2)
        await pilot.press("c")
        await until(pilot, lambda: app.screen.comparing and view(app).comparison)
        screen = view(app)
        await pilot.press("n", "m")
        assert "press m again" in picture(app)
        assert screen.title_of("join", "join") == "join here"
        await pilot.press("m")
        assert "Not joined" in picture(app)
        await pilot.press("m", "n", "n", "m")
        assert "cannot be joined" in picture(app), "money and people"
        assert len(labels(screen)) == 3
        await pilot.press("n", "m", "n", "m")
        assert "Joined “q0 + q1”" in picture(app)
        joined = screen.comparison.quantities[screen.quantity]
        assert joined.by_reader
        assert joined.verdict is Verdict.CONTRADICT
        assert len(joined.statements) == 4
        assert "joined by the reader: 30 million EUR" in picture(app)
        await pilot.press("u")
        assert labels(screen) == ["q0", "q1", "q2"]


async def test_keys_that_decide_say_what_they_need(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await compare_all(app, pilot, until)
        for key in ("x", "o", "m"):
            await pilot.press(key)
            assert "with n" in picture(app)
        await pilot.press("D")
        assert "You decided nothing" in picture(app)


async def test_decisions_are_listed_over_the_screen(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await compare_all(app, pilot, until, "n", "x", "D")
        assert "Decided by you" in picture(app)
        assert "1  dismissed “" in picture(app)
        await pilot.press("escape")
        assert "Decided by you" not in picture(app)


async def test_damaged_decisions_are_told_and_the_comparison_is_shown(reader, until, picture) -> None:
    path = Decisions(user_folders().state).path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database at all " * 20)
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await compare_all(app, pilot, until)
        await until(pilot, lambda: "left as it is" in picture(app))
        assert screen.comparison.quantities
        await pilot.press("n", "x")
        assert "left as it is" in picture(app)
        assert len(screen.comparison.quantities) == len(set(labels(screen)))
    assert path.read_bytes() == b"this is no database at all " * 20


async def test_s_compares_the_story_of_the_article_under_the_cursor(reader, until, picture, library) -> None:
    articles = library.articles
    app = reader(replace(library, story_of=lambda article: (article, *articles[3:])))
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("s")
        await until(pilot, lambda: app.screen.comparing and view(app).comparison)
        assert [each.path for each in view(app).articles] == [articles[i].path for i in (0, 3, 4)]
        assert "2 other articles tell this story." in picture(app)
        await pilot.press("tab", "s")
        await until(pilot, lambda: [a.path for a in view(app).articles] == [articles[i].path for i in (3, 3, 4)])


async def test_s_says_so_where_nobody_else_tells_the_story(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        await pilot.press("s")
        await until(pilot, lambda: "No other article here tells the story" in picture(app))
        assert not app.screen.comparing


def test_the_panel_names_copies_and_counts_their_sources_once(story) -> None:
    stated = {story.statements[index].article for index in story.quantities[0].statements}
    group = tuple(sorted(stated))[:2]
    text = sheet_text(replace(story, copies=(group,)))
    assert f"{group[0] + 1} and {group[1] + 1} print the same text: one witness" in text
    assert f"{len(stated)} articles, {len(stated) - 1} source" in text
    assert "one witness" not in sheet_text(story)
