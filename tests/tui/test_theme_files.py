import ast
from pathlib import Path

import pytest

from tui.config import Settings
from tui.folders import bundled
from tui.roles import SIGN, Role
from tui.terminal import IN_ASCII, Depth, colour_depth, only_ascii, wants_mouse
from tui.text.rows import width_of
from tui.themes import Look, ThemeError, choose_theme, contrast, read_look, read_theme, theme_files

BUNDLED = sorted(bundled("themes").glob("*.toml"))
GROUNDS = (Role.TEXT, Role.CURSOR, Role.BAR, Role.FOCUS, Role.HERE)
"""Roles that fill rows, on which text of other roles stands."""


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
@pytest.mark.parametrize("ground", GROUNDS)
def test_all_text_has_the_contrast_that_is_promised(path: Path, ground: Role) -> None:
    palette = read_theme(path)
    if palette.depth is not Depth.RGB:
        pytest.skip("its colours are the terminal's own")
    below = palette.looks[ground].over(palette.looks[Role.TEXT])
    on_heads = (Role.DIM, Role.TITLE, Role.KEY, Role.FAILED)
    for role in Role:
        if role is Role.RULE or (ground is Role.FOCUS and role not in (Role.FOCUS, Role.TITLE)):
            continue
        if ground is Role.BAR and role not in on_heads:
            continue
        look = palette.looks[role].over(below)
        least = 7 if path.stem.startswith("contrast-") else 4.5
        assert contrast(look) >= least, f"{role} on {ground}: {contrast(look):.2f}"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Look("#ffffff", "#000000")) == pytest.approx(21)
    assert contrast(Look("#777777", "#ffffff")) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_role_is_explained_by_a_comment(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for role in Role:
        (line,) = [line for line in lines if line.startswith(f"{role.value} = ")]
        assert len(line.partition(" # ")[2]) > 10, line


def test_contradictions_differ_without_colour() -> None:
    mono = read_theme(bundled("themes") / "atodds-mono.toml")
    assert mono.looks[Role.CONTRADICT].attributes - mono.looks[Role.TEXT].attributes
    assert all(look.foreground in ("", "default") for look in mono.looks.values())
    assert mono.looks[Role.CURSOR].attributes
    assert mono.looks[Role.HIT].attributes


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color"}, Depth.RGB),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.RGB),
        ({"TERM": "xterm"}, Depth.SIXTEEN),
        ({"TERM": "screen"}, Depth.SIXTEEN),
        ({"TERM": "linux"}, Depth.SIXTEEN),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Depth.RGB),
        ({"TERM": "tmux-256color"}, Depth.RGB),
        ({"TERM": "vt220-m"}, Depth.NONE),
    ],
)
def test_the_terminal_is_believed(environ: dict[str, str], depth: Depth) -> None:
    assert colour_depth(environ) is depth


@pytest.mark.parametrize(("depth", "name"), [("rgb", "atodds-dark"), ("16", "atodds-16"), ("none", "atodds-mono")])
def test_each_kind_of_terminal_has_its_usual_theme(depth: str, name: str) -> None:
    assert choose_theme("", Depth(depth))[0].name == name


def test_a_colourful_theme_gives_way_where_colours_are_not_wanted() -> None:
    assert choose_theme("atodds-light", Depth.NONE)[0].name == "atodds-mono"
    assert choose_theme("atodds-light", Depth.RGB)[0].name == "atodds-light"


def test_a_theme_of_the_users_own_is_found(own_folders: Path) -> None:
    folder = own_folders / "config" / "atodds" / "themes"
    folder.mkdir(parents=True)
    text = (bundled("themes") / "atodds-dark.toml").read_text(encoding="utf-8")
    (folder / "mine.toml").write_text(text.replace("#d3cfc6", "#ffffff"), encoding="utf-8")
    assert theme_files()["mine"] == folder / "mine.toml"
    palette, notice = choose_theme("mine", Depth.RGB)
    assert (palette.name, notice) == ("mine", "")
    assert palette.looks[Role.TEXT].foreground == "#ffffff"


def test_an_unknown_theme_is_named_with_those_that_exist() -> None:
    palette, notice = choose_theme("solarised", Depth.RGB)
    assert palette.name == "atodds-dark"
    assert "'solarised'" in notice
    assert "atodds-light" in notice


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("hit = ", "hat = "), "'hat', which is no role"),
        (('dim = "', 'dim = "blurred '), "dim: 'blurred' is neither a colour"),
        (("[looks]", "[lucks]"), "no table [looks]"),
        (('colours = "rgb"', 'colours = "many"'), 'must have colours = "rgb", "16" or "none"'),
        (("dark = true", "dark ="), "not valid TOML"),
        (('here = "on #302d1d"', "here = 3"), "lacks a look for 'here'"),
    ],
)
def test_a_broken_theme_is_refused_with_file_and_reason(change: tuple[str, str], reason: str, tmp_path: Path) -> None:
    text = (bundled("themes") / "atodds-dark.toml").read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "odd.toml"
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ThemeError, match=r"odd\.toml") as refusal:
        read_theme(path)
    assert reason in str(refusal.value)
    if "role" in reason or "colour nor" in reason:
        line = next(n for n, row in enumerate(path.read_text("utf-8").splitlines(), 1) if row.startswith(change[1][:3]))
        assert f"odd.toml, line {line}" in str(refusal.value)


def test_a_look_is_attributes_colour_and_background() -> None:
    assert read_look("bold underline red on default") == Look("red", "default", frozenset({"bold", "underline"}))
    assert read_look("") == Look()
    with pytest.raises(ValueError, match="blink"):
        read_look("blink red")


def test_mouse_events_are_not_asked_for_over_ssh() -> None:
    assert wants_mouse({})
    assert not wants_mouse({"SSH_CONNECTION": "10.0.0.1 22 10.0.0.2 22"})


async def test_a_theme_of_the_users_own_is_drawn_as_it_changes(reader, until, own_folders: Path, monkeypatch) -> None:
    monkeypatch.setattr("tui.app.LOOK_AGAIN", 0.02)
    folder = own_folders / "config" / "atodds" / "themes"
    folder.mkdir(parents=True)
    text = (bundled("themes") / "atodds-dark.toml").read_text(encoding="utf-8")
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    app = reader(settings=Settings(theme="mine"))
    async with app.run_test(size=(80, 24)) as pilot:
        for colour in ("#ffeedd", "#ddeeff", "#eeddff"):
            file.write_text(text.replace("#d3cfc6", colour) + f"# {colour}\n" * len(colour), encoding="utf-8")
            await until(pilot, lambda colour=colour: app.styles_of_roles[Role.TEXT].color.name == colour)
            await until(pilot, lambda colour=colour: app.screen.styles.color.hex.lower() == colour)
        file.write_text(text.replace('dim = "', 'dim = "blurred '), encoding="utf-8")
        await until(pilot, lambda: "mine.toml, line " in app.screen.query_one("#foot").sentence)
        assert app.styles_of_roles[Role.TEXT].color.name == "#eeddff", "a broken file changes nothing"
        file.unlink()
        await pilot.pause(0.1)


@pytest.mark.parametrize(
    ("environ", "ascii_alone"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "LANG": "es_ES.UTF-8"}, False),
        ({"TERM": "xterm-256color", "LANG": "C.utf8"}, False),
        ({"TERM": "xterm-256color", "LANG": "C"}, True),
        ({"TERM": "xterm-256color", "LANG": "de_DE.ISO-8859-1"}, True),
        ({"TERM": "xterm-256color", "LANG": "C", "LC_ALL": "en_US.UTF-8"}, False),
        ({"TERM": "xterm-256color", "LANG": "en_US.UTF-8", "LC_CTYPE": "POSIX"}, True),
        ({"TERM": "linux", "LANG": "en_US.UTF-8"}, True),
        ({"TERM": "linux", "ATODDS_ASCII": "0"}, False),
        ({"TERM": "xterm", "ATODDS_ASCII": "1"}, True),
    ],
)
def test_signs_are_drawn_in_ascii_where_there_are_no_others(environ: dict[str, str], ascii_alone: bool) -> None:
    assert only_ascii(environ) is ascii_alone


def test_signs_in_ascii_take_as_much_room_and_verdicts_stay_distinct() -> None:
    for sign, instead in IN_ASCII.items():
        assert str(instead).isascii()
        assert len(str(instead)) == width_of(chr(sign)) == 1
    marks = [mark.translate(IN_ASCII) for mark in SIGN.values()]
    assert all(mark.isascii() for mark in marks)
    assert len(set(marks)) == len(marks)


def test_every_sign_that_the_reader_draws_has_one_in_ascii() -> None:
    tui = Path(__file__).resolve().parents[2] / "tui"
    sources = [tui / "roles.py", *(tui / "widgets").glob("*.py"), *(tui / "screens").glob("*.py")]
    sources += [tui / "text" / f"{name}.py" for name in ("sheet", "matrix", "detail", "rendition", "blocks", "help")]
    signs = {
        sign
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for sign in node.value
        if not sign.isascii() and not sign.isalpha() and sign.isprintable()
    }
    assert {sign for sign in signs if ord(sign) not in IN_ASCII} == set()
