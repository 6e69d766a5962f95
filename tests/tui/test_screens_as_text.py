"""The screens as plain text. When a change is meant, look at it and run with REDRAW_SCREENS=1."""

import os
from pathlib import Path

import pytest

from tui.widgets.article_list import ArticleList

pytestmark = pytest.mark.usefixtures("by_hand")

SCREENS = Path(__file__).resolve().parent / "screens"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys", "awaited"),
    [
        ("find", "", "c compare all 5"),
        ("search", "slash m i l l o n", "2 of 5"),
        ("compare", "c wait n", "▌"),
        ("one", "enter wait pagedown", "%"),
        ("help", "question_mark", "Everywhere"),
    ],
)
async def test_a_screen_looks_as_it_did(
    reader, until, picture, size: tuple[int, int], name: str, keys: str, awaited: str
) -> None:
    app = reader()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles", ArticleList).entries) == 5)
        for key in keys.split():
            if key == "wait":
                await until(pilot, lambda: app.screen.query_one("#compare").comparison)
            else:
                await pilot.press(key)
        await until(pilot, lambda: awaited in picture(app) or name == "help")
        if name in ("find", "search"):  # counted once the cursor rests
            await until(pilot, lambda: "1 figure " in picture(app))
        await pilot.pause(0.1)
        drawn = picture(app)
    path = SCREENS / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("REDRAW_SCREENS"):
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8"), drawn
