"""Going to a place by a letter: labels on what is in view, and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.roles import Role
from tui.text.labels import labelled, labels
from tui.text.rows import Run, row_width

pytestmark = pytest.mark.usefixtures("by_hand")

rows = st.lists(st.builds(Run, st.text(alphabet="aé中 ", max_size=6), st.just((Role.TEXT,))), max_size=5).map(tuple)


@given(st.integers(0, 600))
def test_no_label_begins_another(number: int) -> None:
    made = labels(number)
    assert len(set(made)) == len(made) == number
    assert not any(a != b and b.startswith(a) for a in made[:40] for b in made)


@given(rows, st.integers(0, 30), st.sampled_from(["a", "sd"]))
def test_a_label_lies_over_its_cells_and_moves_nothing(row, column: int, label: str) -> None:
    drawn = labelled(row, column, label)
    place = next(number for number, run in enumerate(drawn) if run == Run(label, (Role.FOCUS, Role.KEY)))
    assert row_width(drawn[:place]) == column
    assert row_width(drawn) == max(row_width(row), column + len(label))


async def begin(app, pilot, until) -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)


def label_of(view, offset: int, *, is_figure: bool) -> str:
    return next(
        label
        for label, (_, target) in view._targets.items()
        if target.offset == offset and target.is_figure == is_figure
    )


async def test_a_figure_is_gone_to_with_its_quantity(reader, until, picture, story) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        view = app.screen.query_one("#compare")
        await pilot.press("J")
        await until(pilot, lambda: "Press the letters of a figure" in picture(app))
        statement = next(each for each in story.statements if each.figure.text.startswith("2.100 mill"))
        await pilot.press(*label_of(view, statement.figure.start, is_figure=True))
        assert view.quantity == 0
        await until(pilot, lambda: "▌" in picture(app) and "Press the letters" not in picture(app))
        assert app.focused is view.panes[0]


async def test_a_paragraph_is_gone_to_and_the_place_before_is_kept(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        view = app.screen.query_one("#compare")
        pane = view.panes[0]
        await pilot.press("d", "J")
        offset = pane.page.blocks[1].start
        await pilot.press(*label_of(view, offset, is_figure=False))
        assert pane.first_offset == offset
        await pilot.press("apostrophe", "apostrophe")
        assert pane.first_offset == 0
        await pilot.press("J", "escape")
        assert "Press" not in picture(app)
        assert app.screen.comparing, "escape ends the jump alone"


async def test_a_mark_is_set_gone_to_and_kept(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(app, pilot, until)
        view = app.screen.query_one("#compare")
        pane = view.panes[0]
        await pilot.press("pagedown", "M", "q")
        await until(pilot, lambda: "This place is remembered as q." in picture(app))
        place = pane.first_offset
        await pilot.press("right", "apostrophe", "q")
        assert view.focused_article == 0
        assert pane.first_offset == place
        await pilot.press("apostrophe", "z")
        await until(pilot, lambda: "The place z was never set." in picture(app))
        kept = app.screen.session()
        assert f"q {place} {view.articles[0].path}" in kept.marks


async def test_a_jump_from_another_pane_takes_the_keys_along_although_that_pane_changes(reader, until, story) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        view = app.screen.query_one("#compare")
        view.give_keys(view.shown[1])
        await pilot.pause()
        before = view.shown
        await pilot.press("J")
        statement = next(each for each in story.statements if each.figure.text.startswith("2.100 mill"))
        await pilot.press(*label_of(view, statement.figure.start, is_figure=True))
        await pilot.pause()
        assert before[1] != view.shown[1], "another article has come into the pane that had the keys"
        assert view.focused_article == 0
        assert app.focused is view.panes[0]


async def test_linked_panes_come_along_to_a_mark(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        view = app.screen.query_one("#compare")
        first, second = view.panes[:2]
        await pilot.press("M", "q", "G")
        await until(pilot, lambda: first.scroll_offset.y and second.scroll_offset.y)
        await pilot.press("apostrophe", "q")
        await until(pilot, lambda: first.scroll_offset.y == second.scroll_offset.y == 0)
        await pilot.press("G")
        await until(pilot, lambda: first.scroll_offset.y and second.scroll_offset.y)
        await pilot.press("a", "apostrophe", "q")
        await until(pilot, lambda: first.scroll_offset.y == 0)
        assert second.scroll_offset.y, "panes that scroll alone stay"
