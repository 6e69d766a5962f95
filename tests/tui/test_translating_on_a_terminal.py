"""The reader on a real pseudo-terminal while its translation server misbehaves: leaving at once, scrolling on."""

import importlib.util
import os
import time
from pathlib import Path

import pytest

from tests.translate.libre_server import LibreServer

_spec = importlib.util.spec_from_file_location("on_terminal_tests", Path(__file__).with_name("test_on_a_terminal.py"))
assert _spec is not None
assert _spec.loader is not None
_terminal = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_terminal)
on_terminal = _terminal.on_terminal

LONG = "\n\n".join(f"Párrafo {number} de la noticia, con 15 millones de euros y mucho más." for number in range(200))


def begin(terminal, server: LibreServer) -> None:
    terminal.wait_for("1 article")
    terminal.press("\r")
    terminal.wait_for("translate")
    terminal.press("t")
    end = time.monotonic() + 20
    while not server.translations and time.monotonic() < end:
        terminal.read(0.05)
    assert server.translations, f"the server was never asked: {terminal.sent[-3000:]!r}"


@pytest.fixture
def arguments(tmp_path: Path):
    def make(server: LibreServer, fault: str) -> list[str]:
        (tmp_path / "larga.txt").write_text(f"---\nlanguage: es\n---\n{LONG}\n", "utf-8")
        config = tmp_path / "config.toml"
        config.write_text(f'[translation]\nserver = "{server.address}/{fault}"\ntarget = "en"\n')
        return ["-m", "tui", "--config", str(config), str(tmp_path / "larga.txt")]

    return make


def test_it_is_left_at_once_while_the_server_hangs(arguments, server, own_folders) -> None:
    with on_terminal(arguments(server, "hang"), own_folders) as terminal:
        begin(terminal, server)
        began = time.monotonic()
        os.write(terminal.master, b"qq")
        assert terminal.ended() == 0
        seconds = time.monotonic() - began
        assert seconds < 3, f"{seconds:.2f} s"
        assert b"Traceback" not in terminal.sent


def test_it_scrolls_while_the_answer_drips(arguments, server, own_folders) -> None:
    with on_terminal(arguments(server, "drip"), own_folders) as terminal:
        begin(terminal, server)
        terminal.sent = b""
        began = time.monotonic()
        terminal.press("G")
        terminal.wait_for("199 de la noticia")
        assert time.monotonic() - began < 5
        terminal.press("qq")
        assert terminal.ended() == 0


def test_neither_key_nor_text_is_in_any_log_after_faults(arguments, server, own_folders, tmp_path) -> None:
    with on_terminal(arguments(server, "html"), own_folders) as terminal:
        begin(terminal, server)
        terminal.wait_for("Not translated")
        terminal.press("qq")
        assert terminal.ended() == 0
    logged = [path for path in (tmp_path / "state").rglob("*") if path.is_file() and b"noticia" in path.read_bytes()]
    assert logged == []
