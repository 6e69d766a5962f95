"""Every screen of the reader, on a pseudo-terminal and on material that attacks: only its own sequences are sent."""

import contextlib
import json
import os
from pathlib import Path

from tests.hostile.material import COPIED, EVERYTHING, OWN_SEQUENCE, foreign, hostile_folder, name_of
from tests.translate.libre_server import LibreServer
from tests.tui.test_on_a_terminal import ESCAPE, Terminal, on_terminal

SCREENS = (
    # What is pressed, what then stands on the screen, and what a person would call it.
    ("jjk", "3 articles", "the list and its preview"),
    ("p", "is empty", "what could not be read"),
    (ESCAPE, "3 articles", ""),
    ("/", "", "the search line"),
    ("PASTE", "", "a pasted query that attacks"),
    (ESCAPE + ESCAPE, "3 articles", ""),
    ("/invested", "of 3", "what was found"),
    ("\r", "", ""),
    ("\r", "translate", "one article"),
    ("G", "company", "its end"),
    ("g", "", ""),
    ("...,", "", "from figure to figure"),
    ("t", "", "its translation"),
    ("T", "", "translation and original"),
    ("L", "Translate into", "the languages of the server"),
    (ESCAPE, "", ""),
    ("t", "", ""),
    ("E", "", "its file in an editor"),
    ("q", "q quit", "back to the list"),
    ("c", "investment", "articles side by side"),
    ("nN\t\t\t", "", "from quantity to quantity"),
    ("\r", "esc close", "the detail of a quantity"),
    (ESCAPE, "", ""),
    ("v", "esc close", "the table of quantities"),
    (ESCAPE, "", ""),
    ("Y", "Copied", "a quantity is copied"),
    ("C", "Copied", "the comparison is copied"),
    ("m", "", "joining"),
    ("n", "", ""),
    ("m", "", "joined"),
    ("x", "", "dismissed"),
    ("o", "", "taken out"),
    ("D", "esc close", "the decisions"),
    (ESCAPE, "", ""),
    ("uuu", "", "undone"),
    ("r", "", "one source"),
    ("fffff", "", "one kind after the other"),
    ("d", "", "no panel"),
    ("s", "", "the story"),
    ("?", "Keys", "the help"),
    (ESCAPE, "", ""),
    ("\x10", "", "the palette"),
    ("theme evil", "evil␛]0;x␇", "the themes of the user"),
    (ESCAPE, "", ""),
    ("\x0c", "", "all drawn again"),
)


def prepared(tmp_path: Path, server: LibreServer) -> list[str]:
    """Articles, themes, a configuration and decisions that attack; returns the arguments of the program."""
    written = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in EVERYTHING)
    config = tmp_path / "config" / "atodds" / "config.toml"
    (config.parent / "themes").mkdir(parents=True)
    for name in (name_of(EVERYTHING), "evil\x1b]0;x\x07", "[red] [@click=app.quit]x"):
        (config.parent / "themes" / f"{name}.toml").write_text(f'"{written}" = "{written}"\n', "utf-8")
    config.write_text(
        f'"{written}" = "{written}"\ntheme = "{written}"\n'
        f'[translation]\nserver = "{server.address}/attack-list"\ntarget = "es"\n',
        "utf-8",
    )
    decisions = [
        {
            "act": act,
            "label": EVERYTHING,
            "made": EVERYTHING,
            "statements": [{"article": "0", "offset": 1, "text": "x"}],
        }
        for act in ("dismiss", "join")
    ]
    (tmp_path / "decisions.json").write_text(json.dumps({"version": 1, "decisions": decisions}), "utf-8")
    return ["-m", "tui", str(hostile_folder(tmp_path / "articles"))]


def pressed(terminal: Terminal, key: str) -> None:
    if key == "PASTE":
        os.write(terminal.master, f"\x1b[200~{EVERYTHING}\x1b[201~".encode("utf-8", "surrogatepass"))
        terminal.read(1)
        terminal.press("")
    else:
        terminal.press(key)


def assert_own(terminal: Terminal, screen: str) -> None:
    """Only the reader's own sequences were sent; one that is on its way is waited for."""
    with contextlib.suppress(AssertionError):
        terminal.wait_until(lambda: not wrong(terminal.sent), screen)
    assert wrong(terminal.sent) == "", screen


def wrong(sent: bytes) -> str:
    try:
        return foreign(COPIED.sub("", sent.decode()), OWN_SEQUENCE)
    except UnicodeDecodeError as error:
        return str(error)


def test_every_screen_sends_only_its_own_sequences(own_folders: Path) -> None:
    server = LibreServer()
    server.attack = EVERYTHING
    try:
        with on_terminal(prepared(own_folders, server), own_folders, EDITOR="true") as terminal:
            terminal.wait_for("could not be read")
            for key, awaited, screen in SCREENS:
                pressed(terminal, key)
                if awaited:
                    terminal.wait_for(awaited)
                assert_own(terminal, screen)
                assert terminal.process.poll() is None, f"it ended at {screen}"
            terminal.press("q")
            terminal.press("q")
            assert terminal.ended() == 0
            assert wrong(terminal.sent) == ""
    finally:
        server.close()


def test_the_number_of_characters_that_were_removed_is_shown(own_folders: Path) -> None:
    with on_terminal(["-m", "tui", str(hostile_folder(own_folders / "articles"))], own_folders) as terminal:
        terminal.wait_for("could not be read")
        terminal.press("\r")
        terminal.wait_for("control characters removed")
