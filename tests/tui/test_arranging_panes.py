"""Panes by keyboard: beside each other, again, closed, moved, widened; and the pure decisions behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.arrange import LEAST, MOST, Arrangement, Slot, in_view

articles = st.integers(0, 7)
arrangements = st.lists(articles, min_size=1, max_size=MOST).map(lambda each: Arrangement.of(each, (), 8))


@given(arrangements, st.data())
def test_a_pane_opened_and_closed_again_leaves_what_was_there(arrangement: Arrangement, data) -> None:
    slot = data.draw(st.sampled_from(arrangement.slots))
    article = data.draw(articles)
    new = arrangement.new_slot(article)
    wider = arrangement.beside(slot, article)
    assert len(set(wider.slots)) == len(arrangement.slots) + 1
    assert wider.without(new) == arrangement
    assert wider.slots[wider.slots.index(slot) + 1] == new


@given(arrangements, st.data(), st.integers(40, 300), st.integers(-50, 50))
def test_no_pane_is_made_narrower_than_can_be_read_and_the_width_stays(arrangement, data, width, cells) -> None:
    slot = data.draw(st.sampled_from(arrangement.slots))
    other = arrangement.widened(slot, cells, width)
    if other.parts:
        before = [width // len(arrangement.slots)] * len(arrangement.slots)
        assert sum(other.parts) == sum(before)
        assert all(new >= LEAST or new == old for new, old in zip(other.parts, before, strict=True))


@given(arrangements, st.lists(articles, max_size=6, unique=True))
def test_what_is_wanted_comes_into_view_and_the_rest_stays_where_it_is(arrangement, wanted) -> None:
    after = arrangement.bringing(wanted)
    shown = [slot.article for slot in after.slots]
    assert len(after.slots) == len(set(after.slots)) == len(arrangement.slots)
    assert set(wanted[: len(shown)]) <= set(shown)
    for old, new in zip(arrangement.slots, after.slots, strict=True):
        assert old == new or new.article in wanted


@given(arrangements, st.integers(1, 400), st.data())
def test_the_pane_with_the_keys_is_always_in_view(arrangement, width, data) -> None:
    focused = data.draw(st.sampled_from(arrangement.slots))
    before = data.draw(st.sampled_from([(), arrangement.slots[:1], arrangement.slots[-1:]]))
    seen = in_view(arrangement.slots, before, focused, width)
    assert focused in seen
    assert len(seen) == max(1, min(len(arrangement.slots), width // LEAST))


def test_parts_that_fit_nothing_are_left_out() -> None:
    assert Arrangement.of((0, 1), (3, 5), 2).parts == (3, 5)
    assert Arrangement.of((0, 9), (3, 5), 2) == Arrangement((Slot(0),))
    assert Arrangement.of((0, 1), (0, 5), 2).parts == ()


async def open_all(app, pilot, until) -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)


def numbers(app) -> list[int]:
    return [slot.article + 1 for slot in app.screen.query_one("#compare").shown]


def widths(app) -> list[int]:
    return [pane.size.width for _, pane in app.screen.query_one("#compare").panes_in_view]


@pytest.mark.usefixtures("by_hand")
async def test_panes_are_closed_opened_moved_and_widened(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await open_all(app, pilot, until)
        assert numbers(app) == [1, 2, 3]
        await pilot.press("tab", "minus")
        assert numbers(app) == [1, 3]
        assert app.focused is app.screen.query_one("#pane-1"), "the neighbour takes the keys"
        await pilot.press("right")
        assert numbers(app) == [1, 4]
        await pilot.press("left_parenthesis")
        assert numbers(app) == [4, 1]
        assert app.focused is app.screen.query_one("#pane-0"), "the keys move with the pane"
        before = widths(app)
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: widths(app)[0] == before[0] + 4)
        await pilot.press("asterisk")
        assert numbers(app) == [4, 4, 1]
        await pilot.press("G")
        _, second = (pane for slot, pane in app.screen.query_one("#compare").panes_in_view if slot.article == 3)
        assert second.scroll_offset.y > 0, "the second pane has the keys, and a place of its own"
        await pilot.press("plus")
        assert numbers(app) == [4, 4, 5, 1]
        await pilot.press("plus")
        await until(pilot, lambda: "There are 4 panes already; - closes one." in picture(app))
        await pilot.press("equals_sign")
        assert numbers(app) == [1, 4, 5]


@pytest.mark.usefixtures("by_hand")
async def test_going_from_article_to_article_in_one_narrow_pane_keeps_each_place(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(46, 20)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("j", "j", "j")
        assert numbers(app) == [1]
        await pilot.press("right")
        assert numbers(app) == [2]
        pane = app.screen.query_one("#pane-0")
        assert pane.scroll_offset.y == 0
        await pilot.press("left")
        assert numbers(app) == [1]
        assert pane.scroll_offset.y == 3
        await pilot.press("plus")
        await until(pilot, lambda: "2 panes need 48 columns; there are 46." in picture(app))


@pytest.mark.usefixtures("by_hand")
async def test_panes_that_were_arranged_follow_the_quantities_and_come_back(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(140, 40)) as pilot:
        await open_all(app, pilot, until)
        await pilot.press("minus", "right_parenthesis")
        assert numbers(app) == [3, 2]
        view = app.screen.query_one("#compare")
        kept = view.with_session(app.screen.session())
        await pilot.press("n")
        assert len(numbers(app)) == 2
        assert set(numbers(app)) <= {1, 4, 5}, "those that state the investment"
        await pilot.press("equals_sign")
        view.take_back(kept)
        await pilot.pause()
        assert numbers(app) == [3, 2]
