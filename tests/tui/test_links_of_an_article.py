from dataclasses import replace
from pathlib import Path

import pytest

from search.article import Article
from tests.tui.conftest import ListedLibrary
from tui.text.links import links

TEXT = Article(
    "a.txt", "Title", "", "en", None, "See (https://a.example/x_(y)), “https://b.example/?q=1”. Nothing else."
)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("at https://a.example/b.", "https://a.example/b"),
        ("(http://a.example/x_(y))", "http://a.example/x_(y)"),
        ("«https://a.example/ü»", "https://a.example/ü"),
        ("[https://a.example],", "https://a.example"),
    ],
)
def test_a_link_ends_where_the_sentence_goes_on(text: str, link: str) -> None:
    assert links(replace(TEXT, body=text)) == (link,)


def test_an_address_of_its_own_comes_first_and_each_link_once() -> None:
    article = replace(TEXT, url="https://b.example/?q=1")
    assert links(article) == ("https://b.example/?q=1", "https://a.example/x_(y)")
    assert links(replace(TEXT, body="mail me at a@b.example, or www")) == ()


@pytest.mark.usefixtures("by_hand")
async def test_a_link_is_chosen_and_copied(reader, until, picture, own_folders: Path) -> None:
    app = reader(ListedLibrary((TEXT,)))
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one("#articles").entries)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.comparing)
        await pilot.press("U")
        await until(pilot, lambda: "https://b.example/?q=1" in picture(app) and "Copy…" in picture(app))
        await pilot.press(*"b.ex", "down", "enter")
        await until(pilot, lambda: "Copied the link to the clipboard" in picture(app))
    assert (own_folders / "state" / "atodds" / "copied.md").read_text("utf-8") == "https://b.example/?q=1"
