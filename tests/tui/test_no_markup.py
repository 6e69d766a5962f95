"""Text of articles must never be read as markup: widgets get `Content`, or say markup=False."""

import ast
from pathlib import Path

import pytest

import tui

TAKE_MARKUP = {"Static", "Label", "notify", "Option", "Button", "Checkbox", "Collapsible", "Tab", "Tree", "RichLog"}
FILES = [
    path for path in sorted(Path(tui.__file__).parent.rglob("*.py")) if "textual" in path.read_text(encoding="utf-8")
]
"""The command line has no widgets, and options of its own."""


def calls_with_strings(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        plain = any(word.arg == "markup" and getattr(word.value, "value", True) is False for word in node.keywords)
        content = bool(node.args) and isinstance(node.args[0], ast.Call) and ast.unparse(node.args[0].func) == "Content"
        if name in TAKE_MARKUP and not plain and not content and node.args:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        if name == "from_markup" or (name in ("border_title", "border_subtitle")):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def borders_with_strings(source: str) -> list[str]:
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in ("border_title", "border_subtitle", "tooltip")
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_widget_gets_a_string_that_is_read_as_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert calls_with_strings(source) == []
    assert borders_with_strings(source) == []


def test_the_lint_finds_what_it_is_for() -> None:
    assert calls_with_strings("Static(article.title)")
    assert calls_with_strings("self.notify(f'{title}')")
    assert not calls_with_strings("Static(Content(article.title)); Label(text, markup=False)")
    assert borders_with_strings("pane.border_title = title")


async def test_markup_in_an_article_is_shown_as_it_is(reader, until, picture, library, hostile) -> None:
    library.articles = (hostile, *library.articles)
    app = reader(library)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "Title [/b] said [red]no[/red] and [@click=app.quit]" in picture(app))
        await pilot.press("slash", *"first")
        await until(pilot, lambda: "of 6" in picture(app))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "Second [/b] said [red]no[/red] and [@click=app.quit]press[/]" in picture(app))
        await pilot.press("q", "escape")
        await until(pilot, lambda: "6 articles" in picture(app))
        await pilot.press("space", "space", "c")
        await until(pilot, lambda: app.screen.comparing and "Source [/b]" in picture(app))
