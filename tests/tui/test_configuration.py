"""The configuration file becomes settings and warnings, or one sentence that says what is wrong where."""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.config import ConfigError, Settings, load_settings

BROKEN = tomllib.loads(Path(__file__).with_name("broken_configurations.toml").read_text("utf-8"))["broken"]

MANUAL = Path(__file__).parents[2].joinpath("docs", "configuration.md").read_text("utf-8")

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes, name: str = "config.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_nothing_configured_is_fine_and_keeps_translation_off(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    assert load_settings(environ=environ) == (Settings(), ())
    assert load_settings(tmp_path / ".config/atodds/config.toml", environ) == (Settings(), ())
    assert Settings().provider is None
    assert list(tmp_path.iterdir()) == [], "reading created something"


def test_a_complete_configuration_is_read(write: Write) -> None:
    path = write(
        'theme = "paper"\nlocale = "pt_BR"\n[translation]\nserver = "https://translate.example/"\ntarget = "fr"\n'
        'api_key_env = "LIBRETRANSLATE_API_KEY"\n'
    )
    settings, warnings = load_settings(path, {"LIBRETRANSLATE_API_KEY": "hunter2\n"})
    assert warnings == ()
    assert (settings.theme, settings.locale, settings.target) == ("paper", "pt_BR", "fr")
    assert settings.provider
    assert settings.provider.server == "https://translate.example"
    assert settings.provider.key.reveal() == "hunter2"
    assert "hunter2" not in repr(settings)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(write: Write) -> None:
    assert load_settings(write(b'\xef\xbb\xbftheme = "paper"\r\n'), {})[0].theme == "paper"


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row["says"][:50])
def test_what_cannot_be_meant_is_one_sentence_with_file_and_line(row: dict[str, str], write: Write) -> None:
    path = write(row["text"])
    with pytest.raises(ConfigError) as caught:
        load_settings(path, {})
    sentence = str(caught.value)
    assert sentence.startswith(str(path)), sentence
    assert row["says"] in sentence, sentence
    assert sentence.count("\n") == 0
    assert sentence.endswith("."), sentence
    assert "hunter2" not in sentence
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'theme = "x"\na = ' + b"[" * 100_000, "line 2: brackets are nested too deeply"),
        (b'theme = "x"\na = ' + b"{a=" * 100_000, "line 2: brackets are nested too deeply"),
        (b"theme = 'x'\n\na = " + b"1" * 5000, "line 3: a number is too long"),
        (b"a = \xff", "line 1: this is not UTF-8"),
        (b"theme = 'x'\n# caf\xe9\n", "line 2: this is not UTF-8"),
        (b"# " + b"x" * (1 << 20), "larger than 1 MiB"),
        (b"\x1b]0;title\x07 = 1", "line 1: this is not TOML"),
    ],
    ids=["nested lists", "nested tables", "huge number", "no text", "latin-1", "huge file", "escapes"],
)
def test_a_hostile_file_is_one_sentence_too(content: bytes, says: str, write: Write) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(write(content), {})
    assert says in str(caught.value)
    assert len(str(caught.value)) < 600
    assert "\x1b" not in str(caught.value)


def test_an_unknown_key_is_a_warning_with_the_nearest_name(write: Write) -> None:
    path = write('themes = "x"\n[translation]\nserver = "http://127.0.0.1:5000"\napi_key_fil = "k"\nzzzzzz = 1\n')
    settings, warnings = load_settings(path, {})
    assert settings.provider
    assert [warning.removeprefix(f"{path}, ") for warning in warnings] == [
        "line 1: themes is unknown and ignored; did you mean theme?",
        "line 4: api_key_fil is unknown and ignored; did you mean api_key_file?",
        "line 5: zzzzzz is unknown and ignored; known here: provider, server, region, target, "
        "api_key_env, api_key_file, allow_http.",
    ]


def test_an_unknown_key_cannot_drive_the_terminal(write: Write) -> None:
    (warning,) = load_settings(write('"\\u001b]0;x\\u0007\\u202e" = 1\n'), {})[1]
    assert "\x1b" not in warning
    assert "\u202e" not in warning


def test_a_table_without_a_server_leaves_translation_off_and_says_so(write: Write) -> None:
    settings, warnings = load_settings(write("[translation]\nallow_http = true\n"), {})
    assert settings.provider is None
    assert "names no server" in warnings[0]


def test_a_target_alone_is_no_reason_to_warn(write: Write) -> None:
    assert load_settings(write('[translation]\ntarget = "de"\n'), {}) == (Settings(target="de"), ())


def test_a_key_variable_that_is_not_set_is_a_warning(write: Write) -> None:
    path = write('[translation]\nserver = "http://127.0.0.1:5000"\napi_key_env = "NO_KEY"\n')
    settings, (warning,) = load_settings(path, {})
    assert "NO_KEY" in warning
    assert settings.provider
    assert not settings.provider.key


def test_http_to_another_machine_needs_permission(write: Write) -> None:
    path = write('[translation]\nserver = "http://translate.example"\nallow_http = true\n')
    provider = load_settings(path, {})[0].provider
    assert provider
    assert not provider.is_encrypted


def test_a_key_file_is_found_beside_the_configuration(write: Write) -> None:
    write("hunter2\n", "key").chmod(0o600)
    path = write('[translation]\nserver = "http://127.0.0.1:5000"\napi_key_file = "key"\n')
    provider = load_settings(path, {})[0].provider
    assert provider
    assert provider.key.reveal() == "hunter2"


@pytest.mark.parametrize("name", ["none", ".", "a\\u0000b"])
def test_a_key_file_that_cannot_be_read_is_refused(name: str, write: Write) -> None:
    path = write(f'[translation]\nserver = "http://127.0.0.1:5000"\napi_key_file = "{name}"\n')
    with pytest.raises(ConfigError, match=r"line 3: the key file .* cannot be read"):
        load_settings(path, {})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o777])
def test_a_key_file_that_others_can_open_is_refused(mode: int, write: Write) -> None:
    write("hunter2\n", "key").chmod(mode)
    path = write('[translation]\nserver = "http://127.0.0.1:5000"\napi_key_file = "key"\n')
    with pytest.raises(ConfigError, match=r"line 3.*chmod 600") as caught:
        load_settings(path, {})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"two\nlines", b"k" * 5000, b"\xff\xfe", b"a\x00b"])
def test_a_key_file_that_holds_something_else_is_refused(content: bytes, write: Write) -> None:
    write(content, "key").chmod(0o600)
    path = write('[translation]\nserver = "http://127.0.0.1:5000"\napi_key_file = "key"\n')
    with pytest.raises(ConfigError, match="the key alone"):
        load_settings(path, {})


def test_a_folder_a_pipe_or_a_missing_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigError, match="not an ordinary file"):
        load_settings(tmp_path / "pipe", {})
    with pytest.raises(ConfigError, match="is a directory"):
        load_settings(tmp_path, {})
    with pytest.raises(ConfigError, match="no such configuration file"):
        load_settings(tmp_path / "none.toml", {})
    with pytest.raises(ConfigError, match="no such configuration file"):
        load_settings(environ={"ATODDS_CONFIG": str(tmp_path / "none.toml")})


def test_the_environment_may_name_the_file(write: Write) -> None:
    path = write('theme = "mine"\n', "other.toml")
    assert load_settings(environ={"ATODDS_CONFIG": str(path)})[0].theme == "mine"


@pytest.mark.parametrize(
    ("settings", "environ", "locale", "target"),
    [
        (Settings(locale="es"), {}, "es", "es"),
        (Settings(locale="pt-BR", target="en"), {}, "pt_BR", "en"),
        (Settings(), {"LANG": "fr_FR.UTF-8"}, "fr_FR", "fr"),
        (Settings(), {"LANG": "de_DE.UTF-8", "LC_ALL": "it_IT.UTF-8"}, "it_IT", "it"),
        (Settings(), {"LANG": "C.UTF-8"}, "en", "en"),
        (Settings(), {"LANG": "C"}, "en", "en"),
        (Settings(), {"LANG": "xx_YY"}, "en", "en"),
        (Settings(locale="zzz"), {"LANG": "fr_FR.UTF-8"}, "en", "en"),
        (Settings(), {}, "en", "en"),
    ],
)
def test_the_readers_language_comes_from_the_settings_or_the_environment(
    settings: Settings, environ: dict[str, str], locale: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environ.items():
        monkeypatch.setenv(variable, value)
    assert (settings.reader_locale, settings.target_language) == (locale, target)


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL))
def test_the_examples_of_the_manual_are_valid(example: str, write: Write) -> None:
    write("hunter2", "translation-key").chmod(0o600)
    settings, warnings = load_settings(write(example), {})
    assert settings != Settings()
    assert warnings == ()


def test_the_manual_explains_every_key(write: Write) -> None:
    (top,) = load_settings(write("zzzzzz = 1\n"), {})[1]
    (inner, *_) = load_settings(write("[translation]\nzzzzzz = 1\n"), {})[1]
    known = f"{top} {inner}".replace("[", "").split("known here: ")[1:]
    names = {name.strip(" .") for part in known for name in part.split(".")[0].split(",")} - {"translation", "keys"}
    assert len(names) == 9
    assert [name for name in names if f"| `{name}` |" not in MANUAL] == []
