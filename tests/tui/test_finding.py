import threading
from dataclasses import replace

import pytest
from textual.command import CommandList

from tui.config import Settings
from tui.filters import Asked
from tui.keymap import resolve
from tui.roles import Role
from tui.text.outcome import notes_of, outcome_of
from tui.widgets.article_list import ArticleList
from tui.widgets.pane import ReadingPane
from tui.widgets.search_line import QueryInput

pytestmark = pytest.mark.usefixtures("by_hand")


def listed(app) -> list[str]:
    return [entry.article.path for entry in app.screen.query_one("#articles", ArticleList).entries]


async def test_all_articles_are_listed_and_the_first_is_previewed(reader, until, story) -> None:
    app = reader(notice="These are the bundled articles.")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await until(pilot, lambda: app.screen.query_one("#preview", ReadingPane).article == story.articles[0])
        assert app.screen.query_one("#foot").sentence == "These are the bundled articles."
        await pilot.press("j")
        assert app.screen.query_one("#foot").sentence == ""
        await until(pilot, lambda: app.screen.query_one("#preview", ReadingPane).article == story.articles[1])


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("j", 1),
        ("j j k", 1),
        ("down down up", 1),
        ("G", 4),
        ("end", 4),
        ("G g", 0),
        ("G home", 0),
        ("pagedown", 4),
        ("G pageup", 0),
        ("k", 0),
    ],
)
async def test_the_cursor_moves_and_stays_in_the_list(reader, until, keys: str, cursor: int) -> None:
    app = reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press(*keys.split())
        assert app.screen.query_one("#articles", ArticleList).cursor == cursor


async def test_results_come_while_typing_with_the_words_marked(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press(*"/copilot")
        await until(pilot, lambda: listed(app) == ["000_d1ce4662f41460a6.txt"])
        await until(pilot, lambda: "1 of 5\n── copilot* ──" in picture(app))
        hits = [
            segment.text
            for line in app.screen._compositor.render_strips()
            for segment in line
            if segment.style and segment.style.bold and segment.text.casefold() == "copilot"
        ]
        assert len(hits) == 2, "one in the list and one in the preview"


async def test_every_key_of_a_burst_reaches_the_search_line(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("slash", *"cqpjk", "question_mark", "slash", *"dtnN")
        await until(pilot, lambda: app.screen.query_one(QueryInput).value == "cqpjk?/dtnN")


async def test_typing_never_waits_and_stale_results_are_dropped(reader, until, library) -> None:
    go = threading.Event()
    asked: list[str] = []

    def wait(query: str) -> None:
        asked.append(query)
        if query == "m":
            go.wait(5)

    library.before_search = wait
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("slash", "m")
        await until(pilot, lambda: asked)
        await pilot.press(*"istral xyz")
        await until(pilot, lambda: app.screen.query_one(QueryInput).value == "mistral xyz")
        assert listed(app), "the list of before is still there"
        go.set()
        await until(pilot, lambda: listed(app) == [])
        assert list(dict.fromkeys(asked)) == ["m", "mistral xyz"]


@pytest.mark.parametrize("key", ["escape", "enter", "down"])
async def test_the_search_line_is_left_by_three_keys(reader, until, key: str) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("slash", *"mistral", key)
        assert app.focused.id == "articles"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query_one(QueryInput).value == "")
        await until(pilot, lambda: len(listed(app)) == 5)


async def test_control_characters_never_enter_the_search_line(reader) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        app.screen.query_one(QueryInput).insert_text_at_cursor("a\x1b]52;c;x\x07\u202eb\n")
        await pilot.pause()
        value = app.screen.query_one(QueryInput).value
        assert not any(ord(character) < 32 for character in value)
        assert "\u202e" not in value


async def test_chosen_articles_are_marked_and_compared(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("space", "j", "space")
        assert picture(app).count("●") == 2
        await until(pilot, lambda: "compare 2" in picture(app))
        await pilot.press("c")
        await until(pilot, lambda: app.screen.comparing)
        assert [article.path[:3] for article in app.screen.query_one("#compare").articles] == ["000", "002"]
        await pilot.press("q")
        await until(pilot, lambda: not app.screen.comparing)
        assert picture(app).count("●") == 2
        await pilot.press("g", "space")
        assert picture(app).count("●") == 1
        await pilot.press("escape")
        assert picture(app).count("●") == 0


async def test_comparing_one_article_says_what_it_takes(reader, until) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("space", "c")
        await until(pilot, lambda: "two articles" in app.screen.query_one("#foot").sentence)


async def test_what_could_not_be_read_is_counted_and_listed(reader, until, picture, library) -> None:
    from dataclasses import make_dataclass

    problem = make_dataclass("Problem", ["path", "reason"])
    library.problems = (problem("a/[b]scan.pdf", "it is no text"), problem("b.txt", "it is empty"))
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "2 files could not be read (p)" in picture(app))
        await pilot.press("p")
        await until(pilot, lambda: "a/[b]scan.pdf" in picture(app))
        assert "it is no text" in picture(app)
        await pilot.press("escape")
        await until(pilot, lambda: "a/[b]scan.pdf" not in picture(app))
        assert app.focused.id == "articles"


async def test_progress_is_shown_while_articles_are_read(reader, until, picture, library) -> None:
    go = threading.Event()
    refresh = library.refresh

    def slow(progress, stop) -> None:
        progress(2, 5)
        go.wait(5)
        refresh(progress, stop)

    library.refresh = slow
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "reading 2 of 5 ━" in picture(app))
        go.set()
        await until(pilot, lambda: "reading" not in picture(app))


async def test_an_empty_library_says_so(reader, until, picture, library) -> None:
    app = reader(replace(library, articles=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "There are no articles here." in picture(app))
        await pilot.press("enter", "space", "j", "G", "n", "c")
        await until(pilot, lambda: "two articles" in app.screen.query_one("#foot").sentence)


async def test_help_names_the_keys_of_the_place_first_and_closes(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(80, 60)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        for closing in ("question_mark", "escape", "q"):
            await pilot.press("question_mark")
            await until(pilot, lambda: "Finding" in picture(app))
            assert picture(app).index("Finding") < picture(app).index("In the search line")
            await pilot.press("j", "G", "g", closing)
            await until(pilot, lambda: "Finding" not in picture(app))
            assert app.focused.id == "articles"


async def test_the_palette_offers_what_is_possible_and_the_themes(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Open the article under the cursor." in picture(app))
        assert "next quantity" not in picture(app)
        await pilot.press(*"atodds-light")
        await until(pilot, lambda: "Theme atodds-light" in picture(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.theme == "atodds:atodds-light")


async def test_a_command_runs_from_the_palette(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("ctrl+p", *"compare")
        await until(pilot, lambda: "Compare the chosen" in picture(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen.comparing if hasattr(app.screen, "comparing") else False)


@pytest.mark.parametrize("theme", ["atodds-dark", "atodds-light", "contrast-dark", "contrast-light", "atodds-mono"])
async def test_the_row_to_be_taken_stands_out_in_the_palette_and_nothing_shows_beside_it(
    reader, until, picture, theme: str
) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        app._change_theme(theme)
        await pilot.press("ctrl+p", *"theme")
        await until(pilot, lambda: "Theme ansi-dark" in picture(app))
        await pilot.press("down")
        await pilot.pause()
        commands = app.screen.query_one(CommandList)
        taken = commands.get_component_rich_style("option-list--option-highlighted", partial=True)
        focus = app.styles_of_roles[Role.FOCUS]
        assert (taken.color, taken.bgcolor) == (focus.color, focus.bgcolor) or (taken.reverse and focus.reverse)
        assert (commands.region.x, commands.region.width) == (0, 80), "else the list below shows through at its sides"


async def test_who_presses_ctrl_c_is_told_how_to_leave_with_the_keys_that_are_in_force(reader, until, picture) -> None:
    app = reader(settings=Settings(keys=resolve("default", {"back": ("Q",)})[0]))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 5)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: "Q goes back, and from the list of articles quits." in picture(app))
        assert "ctrl+q" not in picture(app)


async def test_q_ends_the_program_even_while_articles_are_read(reader, until, library) -> None:
    library.before_refresh = lambda: threading.Event().wait(20)
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


async def test_an_unknown_theme_is_said_at_the_start(reader) -> None:
    app = reader(settings=Settings(theme="sepia"))
    async with app.run_test(size=(80, 24)):
        assert "no theme 'sepia'" in app.screen.query_one("#foot").sentence


def test_it_is_said_how_many_were_found_and_how_the_query_was_read() -> None:
    assert outcome_of(812, 9000) == "812 of 9,000"
    assert notes_of(Asked("x y"), "", "articles with x, with y") == ()
    assert notes_of(Asked("x y"), "x AND y", "") == ("x AND y",)
    assert notes_of(Asked("x OR y", order="newest"), "", "articles with x or y") == (
        "newest first",
        "articles with x or y",
    )
