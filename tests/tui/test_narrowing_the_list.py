"""Filters, order, kept searches and other languages, with a real library of files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.article import Article
from search.facts import FigureFacts
from search.library import Library
from search.translate import Provider, TranslateError, Trouble
from tui.app import ReaderApp
from tui.config import Settings
from tui.filters import Facet, Filter
from tui.widgets.article_list import ArticleList
from tui.widgets.filter_line import FilterLine
from tui.widgets.side_list import SideList

ARTICLES = (
    ("a", "en", "The Globe", "2024-02-17", "The flood killed 12 people. The investment was small."),
    ("b", "es", "El Faro", "2024-02-18", "La inundación dejó doce muertos. La inversión fue pequeña."),
    ("c", "it", "El Faro", "2024-03-01", "Investimento di 3 milioni di euro dopo la piena."),
    ("d", "es", "", "", "Otra inversión de 4 millones de euros."),
)


@pytest.fixture
def open_reader(tmp_path: Path, own_folders: Path) -> Iterator[Callable[..., ReaderApp]]:
    opened = []
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, language, source, day, body in ARTICLES:
        head = f"title: {name}\nlanguage: {language}\nsource: {source}\n" + (f"date: {day}\n" if day else "")
        (folder / f"{name}.txt").write_text(f"---\n{head}---\n{body}\n", "utf-8")

    def make(settings: Settings | None = None) -> ReaderApp:
        opened.append(Library([folder], own_folders / "cache" / "atodds", own_folders / "state" / "atodds"))
        return ReaderApp(opened[-1], settings or Settings(), "")

    yield make
    for library in opened:
        library.close()


def listed(app: ReaderApp) -> str:
    return "".join(entry.article.title for entry in app.screen.query_one("#articles", ArticleList).entries)


def current(app: ReaderApp) -> str:
    article = app.screen.query_one("#articles", ArticleList).current
    return article.title if article else ""


async def test_filters_are_counted_set_shown_and_dropped(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("f")
        await until(pilot, lambda: "Spanish" in picture(app))
        assert app.focused.id == "side"
        assert app.focused.current.key == Filter(Facet.LANGUAGE, "es")
        assert app.focused.current.articles == 2
        await pilot.press("space")
        await until(pilot, lambda: "lang:es ×" in picture(app) and sorted(listed(app)) == ["b", "d"])
        await pilot.press("tab")
        await until(pilot, lambda: app.focused.current.key == Filter(Facet.MONTH, "2024-02"))
        assert app.focused.current.articles == 1, "counts are those within the other filters"
        await pilot.press("enter")
        await until(pilot, lambda: listed(app) == "b")
        await pilot.press("escape")
        await until(pilot, lambda: app.focused.id == "articles")
        await pilot.press("slash", "backspace")
        await until(pilot, lambda: sorted(listed(app)) == ["b", "d"], "the last filter goes with backspace")
        await pilot.press("escape", "X")
        await until(pilot, lambda: listed(app) == "abcd" and not app.screen.query_one(FilterLine).display)


async def test_the_key_that_drops_all_filters_works_beside_them_too(open_reader, until) -> None:
    app = open_reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("f")
        await until(pilot, lambda: app.focused.id == "side" and app.focused.current)
        await pilot.press("space")
        await until(pilot, lambda: listed(app) != "abcd")
        await pilot.press("X")
        await until(pilot, lambda: listed(app) == "abcd")
        assert app.focused.id == "side"
        await pilot.press("H")
        await until(pilot, lambda: app.focused.id == "articles")


async def test_nobody_is_told_that_figures_are_not_read_before_they_are(open_reader, until, monkeypatch) -> None:
    app, told = open_reader(), []
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        annotate = app.screen._find.annotate
        monkeypatch.setattr(
            app.screen._find, "annotate", lambda notes, elsewhere: (told.extend(notes), annotate(notes, elsewhere))
        )
        await pilot.press("slash", *"figure:3M")
        await until(pilot, lambda: listed(app) == "c")
        assert not any("nobody reads" in note for note in told), told


async def test_what_is_unknown_can_be_filtered_by(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("f")
        await until(pilot, lambda: "unknown" in picture(app))
        side = app.screen.query_one(SideList)
        for _ in range(20):
            if side.current.key == Filter(Facet.SOURCE, ""):
                break
            await pilot.press("j")
        await pilot.press("enter")
        await until(pilot, lambda: listed(app) == "d")
        await pilot.press("q")
        assert app.focused.id == "articles", "q closes what stands beside the articles first"


async def test_the_order_changes_by_a_key_and_is_said(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        for order, said in (
            ("cbad", "newest first"),
            ("abcd", "oldest first"),
            ("cbad", "by source"),
            ("abcd", "4 articles"),
        ):
            await pilot.press("o")
            await until(pilot, lambda order=order, said=said: listed(app) == order and said in picture(app), said)


async def test_the_cursor_stays_on_its_article_when_a_filter_is_set(open_reader, until) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("G")
        assert current(app) == "d"
        app.screen._find.ask(app.screen._find.asked.toggled(Filter(Facet.LANGUAGE, "es")), keep=True)
        await until(pilot, lambda: len(listed(app)) == 2)
        assert current(app) == "d"


async def test_new_articles_move_no_row_under_the_cursor(open_reader, until, tmp_path: Path) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 12)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("G")
        articles = app.screen.query_one("#articles", ArticleList)
        await pilot.pause()
        row = articles.cursor * articles.entry_height - articles.scroll_offset.y
        for number in range(5):
            for name in (f"0{number}", f"z{number}"):
                (tmp_path / "articles" / f"{name}.txt").write_text(f"---\ntitle: {number}\n---\nNew.\n", "utf-8")
        app.screen._read_library()
        await until(pilot, lambda: listed(app) == "01234abcd01234")
        assert current(app) == "d"
        await until(pilot, lambda: articles.cursor * articles.entry_height - articles.scroll_offset.y == row)


async def test_what_was_meant_is_offered_and_taken(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("slash", *"inverzion", "enter")
        await until(pilot, lambda: "Did you mean inversi" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: sorted(listed(app)) == ["b", "d"])


async def test_words_of_other_languages_are_shown_and_switched(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("slash", *"inversión", "enter")
        await until(pilot, lambda: sorted(listed(app)) == ["b", "d"])
        await pilot.press("w")
        await until(pilot, lambda: sorted(listed(app)) == list("abcd") and "inversión: also invest" in picture(app))
        await pilot.press("w")
        await until(pilot, lambda: sorted(listed(app)) == ["b", "d"] and "also invest" not in picture(app))


async def test_searches_are_kept_listed_taken_up_and_forgotten(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("S")
        await until(pilot, lambda: "no search to keep" in app.screen.query_one("#foot").sentence)
        await pilot.press("slash", *"euros", "enter")
        await until(pilot, lambda: sorted(listed(app)) == ["c", "d"])
        await pilot.press("f")
        await until(pilot, lambda: "Spanish" in picture(app))
        await pilot.press("enter", "escape", "S")
        await until(pilot, lambda: app.focused.id == "name" and app.focused.value == "euros lang:es")
        await pilot.press(*"money?", "enter")
        await until(pilot, lambda: "Kept as “money?”" in app.screen.query_one("#foot").sentence)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("H")
        await until(pilot, lambda: "money?" in picture(app) and "Made last" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: listed(app) == "d" and "lang:es ×" in picture(app))
        await pilot.press("H")
        await until(pilot, lambda: app.focused.id == "side")
        await pilot.press("g", "x")
        await until(pilot, lambda: "“money?” is forgotten" in app.screen.query_one("#foot").sentence)
        assert app.screen.library.searches.saved() == ()


async def test_the_search_line_goes_back_to_searches_made_before(open_reader, until) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        for word in ("flood", "euros"):
            await pilot.press("slash", *word, "enter")
            await until(pilot, lambda word=word: app.screen.library.searches.history()[:1] == (word,))
            await pilot.press("escape")
        line = app.screen._find._search_line
        await until(pilot, lambda: list(line.history) == ["euros", "flood"])
        await pilot.press("slash", "x", "up")
        assert line.value == "euros"
        await pilot.press("up", "up")
        assert line.value == "flood"
        await pilot.press("down", "down")
        assert line.value == "x"
        await pilot.press("down")
        assert app.focused.id == "articles"


class Dictionary:
    asked: list[str]

    def __init__(self, _provider: Provider, cache: object) -> None:
        del cache

    def translate(self, _text: str, _source: str, target: str, _cancelled) -> str:
        Dictionary.asked.append(target)
        if target != "it":
            raise TranslateError(Trouble.OFFLINE, "translate.example", "gone")
        return "piena"


async def test_a_query_is_sent_to_a_provider_only_after_a_yes(open_reader, until, picture, monkeypatch) -> None:
    import search.translate

    Dictionary.asked = []
    monkeypatch.setattr(search.translate, "Translator", Dictionary)
    app = open_reader(Settings(provider=Provider("LibreTranslate", "https://translate.example"), target="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("slash", *"killed", "enter")
        await until(pilot, lambda: listed(app) == "a")
        await pilot.press("W")
        await until(pilot, lambda: "translate.example" in app.screen.query_one("#foot").sentence)
        await pilot.press("j", "y")
        await pilot.pause(0.1)
        assert Dictionary.asked == [], "any other key withdraws the question"
        await pilot.press("W")
        await until(pilot, lambda: app.screen._find.asking)
        await pilot.press("y")
        await until(pilot, lambda: sorted(listed(app)) == ["a", "c"])
        assert "killed: also piena" in picture(app)
        assert set(Dictionary.asked) == {"en", "es", "it"}


async def test_without_a_provider_it_is_said_how_to_name_one(open_reader, until) -> None:
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("slash", *"killed", "enter", "W")
        await until(pilot, lambda: "Translation is off" in app.screen.query_one("#foot").sentence)


async def test_figures_are_found_once_they_are_read(open_reader, until, picture) -> None:
    FigureFacts().facts(Article("x", "", "", "es", None, "Otros 4 millones de euros."))  # what it loads takes a while
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        app.screen._find.type('figure:"4M EUR"')
        await until(pilot, lambda: listed(app) == "d")
        assert "with a figure of" in picture(app)


@pytest.mark.parametrize("typed", ["has:contradiction", "Veldin HAS:contradiction"])
async def test_contradictions_are_found_once_the_stories_are_compared(
    open_reader, until, tmp_path: Path, typed: str
) -> None:
    told = "The flood in Veldin killed {} people, said Mayor Ilse Brandt, where the Orlac dam of Corvane Energy burst."
    for name, opening, dead in (("e", "", 12), ("f", "Firefighters left in the morning.", 40)):
        text = f"---\ntitle: {name}\nlanguage: en\ndate: 2024-02-28\n---\n{opening} {told.format(dead)}\n"
        (tmp_path / "articles" / f"{name}.txt").write_text(text, "utf-8")
    app = open_reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: listed(app) == "abcdef")
        app.screen._find.type(typed)
        await until(pilot, lambda: sorted(listed(app)) == ["e", "f"])


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (200, 60), (10, 4)])
async def test_every_part_of_finding_survives_any_size(open_reader, until, size: tuple[int, int]) -> None:
    app = open_reader()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: listed(app) == "abcd")
        await pilot.press("f", "j", "enter", "escape", "H", "escape", "slash", *"inversión", "enter", "w", "o", "S")
        await pilot.press("escape", "G", "g")
        await until(pilot, lambda: app.focused.id == "articles")
