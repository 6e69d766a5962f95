"""The configuration file: TOML in, settings and warnings out. It is read and never written."""

import errno
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.text import clean_line
from search.translate.provider import SERVICES, Provider, Secret, Service
from tui.folders import user_folders

SIZE_LIMIT = 1 << 20
"""Bytes of a configuration file that are read at most; nobody writes that many by hand."""
KEY_SIZE_LIMIT = 4096
"""Bytes of a key file that are read at most."""


class ConfigError(Exception):
    """The configuration cannot be used. `str()` of it is one sentence: file, line, reason, what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user configured. Every field has a value that works when nothing is configured."""

    theme: str = ""
    """Name of a colour theme, "" for the usual one."""
    locale: str = ""
    """The reader's locale as BCP 47 or POSIX write it ("es", "pt_BR"), "" for that of the environment."""
    provider: Provider | None = None
    """Who translates; None while translation is off."""
    target: str = ""
    """ISO 639-1 code of the language to translate into, "" for the reader's own."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys as Textual names them, by the id of their command, where they are not the usual ones."""

    @property
    def reader_locale(self) -> str:
        """The reader's locale as Babel writes it ("es_ES"); "en" where nothing usable is stated. Loads Babel."""
        from babel import Locale, UnknownLocaleError
        from babel.core import default_locale

        stated = self.locale or default_locale("LC_MESSAGES") or "en"
        if stated.startswith(("C.", "POSIX", "en_US_POSIX")) or stated == "C":
            return "en"
        try:
            return str(Locale.parse(stated.partition(".")[0].replace("-", "_")))
        except (ValueError, UnknownLocaleError):
            return "en"

    @property
    def target_language(self) -> str:
        """ISO 639-1 code of the language to translate into: `target`, or else that of `reader_locale`."""
        return self.target or self.reader_locale.partition("_")[0]


def load_settings(
    path: Path | None = None, environ: Mapping[str, str] | None = None
) -> tuple[Settings, tuple[str, ...]]:
    """Read the configuration.

    Args:
        path: the file; the usual one (or that of ATODDS_CONFIG) if left out.
        environ: the environment to read; that of the process if left out.

    Returns:
        The settings, and warnings as sentences to show. A usual file that does not exist gives the defaults.

    Raises:
        ConfigError: if the file cannot be read, or says something that cannot be meant. A file that was named by
            the user, by `path` or by ATODDS_CONFIG, has to exist.
    """
    environ = os.environ if environ is None else environ
    folders = user_folders(environ)
    usual = not folders.config_named and path in (None, folders.config_file)
    path = path or folders.config_file
    text = _read(path, missing_is_fine=usual)
    document = _Document(path, text, _parse(path, text))
    return _settings(document, environ), tuple(document.warnings)


class _Document:
    """A parsed file that knows on which line it says what, and what was wrong with it without being fatal."""

    def __init__(self, path: Path, text: str, content: dict[str, Any]) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.content = content
        self.warnings: list[str] = []

    def table(self, name: str) -> dict[str, Any]:
        value = self.content.get(name, {})
        if not isinstance(value, dict):
            raise self.error("", name, f"{name} must be a table, written [{name}]")
        return value

    def string(self, table: str, key: str) -> str:
        value = self._value(table, key, "")
        if not isinstance(value, str):
            raise self.error(table, key, f"{key} must be a text in quotes, not {_kind(value)}")
        return value.strip()

    def strings(self, table: str, key: str) -> tuple[str, ...]:
        value = self._value(table, key, [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise self.error(table, key, f'{key} must be a text in quotes or a list of them, such as ["n", "pagedown"]')
        return tuple(texts)

    def switch(self, table: str, key: str) -> bool:
        value = self._value(table, key, False)
        if not isinstance(value, bool):
            raise self.error(table, key, f"{key} must be true or false, not {_kind(value)}")
        return value

    def warn_of_unknown(self, table: str, known: tuple[str, ...]) -> None:
        import difflib

        for key in self.table(table) if table else self.content:
            if key not in known:
                near = difflib.get_close_matches(key[:80], known, n=1)
                advice = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}."
                self.warnings.append(f"{self._place(table, key)}: {_shown(key)} is unknown and ignored; {advice}")

    def warn(self, table: str, key: str, reason: str) -> None:
        self.warnings.append(f"{self._place(table, key)}: {reason}.")

    def error(self, table: str, key: str, reason: str) -> ConfigError:
        return ConfigError(f"{self._place(table, key)}: {reason}.")

    def _value(self, table: str, key: str, default: object) -> object:
        return (self.table(table) if table else self.content).get(key, default)

    def _place(self, table: str, key: str) -> str:
        line = _line_of(self.lines, table, key)
        return f"{_shown(self.path)}, line {line}" if line else _shown(self.path)


_TOP = ("theme", "locale", "translation", "keys")
_TRANSLATION = ("provider", "server", "region", "target", "api_key_env", "api_key_file", "allow_http")
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}(\.[A-Za-z0-9-]{1,12})?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")


def _settings(document: _Document, environ: Mapping[str, str]) -> Settings:
    document.warn_of_unknown("", _TOP)
    document.warn_of_unknown("translation", _TRANSLATION)
    locale = document.string("", "locale")
    if locale and not _LOCALE.fullmatch(locale):
        raise document.error("", "locale", 'locale must look like "es" or "pt_BR"')
    target = document.string("translation", "target")
    if target and not _LANGUAGE.fullmatch(target):
        raise document.error("translation", "target", 'target must be the code of a language, such as "en"')
    return Settings(document.string("", "theme"), locale, _provider(document, environ), target, _keys(document))


def _keys(document: _Document) -> Mapping[str, tuple[str, ...]]:
    """The keys of commands that have others than usual; clashes are warned of, or refused if the user made both."""
    table = document.table("keys")
    if not table:
        return {}
    from tui.commands import COMMANDS, Context, key_name
    from tui.keymap import PRESETS, key_of, resolve, types_a_character

    context_of = {command.id: command.context for command in COMMANDS}
    document.warn_of_unknown("keys", ("preset", *context_of))
    preset = document.string("keys", "preset") or "default"
    if preset not in PRESETS:
        raise document.error("keys", "preset", f"preset must be one of {', '.join(PRESETS)}, not {_shown(preset)}")
    own = {}
    for id_ in table.keys() & context_of.keys():
        try:
            own[id_] = tuple(key_of(text) for text in document.strings("keys", id_))
        except ValueError as refusal:
            raise document.error("keys", id_, str(refusal)) from None
        typing = (
            [key for key in own[id_] if types_a_character(key)]
            if context_of[id_] in (Context.SEARCH, Context.PAGE)
            else []
        )
        if typing:
            raise document.error("keys", id_, f"{key_name(typing[0])} is needed for typing a query")
    keys, clashes = resolve(preset, own)
    for clash in clashes:
        name = key_name(clash.key)
        if clash.both_wanted:
            raise document.error("keys", clash.loser, f"{name} is also a key of {clash.winner}; give it to one of them")
        if not clash.left and clash.winner in own:
            document.warn("keys", clash.winner, f"{name} was the only key of {clash.loser}, which now has none")
    return keys


def _provider(document: _Document, environ: Mapping[str, str]) -> Provider | None:
    server = document.string("translation", "server")
    service = _service(document)
    key = _key(document, environ)
    allow_http = document.switch("translation", "allow_http")
    facts = SERVICES[service]
    if not (server or facts.server):
        if document.table("translation").keys() - {"target"}:
            document.warnings.append(f"{document.path}: [translation] names no server, so translation stays off.")
        return None
    try:
        return Provider(facts.name, server, key, allow_http, service, document.string("translation", "region"))
    except ValueError as refusal:
        raise document.error("translation", "server" if server else "provider", str(refusal).rstrip(".")) from None


def _service(document: _Document) -> Service:
    stated = document.string("translation", "provider")
    try:
        return Service(stated.casefold()) if stated else Service.LIBRETRANSLATE
    except ValueError:
        reason = f"provider must be one of {', '.join(Service)}, not {_shown(stated)}"
        raise document.error("translation", "provider", reason) from None


def _key(document: _Document, environ: Mapping[str, str]) -> Secret:
    variable = document.string("translation", "api_key_env")
    file = document.string("translation", "api_key_file")
    if variable and file:
        raise document.error("translation", "api_key_file", "give api_key_env or api_key_file, not both")
    if file:
        path = Path(file).expanduser()
        return _key_in(document, document.path.parent / path)
    if not variable:
        return Secret("")
    key = environ.get(variable, "").strip()
    if not key:
        document.warnings.append(
            f"The environment variable {_shown(variable)} (api_key_env) is not set; the server is asked without a key."
        )
    return Secret(key)


def _key_in(document: _Document, path: Path) -> Secret:
    """The key in a file that nobody but its owner can read."""

    def refuse(reason: str) -> ConfigError:
        return document.error("translation", "api_key_file", reason)

    try:
        content, mode = _content(path, KEY_SIZE_LIMIT)
    except (OSError, ValueError) as failure:
        raise refuse(f"the key file {_shown(path)} cannot be read ({_reason(failure)})") from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise refuse(f"others can open the key file {_shown(path)}: run chmod 600 on it")
    key = content.decode("utf-8", "replace").strip()
    if len(content) > KEY_SIZE_LIMIT or not key or not key.isprintable() or "\ufffd" in key:
        raise refuse(f"the key file {_shown(path)} must hold the key alone, on one line")
    return Secret(key)


def _content(path: Path, limit: int) -> tuple[bytes, int]:
    """The first limit + 1 bytes of an ordinary file, and its mode. Never waits for a pipe or a device.

    Raises:
        OSError, ValueError: if it cannot be read; `_reason` words it.
    """
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode) and path != Path(os.devnull):
            raise OSError(errno.EINVAL, "not an ordinary file")
        return file.read(limit + 1), mode


def _read(path: Path, *, missing_is_fine: bool) -> str:
    try:
        content, _ = _content(path, SIZE_LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        if missing_is_fine:
            return ""
        raise ConfigError(f"{_shown(path)}: there is no such configuration file; check its name.") from None
    except (OSError, ValueError) as failure:
        raise ConfigError(f"{_shown(path)}: the configuration cannot be read ({_reason(failure)}).") from None
    if len(content) > SIZE_LIMIT:
        raise ConfigError(
            f"{_shown(path)}: the configuration is larger than {SIZE_LIMIT >> 20} MiB; is it another file?"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        raise ConfigError(f"{_shown(path)}, line {line}: this is not UTF-8 text; save the file as UTF-8.") from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    """The content of the file; every way in which tomllib fails becomes one sentence."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        reason, line = _syntax(str(failure), text)
    except RecursionError:
        reason, line = "brackets are nested too deeply", _deepest_line(text)
    except ValueError:  # int() of more digits than Python converts
        reason, line = "a number is too long", _line_at(text, re.search(r"[0-9_]{4301}", text))
    where = f", line {line}" if line else ""
    raise ConfigError(f"{_shown(path)}{where}: {reason}; correct the file or move it away.")


def _syntax(message: str, text: str) -> tuple[str, int]:
    """Reason and line from tomllib's message, "Expected '=' (at line 2, column 3)"; it may quote the file."""
    reason, _, place = message.rpartition(" (at ")
    found = re.match(r"line ([0-9]{1,9})", place)
    line = int(found[1]) if found else len(text.splitlines()) or 1
    return f"this is not TOML ({_shown((reason or message).rstrip('.'))})", line


def _line_at(text: str, match: re.Match[str] | None) -> int:
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _deepest_line(text: str) -> int:
    """The line where most brackets are open; the text is known to have too many."""
    depth = deepest = place = 0
    for line, content in enumerate(text.splitlines(), 1):
        depth += sum(content.count(bracket) for bracket in "[{")
        if depth > deepest:
            deepest, place = depth, line
        depth -= sum(content.count(bracket) for bracket in "]}")
    return place


def _line_of(lines: list[str], table: str, key: str) -> int:
    """The line that sets the key of the table; 0 if it is written in a way that this does not follow."""
    here = ""
    fallback = 0
    for number, line in enumerate(lines, 1):
        content = line.strip()
        if content.startswith("["):
            here = content.partition("]")[0].strip("[ \t\"'")
            fallback = number if here == (table or key) else fallback
            continue
        name = content.partition("=")[0]
        parts = [part.strip(" \t\"'") for part in name.split(".")] if "=" in content else []
        if parts and [here, *parts] in ([table, key], ["", table, key]):
            return number
        fallback = number if table and here == "" and parts[:1] == [table] else fallback
    return fallback


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")


def _reason(failure: Exception) -> str:
    return (getattr(failure, "strerror", None) or "its name is not valid").lower()


def _shown(text: object) -> str:
    """Short and without anything that a terminal would obey: it comes from a file."""
    visible = clean_line(str(text)[:300])
    return visible if len(visible) <= 200 else visible[:200] + "…"
