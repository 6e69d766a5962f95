"""`atodds translate` and `atodds search --expand`, as processes, against a server on loopback."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.translate.libre_server import HANGS, KEY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "nota.txt"
    path.write_text(
        "---\nlanguage: es\ndate: 2024-02-26\n---\nLa inversión es de 15 millones de euros.\n\nAdiós a todos.\n",
        "utf-8",
    )
    return path


def test_a_translation_goes_to_stdout_and_who_made_it_to_stderr(atodds, server, article) -> None:
    done = atodds("translate", article, "--to", "en", "--server", server.address)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "en: La inversión es de 15 millones de euros.\n\nen: Adiós a todos.\n\n"
    assert f"translated by LibreTranslate ({server.host})" in done.stderr
    assert "2 of 2 paragraphs" in done.stderr


@pytest.fixture
def wrong_key(monkeypatch) -> None:
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "wrong-9876543210")


@pytest.mark.usefixtures("wrong_key")
@pytest.mark.parametrize("fault", ["key", "403", "error200", "html", "reset"])
def test_neither_key_nor_text_is_in_a_message_or_in_what_is_kept(atodds, server, article, tmp_path, fault) -> None:
    done = atodds("translate", article, "--to", "en", "--server", f"{server.address}/{fault}")
    assert done.returncode == 2
    assert any(request.form.get("api_key") == "wrong-9876543210" for request in server.translations)
    assert "wrong-98765" not in done.stdout + done.stderr
    assert "inversión" not in done.stderr
    kept = [
        path for folder in ("state", "cache", "config") for path in (tmp_path / folder).rglob("*") if path.is_file()
    ]
    for path in kept:
        assert b"wrong-98765" not in path.read_bytes()
        assert "inversión".encode() not in path.read_bytes()


def test_a_figure_that_changed_is_named(atodds, server, article) -> None:
    done = atodds("translate", article, "--to", "en", "--server", f"{server.address}/figures")
    assert done.returncode == 0
    assert "paragraph 1: figure" in done.stderr, done.stderr
    assert "15 millones de euros" in done.stderr


def test_the_second_time_nothing_is_sent_until_it_is_forgotten(atodds, server, article, tmp_path) -> None:
    command = ("translate", article, "--to", "en", "--server", server.address)
    atodds(*command)
    sent = len(server.translations)
    assert atodds(*command).stdout.startswith("en: La")
    assert len(server.translations) == sent
    assert stat.S_IMODE((tmp_path / "cache" / "atodds" / "translations.sqlite").stat().st_mode) == 0o600
    assert "2 translated pieces" in atodds("translate", "--forget").stderr
    atodds(*command)
    assert len(server.translations) == 2 * sent


def test_what_cannot_be_translated_is_printed_as_it_is(atodds, server, article) -> None:
    done = atodds("translate", article, "--to", "en", "--server", f"{server.address}/html")
    assert done.returncode == 2
    assert done.stdout == "La inversión es de 15 millones de euros.\n\nAdiós a todos.\n\n"
    assert "does not answer like a translation server" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_leaves_without_a_yes(atodds, article) -> None:
    done = atodds("translate", article, "--to", "en", "--server", "https://translate.invalid")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "characters leave this machine for translate.invalid" in done.stderr
    assert "The text goes paragraph by paragraph" in done.stderr
    assert "nothing was sent" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Translation is off"),
        (("--provider", "deepl"), "DEEPL_API_KEY"),
        (("--provider", "libretranslate"), "has to be named"),
        (("--server", "http://translate.invalid"), "https://"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(arguments, says, atodds, article) -> None:
    done = atodds("translate", article, "--to", "en", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_configured_key_is_not_given_to_a_server_of_the_command_line(atodds, server, article, tmp_path) -> None:
    key = tmp_path / "key"
    key.write_text(KEY)
    key.chmod(0o600)
    config = tmp_path / "config.toml"
    config.write_text(f'[translation]\nserver = "https://translate.invalid"\napi_key_file = "{key}"\n')
    atodds("translate", article, "--to", "en", "--config", config, "--server", server.address)
    assert server.translations
    assert all(KEY not in str(request) for request in server.recorded)


def test_ctrl_c_ends_it_at_once_while_the_server_hangs(server, article, tmp_path) -> None:
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "tui",
        "translate",
        str(article),
        "--to",
        "en",
        "--server",
        f"{server.address}/hang",
    ]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 20
        while not server.translations and time.monotonic() < end:
            time.sleep(0.05)
        assert server.translations
        process.send_signal(signal.SIGINT)
        assert process.wait(HANGS / 2) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def test_a_search_is_expanded_to_other_languages_when_asked(atodds, tmp_path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("---\nlanguage: en\n---\nThe investment grew last year, they said.\n", "utf-8")
    (folder / "b.txt").write_text("---\nlanguage: it\n---\nL'investimento è cresciuto, hanno detto.\n", "utf-8")
    assert atodds("search", "inversión", folder).returncode == 1
    done = atodds("search", "--expand", "inversión", folder)
    assert done.returncode == 0, done.stderr
    assert "a.txt" in done.stdout
    assert "b.txt" in done.stdout
    assert "inversión: also invest" in done.stderr


def test_translating_loads_no_screen(article) -> None:
    code = (
        "import sys\nfrom tui.cli import run\n"
        f"run(['translate', {str(article)!r}, '--to', 'en', '--server', 'http://127.0.0.1:9'])\n"
        "print(sorted({'textual', 'rich', 'whoosh'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_is_in_the_language_already_is_not_called_translated(atodds, server, article) -> None:
    done = atodds("translate", article, "--to", "es", "--server", server.address)
    assert (done.returncode, server.recorded) == (0, [])
    assert done.stdout == "La inversión es de 15 millones de euros.\n\nAdiós a todos.\n\n"
    assert "nothing in it had to be translated" in done.stderr
