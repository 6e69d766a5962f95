"""Every command on articles, names, manifests, configurations and answers that attack: only text comes out."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.material import ATTACKS, COPIED, EVERYTHING, OWN_SEQUENCE, foreign, hostile_folder, name_of
from tests.translate.libre_server import LibreServer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "articles")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "ATODDS_CONFIG", "PAGER")}
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    return kept | own | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8", "ATODDS_PAGER": "cat"}


def run_on_terminal(arguments: list[str], environment: dict[str, str], cwd: Path) -> tuple[str, int]:
    """What a command sends to a terminal, stdout and stderr together, and its status."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        env=environment,
        cwd=cwd,
        start_new_session=True,
    )
    os.close(slave)
    sent = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        sent += piece
    os.close(master)
    return sent.decode("utf-8"), process.wait(60)


COMMANDS = (
    ["compare", "FOLDER", "--plot"],
    ["compare", "FOLDER", "--plain"],
    ["compare", "FOLDER", "--format", "markdown"],
    ["compare", "FOLDER", "--format", "html"],
    ["compare", "FOLDER", "--format", "csv"],
    ["compare", "FOLDER", "--format", "json"],
    ["compare", "FOLDER", "FOLDER/EVIL.txt", "EVIL"],
    ["compare", "--story", "FOLDER/4.txt"],
    ["search", "invested", "FOLDER"],
    ["search", "EVIL invested", "FOLDER", "--facets", "--explain"],
    ["search", "invested", "FOLDER", "--json"],
    ["figures", "FOLDER", "--why"],
    ["figures", "FOLDER", "--format", "json"],
    ["sources", "FOLDER"],
    ["sources", "FOLDER", "--format", "json"],
    ["index", "FOLDER"],
    ["decisions", "FOLDER"],
    ["decisions", "--import", "EVIL"],
    ["decisions", "--export", "NOWHERE/EVIL"],
    ["translate", "FOLDER", "--to", "EVIL"],
    ["add", "EVIL", "EVIL"],
    ["doctor"],
    ["config", "--config", "EVIL"],
    ["EVIL"],
    ["--theme", "EVIL", "FOLDER"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_only_text_comes_out(command: list[str], folder: Path, environment: dict[str, str], tmp_path: Path) -> None:
    evil = name_of(EVERYTHING)
    arguments = [word.replace("FOLDER", str(folder)).replace("EVIL", evil) for word in command]
    sent, status = run_on_terminal(arguments, environment, tmp_path)
    assert foreign(sent) == ""
    assert "Traceback" not in sent
    assert "mistake in atodds" not in sent
    assert status in (0, 1, 2, 3)
    assert sent.strip() or command[0] == "add", "it says something"


def test_hostile_folders_of_the_user_are_shown_as_text(
    folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / name_of(ATTACKS["window title (OSC 0)"])
    environment |= {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "STATE", "CACHE")}
    environment |= {"TERM": "xterm\x1b]0;x\x07", "COLORTERM": "\x9b31m\u202e", "LC_ALL": "C.UTF-8"}
    for command in (["doctor"], ["doctor", "--json"], ["config"], ["config", "--json"], ["compare", str(folder)]):
        sent, _ = run_on_terminal(command, environment, tmp_path)
        assert foreign(sent) == "", command
        assert "Traceback" not in sent


@pytest.mark.parametrize("place", ["key", "value", "table", "comment"])
def test_a_hostile_configuration_is_shown_as_text(
    place: str, folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    written = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in EVERYTHING)
    content = {
        "key": f'"{written}" = 3\n',
        "value": f'theme = "{written}"\nlocale = "{written}"\n[translation]\nserver = "http://{written}/"\n',
        "table": f'["{written}"]\nx = 1\n',
        "comment": "theme = \x1b]0;x\x07\x9b31m\n",
    }[place]
    path = tmp_path / "config" / "atodds" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    for command in (["config"], ["doctor", "--json"], ["translate", str(folder)]):
        sent, status = run_on_terminal(command, environment, tmp_path)
        assert foreign(sent) == "", command
        assert "Traceback" not in sent
        assert status in (0, 2, 3)


@pytest.mark.parametrize("answer", ["attack", "attack-error", "attack-list"])
def test_a_hostile_translation_is_shown_as_text(
    answer: str, folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    server = LibreServer()
    server.attack = EVERYTHING
    try:
        arguments = ["translate", str(folder), "--to", "es", "--provider", "libretranslate"]
        sent, status = run_on_terminal([*arguments, "--server", f"{server.address}/{answer}"], environment, tmp_path)
    finally:
        server.close()
    assert foreign(sent) == ""
    assert "Traceback" not in sent
    assert status in (0, 2, 3)


def test_hostile_decisions_are_shown_as_text(folder: Path, environment: dict[str, str], tmp_path: Path) -> None:
    statement = {"article": EVERYTHING, "offset": 3, "text": EVERYTHING}
    entry = {"act": "take out", "label": EVERYTHING, "made": EVERYTHING, "statements": [statement]}
    (tmp_path / "d.json").write_text(json.dumps({"version": 1, "decisions": [entry]}), "utf-8")
    for command in (
        ["decisions", "--import", "d.json"],
        ["decisions"],
        ["decisions", "--export", "-"],
        ["compare", str(folder)],
    ):
        sent, _ = run_on_terminal(command, environment, tmp_path)
        assert foreign(sent) == "", command
        assert "Traceback" not in sent


def test_reports_tell_how_much_was_removed(folder: Path, environment: dict[str, str], tmp_path: Path) -> None:
    sent, _ = run_on_terminal(["sources", str(folder)], environment, tmp_path)
    assert "control characters removed" in sent


def test_a_page_holds_no_tag_of_an_article(folder: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tui", "compare", str(folder), "--format", "html"]
    page = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=False)
    text = page.stdout.decode("utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert 'href="javascript:' not in text
    assert "&lt;script&gt;" in text


def test_what_the_check_looks_for_is_found() -> None:
    for name, text in ATTACKS.items():
        markup = name.startswith(("markup", "what Markdown", "marks", "noncharacters"))
        assert markup or "carriage return" in name or (foreign(text) and foreign(text, OWN_SEQUENCE)), name
    assert foreign("\x1b[38;2;1;2;3mtext\x1b[0m\r\n") == ""
    assert foreign("\x1b[1;5H\x1b[38;2;1;2;3mtext\x1b[0m\r\n", OWN_SEQUENCE) == ""
    assert foreign(COPIED.sub("", "\x1b]52;c;eA==\x07")) == ""
