"""Panes that show a translation, both texts, or why there is none; against a server of our own."""

from pathlib import Path

import pytest

from search.library import Library
from search.translate import Provider
from tests.translate.libre_server import LibreServer
from tui.app import ReaderApp
from tui.config import Settings

TEXT = """La inversión en Acme es de 15 millones de euros, un 7,5 % más que en 2023.

La empresa tiene 320 empleados en Sevilla."""


@pytest.fixture
def open_reader(tmp_path: Path, server: LibreServer):
    def make(fault: str = "ok", text: str = TEXT, locale: str = "en") -> ReaderApp:
        (tmp_path / "nota.txt").write_text(f"---\nlanguage: es\ndate: 2024-02-26\n---\n{text}\n", "utf-8")
        provider = Provider("LibreTranslate", f"{server.address}/{fault}")
        settings = Settings(provider=provider, target="en", locale=locale)
        return ReaderApp(Library([tmp_path / "nota.txt"], tmp_path / "cache", tmp_path / "state"), settings, "")

    return make


async def begin(app, pilot, until, *keys: str) -> None:
    await until(pilot, lambda: app.screen.query_one("#articles").entries)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)
    await pilot.press(*keys)


async def test_a_translated_paragraph_bears_its_provider_and_day(open_reader, until, picture) -> None:
    app = open_reader(locale="es")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "t")
        await until(pilot, lambda: "┆ en: La empresa" in picture(app))
        assert picture(app).count("‹LibreTranslate, ") == 2
        assert "→ inglés" in picture(app), "the language is named in the reader's own"


async def test_figures_are_marked_at_their_translated_place(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "t")
        await until(pilot, lambda: "┆ en: La empresa" in picture(app))
        assert "·320 empleados" in picture(app)


async def test_a_figure_that_the_server_changed_is_flagged(open_reader, until, picture) -> None:
    app = open_reader("figures", "La inversión es de € 15 millones.\n\nAdiós a todos ellos.")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "t")
        await until(pilot, lambda: "! figure changed in translation: € 15 millones" in picture(app))
        assert "! figures differ in 1" in picture(app)


async def test_both_texts_stand_by_turns_and_the_translation_alone_again(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "T")
        await until(pilot, lambda: "┆ en: La empresa" in picture(app))
        lines = [line.strip() for line in picture(app).splitlines()]
        original = next(i for i, line in enumerate(lines) if line.startswith("La inversión"))
        first = next(i for i, line in enumerate(lines) if line.startswith("┆ en: La inversión"))
        second = next(i for i, line in enumerate(lines) if line.startswith("La empresa"))
        assert original < first < second
        await pilot.press("T")
        await until(pilot, lambda: not any(line.strip().startswith("La empresa") for line in picture(app).splitlines()))
        await pilot.press("t")
        await until(pilot, lambda: "┆" not in picture(app))


async def test_a_paragraph_that_failed_can_be_asked_for_again(open_reader, until, picture) -> None:
    app = open_reader("flaky/3")
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "t")
        await until(pilot, lambda: picture(app).count("! Not translated:") == 2)
        assert "R asks again" in picture(app)
        await until(pilot, lambda: "→ English 0 of 2" in picture(app))
        await pilot.press("R")
        await until(pilot, lambda: "! Not translated" not in picture(app) and picture(app).count("┆ en:") == 2)


async def test_another_language_is_chosen_from_those_of_the_server(open_reader, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "t")
        await until(pilot, lambda: "┆ en: La empresa" in picture(app))
        await pilot.press("L")
        await until(pilot, lambda: "Spanish (es)" in picture(app))
        await pilot.press(*"spanish", "down", "enter")
        await until(pilot, lambda: "→ Spanish" in picture(app))


async def test_the_place_in_the_text_stays_while_paragraphs_arrive(open_reader, server, until, picture) -> None:
    text = "\n\n".join(
        f"Párrafo {number}: " + "una frase bastante larga para ocupar su sitio. " * 6 for number in range(30)
    )
    app = open_reader("slow/0.05", text)
    async with app.run_test(size=(80, 20)) as pilot:
        await begin(app, pilot, until, "G", "T")
        await until(pilot, lambda: "┆ en: Párrafo 29" in picture(app) or "en: Párrafo 28" in picture(app))
        order = [request.form["q"][:11] for request in server.translations]
        assert order[0].startswith(("Párrafo 26", "Párrafo 27", "Párrafo 28")), "what is in view comes first"
        await until(pilot, lambda: "→ English " in picture(app) and "/30" not in picture(app))
        assert "Párrafo 2" in picture(app)
        assert "  Párrafo 0:" not in picture(app), "it would have jumped to the top"


async def test_what_was_translated_before_is_there_without_the_server(open_reader, server, until, picture) -> None:
    app = open_reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(app, pilot, until, "t")
        await until(pilot, lambda: "┆ en: La empresa" in picture(app))
    sent = len(server.recorded)
    again = open_reader()
    async with again.run_test(size=(100, 30)) as pilot:
        await begin(again, pilot, until, "t")
        await until(pilot, lambda: "┆ en: La empresa" in picture(again))
    assert len(server.recorded) == sent
