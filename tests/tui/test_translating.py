import threading
from datetime import date

import pytest

import search.translate
from search.translate import Provider, Translated, TranslateError, Trouble
from tui.config import Settings
from tui.text.blocks import blocks
from tui.widgets.article_list import ArticleList

pytestmark = pytest.mark.usefixtures("by_hand")

HERE = Settings(provider=Provider("LibreTranslate", "http://127.0.0.1:5000"), target="en")
AWAY = Settings(provider=Provider("LibreTranslate", "https://translate.example"), target="en")


class Parrot:
    """Translates by shouting, as fast or as badly as it is told to."""

    asked: list[tuple[str, str, str]]
    fails_on = ""
    waits: threading.Event | None = None
    cancelled_at: list[str]
    answers: dict[str, str]

    def __init__(self, _provider: Provider, cache: object) -> None:
        del cache

    def knows(self, *_: str) -> bool:
        return False

    def render(self, text: str, source: str, target: str, cancelled) -> Translated:
        Parrot.asked.append((text, source, target))
        if Parrot.waits is not None:
            while not Parrot.waits.wait(0.01):
                if cancelled():
                    Parrot.cancelled_at.append(text)
                    raise TranslateError(Trouble.CANCELLED, "127.0.0.1:5000")
        if Parrot.fails_on and Parrot.fails_on in text:
            raise TranslateError(Trouble.ANSWER, "127.0.0.1:5000", "nothing")
        return Translated(Parrot.answers.get(text, text.upper()), "Parrot", date(2026, 11, 22))


@pytest.fixture(autouse=True)
def parrot(monkeypatch: pytest.MonkeyPatch) -> type[Parrot]:
    Parrot.asked, Parrot.cancelled_at, Parrot.fails_on, Parrot.waits, Parrot.answers = [], [], "", None, {}
    monkeypatch.setattr(search.translate, "Translator", Parrot)
    return Parrot


async def open_first(app, pilot, until, key: str = "enter") -> None:
    await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
    await pilot.press(key)
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)


def foot(app) -> str:
    return app.screen.query_one("#foot").sentence


async def test_without_a_provider_it_says_what_to_configure(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await open_first(app, pilot, until)
        await pilot.press("t")
        await until(pilot, lambda: "[translation] server" in foot(app))
        assert "[translation] server" in picture(app)
        assert Parrot.asked == []


async def test_t_translates_and_t_again_shows_the_original(reader, until, picture, story) -> None:
    app = reader(settings=HERE)
    async with app.run_test(size=(100, 40)) as pilot:
        await open_first(app, pilot, until)
        assert "·2.100 millones" in picture(app)
        await pilot.press("t")
        await until(pilot, lambda: "┆ EN UN MOVIMIENTO" in picture(app))
        assert "127.0.0.1:5000" in foot(app), "it says where the text goes"
        assert "·2.100" not in picture(app), "figures stay with the original"
        await until(pilot, lambda: "→ English " in picture(app))
        await until(pilot, lambda: len(Parrot.asked) == len(blocks(story.articles[0])))
        assert {(source, target) for _text, source, target in Parrot.asked} == {("es", "en")}
        await pilot.press("t")
        await until(pilot, lambda: "·2.100 millones" in picture(app) and "┆" not in picture(app))


async def test_what_is_in_view_is_translated_first(reader, until, story) -> None:
    article = story.articles[0]
    parts = [article.body[block.start : block.end] for block in blocks(article)]
    app = reader(settings=HERE)
    async with app.run_test(size=(80, 12)) as pilot:
        await open_first(app, pilot, until)
        await pilot.press("G", "t")
        await until(pilot, lambda: len(Parrot.asked) == len(parts))
        order = [parts.index(text) for text, _, _ in Parrot.asked]
        assert order[0] >= 4, order
        assert sorted(order) == list(range(len(parts)))


async def test_verdicts_stay_those_of_the_original(reader, until, picture) -> None:
    app = reader(settings=HERE)
    async with app.run_test(size=(140, 40)) as pilot:
        await open_first(app, pilot, until, "c")
        await pilot.press("n", "t")
        await until(pilot, lambda: "┆ EN UN MOVIMIENTO" in picture(app))
        assert "≠ 1 contradiction" in picture(app)
        assert "2.100 millones de dólares" in picture(app), "the panel quotes the original"


async def test_a_paragraph_that_fails_says_why_and_the_others_go_on(reader, until, picture) -> None:
    Parrot.fails_on = "2.100 millones"
    app = reader(settings=HERE)
    async with app.run_test(size=(100, 60)) as pilot:
        await open_first(app, pilot, until)
        await pilot.press("t")
        await until(pilot, lambda: "! Not translated: 127.0.0.1:5000 answered without" in picture(app))
        await until(pilot, lambda: "┆ LA COLABORACIÓN" in picture(app))
        assert "·2.100 millones" in picture(app)


async def test_text_leaves_the_machine_only_after_a_yes(reader, until) -> None:
    app = reader(settings=AWAY)
    async with app.run_test(size=(100, 40)) as pilot:
        await open_first(app, pilot, until)
        await pilot.press("t")
        await until(pilot, lambda: "translate.example" in foot(app))
        assert "y sends it" in foot(app)
        await pilot.press("t", "j", "y")
        await pilot.pause()
        assert Parrot.asked == [], "another key withdraws the question"
        await pilot.press("t", "y")
        await until(pilot, lambda: Parrot.asked)


async def test_quitting_and_going_back_never_wait_for_a_server(reader, until) -> None:
    Parrot.waits = threading.Event()
    app = reader(settings=HERE)
    async with app.run_test(size=(100, 40)) as pilot:
        await open_first(app, pilot, until)
        await pilot.press("t")
        await until(pilot, lambda: Parrot.asked)
        await pilot.press("q")
        await until(pilot, lambda: not app.screen.comparing)
        await until(pilot, lambda: Parrot.cancelled_at)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_two_articles_are_translated_side_by_side(reader, until, picture) -> None:
    app = reader(settings=HERE)
    async with app.run_test(size=(140, 40)) as pilot:
        await open_first(app, pilot, until, "c")
        await pilot.press("t", "tab", "t")
        await until(pilot, lambda: "┆ EN UN MOVIMIENTO" in picture(app) and "┆ CARLOS B FERNÁNDEZ" in picture(app))
