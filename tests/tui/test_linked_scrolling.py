"""Panes that scroll together by the paragraphs that tell the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.article import Article
from search.library import Library
from tui.app import ReaderApp
from tui.config import Settings
from tui.text.linked import beside, in_step, points
from tui.text.pace import minutes_to_read
from tui.text.page import lay_out

STORY = Path(__file__).resolve().parents[1] / "data" / "stories" / "01-aquila-norvik-merger"

texts = st.text(alphabet="ab \n", max_size=120)


def page_of(text: str, width: int = 12):
    return lay_out(Article("x", "", "", "en", None, text), width)


@given(texts, texts, st.data())
def test_rows_that_belong_together_rise_on_both_sides(left: str, right: str, data) -> None:
    one, other = page_of(left), page_of(right)
    indices = st.tuples(st.integers(0, 9), st.integers(0, 9))
    pairs = data.draw(st.lists(indices, unique_by=(lambda each: each[0], lambda each: each[1])).map(sorted))
    pinned = data.draw(st.none() | st.tuples(st.integers(0, len(left)), st.integers(0, len(right))))
    rows = points(one, other, pairs, pinned)
    found = [beside(row / 2, rows) for row in range(2 * len(one.rows) + 1)]
    assert found == sorted(found)
    assert all(-1 <= row <= len(other.rows) + 1 for row in found)


@given(texts)
def test_a_page_stands_beside_itself(text: str) -> None:
    page = page_of(text)
    rows = points(page, page, [(number, number) for number in range(len(page.blocks))])
    assert all(beside(row, rows) == row for row in range(len(page.rows)))


def test_a_short_text_takes_a_minute_and_a_long_one_its_time() -> None:
    assert minutes_to_read("") == 1
    assert minutes_to_read("palabra " * 2380) == 10
    assert minutes_to_read("word " * 238_000) == 1000
    assert minutes_to_read("\N{CJK UNIFIED IDEOGRAPH-4E2D}" * 2600) == 10


@pytest.fixture
def app(tmp_path: Path) -> ReaderApp:
    return ReaderApp(Library([STORY], tmp_path / "cache", tmp_path / "state"), Settings())


async def begin(app, pilot, until) -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 4)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)


def height_of(app, text: str) -> list[int]:
    """Where rows with a text stand on the screen."""
    lines = app.screen._compositor.render_strips()
    return [y for y, line in enumerate(lines) if text in "".join(segment.text for segment in line)]


async def test_what_two_languages_tell_stands_at_one_height(app, until, picture) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("d", "j", "j", "j", "j", "j", "j")
        await pilot.pause()
        management, suma = height_of(app, "Management expects"), height_of(app, "La suma de ambas")
        assert management
        assert suma
        assert abs(management[0] - suma[0]) <= 1
        assert picture(app).count("⇅") == 2
        await pilot.press("G")
        await pilot.pause()
        panes = [pane for _, pane in app.screen.query_one("#compare").panes_in_view]
        assert all(pane.scroll_offset.y == pane.max_scroll_y for pane in panes)


async def test_panes_scroll_alone_when_they_are_not_linked(app, until, picture) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("a")
        await until(pilot, lambda: "The panes scroll each alone." in picture(app))
        await pilot.press("j", "j")
        panes = [pane for _, pane in app.screen.query_one("#compare").panes_in_view]
        assert [pane.scroll_offset.y for pane in panes] == [2, 0]
        assert "⇅" not in picture(app)
        await pilot.press("G", "a")
        await pilot.pause()
        assert panes[1].scroll_offset.y == panes[1].max_scroll_y, "the other comes to where the reader is"


async def test_a_pane_that_was_elsewhere_comes_closer_row_by_row(app, until) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("d", "a", "tab", *"jjjjjjjj", "shift+tab")
        app.screen.query_one("#compare").linked = True
        panes = [pane for _, pane in app.screen.query_one("#compare").panes_in_view]
        places = []
        for _ in range(6):
            await pilot.press("j")
            await pilot.pause()
            places.append(panes[1].scroll_offset.y)
        steps = [abs(b - a) for a, b in zip([8, *places], places, strict=False)]
        assert max(steps) <= 3, "no jump"
        assert places[-1] < 12


async def test_the_choice_is_kept(app, until) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("a")
        assert app.screen.session().linked is False


@given(st.integers(0, 90), st.integers(0, 90), st.sampled_from([-1, 1]), st.integers(0, 9))
def test_a_pane_that_goes_in_step_ends_near_where_it_should_be_or_waits(
    here: int, wanted: int, step: int, slack: int
) -> None:
    row = in_step(here, wanted, step, slack)
    assert (row - here) * step >= 0, "never against the other's direction"
    assert abs(row - wanted) <= slack or row == here, "a pane that is ahead waits"


async def test_a_row_moves_all_panes_by_a_row_as_long_as_they_stay_level(app, until) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until)
        panes = [pane for _, pane in app.screen.query_one("#compare").panes_in_view]
        alike = 0
        for _ in range(16):
            before = [pane.scroll_offset.y for pane in panes]
            await pilot.press("j")
            await pilot.pause()
            moved = {pane.scroll_offset.y - row for pane, row in zip(panes, before, strict=True)}
            alike += moved == {1}
        assert alike >= 6, "what all move alike the terminal scrolls by itself"
