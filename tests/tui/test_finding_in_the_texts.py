"""Words sought in the texts that are open: what is found, and how one goes through it."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.article import Article
from tui.roles import Role
from tui.text.page import lay_out
from tui.text.page_search import Hit, occurrences
from tui.text.rendition import Rendition

pytestmark = pytest.mark.usefixtures("by_hand")

letters = st.text(alphabet="aAáÁbß  \n\u00a0\u0301-–’'", max_size=30)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("inversion", "la Inversión de"),
        ("INVERSIÓN", "la inversion de"),
        ("strasse", "in der Straße"),
        ("l'accordo", "per l’accordo"),
        ("2.100 millones", "de 2.100\u00a0millones"),
        ("of the deal", "value of\nthe   deal"),
        ('"trop', "dit «trop cher»"),
        ("1998-99", "in 1998–99"),
        ("cœur", "au COEUR de"),
        ("кот", "Кот"),
    ],
)
def test_ways_to_write_the_same(wanted: str, text: str) -> None:
    assert len(occurrences(text, wanted)) == 1


def test_other_words_are_not_found() -> None:
    assert occurrences("una inversión", "inversa") == ()
    assert occurrences("una inversión", "   ") == ()
    assert occurrences("", "a") == ()


@given(letters, letters)
@example("ßß", "s")
@example("a\u0301\u0301a", "a")
def test_what_is_found_is_in_order_apart_and_not_empty(text: str, wanted: str) -> None:
    found = occurrences(text, wanted)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@given(st.text(alphabet="abc ", max_size=30), st.text(alphabet="abc", min_size=1, max_size=3))
def test_plain_words_are_found_wherever_they_stand(text: str, wanted: str) -> None:
    assert len(occurrences(text, wanted)) == text.count(wanted)
    assert bool(occurrences(text, wanted)) == (wanted in text)


def drawn(page, role: Role) -> list[str]:
    """The text that is drawn in a role, row by row."""
    rows = ("".join(run.text for run in each.row if role in run.roles) for each in page.rows)
    return [text for text in rows if text]


def test_hits_are_marked_in_the_body_and_in_translations_behind_figures() -> None:
    from tui.text.rendition import Twin
    from tui.text.rows import Span

    article = Article("x", "", "", "es", None, "Pagan 15 millones de euros.")
    marks = [Span(6, 17, Role.CONTRADICT)]
    hits = [Hit(start, end) for start, end in occurrences(article.body, "euros")]
    assert drawn(lay_out(article, 60, marks=marks, found=hits, current=hits[0]), Role.FOCUS) == ["euros"]
    text = "They pay 15 million euros."
    rendition = Rendition(text, twins=(Twin(6, 17, 9, 19),))
    hits = [Hit(start, end, 0) for start, end in occurrences(text, "euros")]
    page = lay_out(article, 60, marks=marks, found=hits, renditions={0: rendition})
    assert drawn(page, Role.HIT) == ["euros"]
    assert drawn(page, Role.CONTRADICT) == ["≠15 million"]


async def begin(app, pilot, until) -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
    await pilot.press("c")
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)


def marked(app, role: Role) -> int:
    view = app.screen.query_one("#compare")
    return sum(len(drawn(pane.page, role)) for _, pane in view.panes_in_view)


async def test_what_is_typed_is_marked_in_all_panes_and_gone_through(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("slash", *"inversion")
        await until(pilot, lambda: "1 of " in picture(app))
        assert marked(app, Role.HIT) > 1
        assert marked(app, Role.FOCUS) == 1
        view = app.screen.query_one("#compare")
        assert view.comparison is not None, "letters are no commands"
        await pilot.press("enter", "n")
        await until(pilot, lambda: "2 of " in picture(app))
        assert "n next place" in picture(app).splitlines()[-1]
        await pilot.press("N", "N")
        await until(pilot, lambda: "this is the last again" in picture(app))
        assert view.quantity == -1, "n goes through places as long as the line is there"
        await pilot.press("escape")
        await until(pilot, lambda: marked(app, Role.HIT) == 0)
        assert app.screen.comparing
        await pilot.press("n")
        assert view.quantity == 0


async def test_a_word_in_an_article_out_of_view_brings_it_into_view(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("slash", *"chatgpt appele")
        await until(pilot, lambda: "1 of 1" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: "ChatGPT appelé" in picture(app))
        assert app.screen.query_one("#compare").focused_article == 4


async def test_escape_goes_back_to_where_one_was(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("j", "j", "slash", *"exclusivo")
        pane = app.screen.query_one("#pane-0")
        await until(pilot, lambda: pane.scroll_offset.y > 5)
        await pilot.press("escape")
        await until(pilot, lambda: pane.scroll_offset.y == 2)
        assert app.focused is pane


async def test_nothing_found_is_said_and_enter_repeats_the_last_search(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press("slash", *"qqq")
        await until(pilot, lambda: "nowhere in these texts" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: "nowhere" not in picture(app))
        await pilot.press("slash", *"mistral", "enter")
        await until(pilot, lambda: "1 of " in picture(app))
        await pilot.press("escape", "slash", "enter")
        await until(pilot, lambda: "/ mistral" in picture(app) and "1 of " in picture(app))
