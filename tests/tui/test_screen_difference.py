import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.terminal_model import Terminal
from tui.screendiff import NotAFrame, Shadow, is_frame

STYLES = ["", "1", "2", "1;31", "1;2;3", "4;7", "38;2;1;2;3;48;2;4;5;6", "38;5;9;48;5;10", "31;44", "97;103", "9;3"]
PIECES = st.lists(
    st.tuples(st.sampled_from(STYLES), st.text(alphabet="ab cdé=≠─日本語ñ", min_size=1, max_size=12)), max_size=4
)


def cells_of(pieces: list[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """Pieces as whole cells of at most this width: what Textual cuts its strips to."""
    cells: list[tuple[str, str]] = []
    used = 0
    for style, text in pieces:
        for character in text:
            size = 2 if character in "日本語" else 1
            if used + size > width:
                return cells
            cells.append((style, character))
            used += size
    return cells


def drawn(y: int, x: int, cells: list[tuple[str, str]]) -> str:
    looked = "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in cells)
    return f"\x1b[{y + 1};{x + 1}H{looked}"


def spans(width: int, height: int):
    return st.lists(st.tuples(st.integers(0, height - 1), st.integers(0, width - 1), PIECES), min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(frames=st.lists(spans(20, 6), min_size=1, max_size=5), forget=st.integers(0, 5))
def test_what_is_sent_draws_the_same_screen_as_the_frames(frames, forget: int) -> None:
    plain, spare, shadow = Terminal(20, 6), Terminal(20, 6), Shadow()
    plain.feed("\x1b[2J")
    for number, frame in enumerate(frames):
        if number == forget:
            shadow.forget()
            spare.feed("\x1b[3;3Hgarbage")
        data = "".join(drawn(y, x, cells_of(pieces, 20 - x)) for y, x, pieces in sorted(frame)) + "\x1b[1;1H"
        plain.feed(data)
        spare.feed(shadow.update(data, 20, 6))
        assert spare.screen() == plain.screen()
        assert (spare.y, spare.x) == (plain.y, plain.x)


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(st.text(alphabet="abcdefgh ", min_size=18, max_size=18), min_size=30, max_size=30),
    steps=st.lists(st.integers(0, 18), min_size=2, max_size=6),
    head=st.integers(0, 2),
)
def test_scrolling_draws_the_same_screen(rows, steps, head: int) -> None:
    plain, spare, shadow = Terminal(20, 12), Terminal(20, 12), Shadow()
    for step in steps:
        lines = [f"head {step}"[:20].ljust(20)] * head + [row.ljust(20) for row in rows[step : step + 12 - head]]
        data = "\n".join(drawn(y, 0, [("", c) for c in line]) for y, line in enumerate(lines)) + "\x1b[1;1H"
        plain.feed(data)
        spare.feed(shadow.update(data, 20, 12))
        assert spare.screen() == plain.screen()
        assert (spare.top, spare.bottom) == (0, 11), "the margins are given back"


def page(first: int, height: int = 24, width: int = 80) -> str:
    lines = [f"row {first + y} of an article about {first + y} things".ljust(width) for y in range(height)]
    return "\n".join(drawn(y, 0, [("38;2;9;9;9", c) for c in line]) for y, line in enumerate(lines)) + "\x1b[H".replace(
        "H", "1;1H"
    )


def test_a_scrolled_line_costs_about_a_line() -> None:
    shadow = Shadow()
    shadow.update(page(0), 80, 24)
    assert len(shadow.update(page(1), 80, 24)) < 150
    assert len(shadow.update(page(0), 80, 24)) < 150


def test_nothing_is_sent_for_a_frame_that_changes_nothing() -> None:
    shadow = Shadow()
    assert shadow.update(page(3), 80, 24)
    assert shadow.update(page(3), 80, 24) == ""


def test_another_size_draws_everything() -> None:
    shadow = Shadow()
    shadow.update(page(3), 80, 24)
    assert "\x1b[2J" in shadow.update(page(3, 30, 100), 100, 30)
    assert "\x1b[2J" in shadow.everything()


def test_rows_whose_width_is_disputed_are_sent_whole_with_the_place_of_what_follows() -> None:
    shadow = Shadow()
    shadow.update("\x1b[1;1H👩 one │ two\x1b[1;1H", 20, 4)
    sent = shadow.update("\x1b[1;1H👩 one │ ten\x1b[1;1H", 20, 4)
    assert "👩" in sent
    assert "\x1b[1;3H one" in sent
    assert "שלום" in Shadow().update("\x1b[1;1Hשלום\x1b[1;1H", 20, 4).replace("\x1b[1;2H", "").replace(
        "\x1b[1;3H", ""
    ).replace("\x1b[1;4H", "")


@pytest.mark.parametrize("odd", ["\x1b]8;;http://x\x1b\\link", "\x1b[3J", "\x07", "\x9b31m", "\x1bc"])
def test_what_is_no_frame_is_refused_and_all_is_forgotten(odd: str) -> None:
    shadow = Shadow()
    shadow.update(page(3), 80, 24)
    with pytest.raises(NotAFrame):
        shadow.update(f"\x1b[1;1H{odd}", 80, 24)
    assert "\x1b[2J" in shadow.update(page(3), 80, 24)


def test_frames_begin_with_a_move() -> None:
    assert is_frame("\x1b[1;1Hx")
    assert not is_frame("\x1b[?1049h")
    assert not is_frame("\x1b]52;c;x\x07")


@settings(max_examples=60, deadline=None)
@given(width=st.integers(1, 30), height=st.integers(1, 10), data=st.data())
def test_no_size_and_no_place_outside_of_it_breaks_it(width: int, height: int, data) -> None:
    shadow = Shadow()
    for _ in range(3):
        y, x = data.draw(st.integers(0, 12)), data.draw(st.integers(0, 40))
        text = data.draw(st.text(alphabet="ab日\u0301é👩", max_size=20))
        shadow.update(f"\x1b[{y + 1};{x + 1}H{text}\x1b[1;1H", width, height)


@settings(max_examples=60, deadline=None)
@given(
    frames=st.lists(spans(20, 6), min_size=1, max_size=4), later=st.lists(spans(20, 6), max_size=3), size=st.booleans()
)
def test_a_picture_draws_the_same_screen_and_frames_held_over_it_come_as_their_difference(frames, later, size) -> None:
    def data_of(frame) -> str:
        return "".join(drawn(y, x, cells_of(pieces, 20 - x)) for y, x, pieces in sorted(frame)) + "\x1b[1;1H"

    plain, again, last = Terminal(20, 6), Terminal(20, 6), Shadow()
    plain.feed("\x1b[2J")
    for frame in frames:
        plain.feed(data_of(frame))
        last.update(data_of(frame), 20, 6)
    picture = last.picture()
    again.feed("\x1b[2J" + picture)
    assert again.screen() == plain.screen()
    shadow = Shadow()
    shadow.hold(picture, 20, 6)
    for frame in later:
        plain.feed(data_of(frame))
        assert shadow.update(data_of(frame), 20, 6) == ""
        assert shadow.picture() == "", "what is held back is not on the screen"
    if size:
        shadow.forget()
    again.feed(shadow.release())
    assert again.screen() == plain.screen()
    assert not shadow.is_held
