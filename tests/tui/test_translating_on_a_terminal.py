"""The reader on a real pseudo-terminal while its translation server misbehaves: leaving at once, scrolling on."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.translate.libre_server import HANGS, LibreServer
from tests.tui.test_on_a_terminal import on_terminal

ROOT = Path(__file__).resolve().parents[2]
LONG = "\n\n".join(f"Párrafo {number} de la noticia, con 15 millones de euros y mucho más." for number in range(200))


def begin(terminal, server: LibreServer) -> None:
    terminal.wait_for("1 article")
    terminal.press("\r")
    terminal.wait_for("translate")
    terminal.press("t")
    terminal.wait_until(lambda: bool(server.translations), "a request")


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
        assert seconds < HANGS / 2, f"{seconds:.2f} s"
        assert b"Traceback" not in terminal.sent


def test_it_scrolls_while_the_answer_drips(arguments, server, own_folders) -> None:
    with on_terminal(arguments(server, "drip"), own_folders) as terminal:
        begin(terminal, server)
        terminal.sent = b""
        terminal.press("G")
        terminal.wait_for("199 de la noticia")
        terminal.press("qq")
        assert terminal.ended() == 0


@pytest.mark.parametrize("fault", ["html", "key"])
def test_neither_key_nor_text_is_in_any_log_after_faults(arguments, server, own_folders, tmp_path, fault) -> None:
    words = arguments(server, fault)
    key = tmp_path / "key"
    key.write_text("wrong-9876543210")
    key.chmod(0o600)
    with open(tmp_path / "config.toml", "a", encoding="utf-8") as config:
        config.write(f'api_key_file = "{key}"\n')
    with on_terminal(words, own_folders) as terminal:
        begin(terminal, server)
        terminal.wait_for("Not translated")
        terminal.press("qq")
        assert terminal.ended() == 0
        assert b"wrong-98765" not in terminal.sent
    assert server.translations[0].form["api_key"] == "wrong-9876543210"
    for path in (tmp_path / "state").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"noticia" not in content
        assert b"wrong-98765" not in content


def test_an_error_that_nobody_foresaw_shows_neither_key_nor_text(tmp_path, server, arguments) -> None:
    words = arguments(server, "ok")
    code = (
        "import search.translate.transport as transport\n"
        "def fail(errand, request): raise RuntimeError(errand.provider.key.reveal() + str(request))\n"
        "transport.fetch = fail\n"
        "import search.translate.services as services\n"
        "services.fetch = fail\n"
        "from tui.cli import run\n"
        f"raise SystemExit(run(['translate', {words[-1]!r}, '--to', 'en', '--server', {server.address!r}]))"
    )
    environment = os.environ | {"LIBRETRANSLATE_API_KEY": "wrong-9876543210", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2
    assert "noticia" not in done.stderr
    assert "Traceback" not in done.stderr
    logged = b"".join(path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file())
    assert b"wrong-98765" not in logged + done.stderr.encode() + done.stdout.encode()
    assert b"noticia" not in logged
