"""Other keys than the usual ones: presets, the configuration, and what the screen then says."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from tui.commands import COMMANDS, Context, key_name
from tui.config import ConfigError, Settings, load_settings
from tui.keymap import PRESETS, commands_with, key_of, resolve
from tui.manual import manual

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
SIGNS = string.punctuation + "¿ñ§éß"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_named_as_textual_names_it_and_shown_as_it_is(sign: str) -> None:
    assert key_of(sign) == _character_to_key(sign)
    assert key_name(key_of(sign)) == sign


@pytest.mark.parametrize(
    ("text", "key", "shown"),
    [
        ("esc", "escape", "esc"),
        ("PgDn", "pagedown", "PgDn"),
        (" Ctrl+P ", "ctrl+p", "ctrl+p"),
        ("ctrl+N", "ctrl+n", "ctrl+n"),
        ("ctrl++", "ctrl+plus", "ctrl++"),
        ("shift+tab", "shift+tab", "shift+tab"),
        ("↓", "down", "↓"),
        ("Return", "enter", "enter"),
        ("backspace", "backspace", "backspace"),
        ("F5", "f5", "f5"),
        ("N", "N", "N"),
        ("space", "space", "space"),
    ],
)
def test_keys_are_written_as_people_write_them(text: str, key: str, shown: str) -> None:
    assert key_of(text) == key
    assert key_name(key) == shown


@pytest.mark.parametrize(
    "text", ["", " ", "nn", "ctrl+", "hyper+x", "ctrl+ctrl+x", "f99", "\x1b", "ctrl+i", "Ctrl+M", "+x"]
)
def test_what_is_no_key_of_its_own_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no key|a terminal sends"):
        key_of(text)


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_refused(text: str) -> None:
    try:
        key = key_of(text)
    except ValueError:
        return
    assert key
    assert key_name(key).isprintable()


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_takes_a_key_from_another_command(preset: str) -> None:
    keys, clashes = resolve(preset, {})
    assert clashes == []
    assert set(keys) <= {command.id for command in COMMANDS}
    assert all(command.keys for command in commands_with(keys))


def test_a_key_of_the_users_own_is_taken_from_the_command_that_had_it() -> None:
    keys, clashes = resolve("default", {"join": ("n",)})
    assert keys == {"join": ("n",), "next_quantity": ()}
    assert [(clash.winner, clash.loser, clash.left, clash.both_wanted) for clash in clashes] == [
        ("join", "next_quantity", False, False)
    ]


def test_the_same_key_may_mean_two_things_in_two_places() -> None:
    assert resolve("default", {"open": ("z",), "join": ("z",)})[1] == []


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_command_that_loses_its_only_key_is_named_with_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, '[keys]\n# mine\njoin = "n"\n')
    settings, warnings = load_settings(path, {})
    assert settings.keys == {"join": ("n",), "next_quantity": ()}
    assert warnings == (f"{path}, line 3: n was the only key of next_quantity, which now has none.",)


def test_two_wishes_for_one_key_are_refused_with_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, '[keys]\npreset = "vim"\njoin = "z"\ntake_out = ["Z", "z"]\n')
    with pytest.raises(ConfigError, match=re.escape(f"{path}, line 3: z is also a key of take_out")):
        load_settings(path, {})


def test_an_unknown_command_is_a_warning_with_the_nearest_one(tmp_path: Path) -> None:
    (warning,) = load_settings(write(tmp_path, '[keys]\nnext_quantty = "n"\n'), {})[1]
    assert "line 2: next_quantty is unknown and ignored; did you mean next_quantity?" in warning


def settings_with(preset: str, **own: tuple[str, ...]) -> Settings:
    return Settings(keys=resolve(preset, own)[0])


async def test_foot_help_and_palette_name_the_keys_that_work(reader, until, picture) -> None:
    app = reader(settings=settings_with("default", next_quantity=("J",), help=("f1",)))
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("c")
        await until(pilot, lambda: "J next" in picture(app) and "contradiction" in picture(app))
        await pilot.press("question_mark")
        assert "Reading and comparing" not in picture(app)
        await pilot.press("f1")
        await until(pilot, lambda: "Reading and comparing" in picture(app))
        assert re.search(r" J +Go to the next quantity", picture(app))
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert not any("(n)" in title for title in titles)


async def test_a_key_of_ones_own_works_and_the_usual_one_no_more(reader, until, picture) -> None:
    app = reader(settings=settings_with("default", next_quantity=("J",)))
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("c")
        await until(pilot, lambda: "contradiction" in picture(app))
        view = app.screen.query_one("#compare")
        before = view.quantity
        await pilot.press("n")
        assert view.quantity == before
        await pilot.press("J")
        assert view.quantity != before


@pytest.mark.parametrize("preset", PRESETS)
async def test_every_preset_finds_reads_and_leaves(reader, until, picture, preset: str) -> None:
    app = reader(settings=settings_with(preset))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("j", "slash", *"lang:es", "enter")
        await until(pilot, lambda: app.screen.query_one("#query").value == "lang:es")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen.query_one("#query").value == "")
        await pilot.press("c")
        await until(pilot, lambda: "contradiction" in picture(app))
        await pilot.press("q")
        await until(pilot, lambda: "5 articles" in picture(app))
        await pilot.press("q")
    assert app.return_code == 0


def test_the_manual_names_every_command_that_can_have_another_key() -> None:
    named = set(re.findall(r"`([a-z_]+)`", MANUAL.partition("## Keys of your own")[2].partition("\n## ")[0]))
    assert {command.id for command in COMMANDS} - named == set()
    assert set(PRESETS) <= named
    assert Context.SEARCH in {command.context for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_manual_and_the_man_page_have_the_usual_keys(command) -> None:
    rows = MANUAL.partition("## Keys of your own")[2].replace("\\|", "|").splitlines()
    row = next(line for line in rows if line.startswith(f"| `{command.id}` |"))
    assert all(f"`{key_name(key)}`" in row for key in command.keys), row
    assert command.help in row
    page = manual().replace("\\-", "-")
    assert f".B {command.shown_keys}\n" in page or f".B \\&{command.shown_keys}\n" in page
    assert command.help in page


def test_the_readme_names_keys_that_exist() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \| ", readme.partition("## In the reader")[2].partition("\n## ")[0], re.MULTILINE)
    named = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert named
    assert named <= {key_name(key) for command in COMMANDS for key in command.keys}
