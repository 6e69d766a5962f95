"""`atodds doctor`: what a report of trouble has to tell of this installation, and no secret."""

import argparse
import json
import locale
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui import __version__
from tui.output import Status, print_data

_PACKAGES = (
    "textual", "Whoosh-Reloaded", "babel", "deep-translator", "text2num", "CurrencyConverter", "py3langid",
    "charset-normalizer", "trafilatura", "lxml-html-clean", "pypdfium2", "platformdirs",
)  # fmt: skip
_LITTLE_SPACE = 100 * 1024 * 1024
"""Free bytes below which an index may not fit."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the diagnosis."""

    topic: str
    name: str
    value: str
    trouble: str = ""
    """What is wrong and what to do, "" if nothing is."""


def run(options: argparse.Namespace) -> int:
    """Print what was found; the exit status is 2 if something is wrong."""
    from search.text import clean_line

    facts = [*_versions(), *_terminal(), *_encodings(), *_configuration(), *_folders(), *_data()]
    if options.json:
        document = [
            {"topic": each.topic, "name": each.name, "value": clean_line(each.value), "trouble": each.trouble}
            for each in facts
        ]
        print_data(json.dumps({"version": 1, "facts": document}) + "\n")
    else:
        print_data("".join(f"{line}\n" for line in _lines(facts)))
    return Status.TROUBLE if any(each.trouble for each in facts) else Status.OK


def _lines(facts: list[Fact]) -> Iterator[str]:
    from search.text import clean_line

    topic = ""
    width = max(len(each.name) for each in facts)
    for each in facts:
        if each.topic != topic:
            topic = each.topic
            yield topic
        yield f"  {'!' if each.trouble else ' '} {each.name:<{width}}  {clean_line(each.value)}"
        if each.trouble:
            yield f"      {clean_line(each.trouble)}"
    wrong = sum(bool(each.trouble) for each in facts)
    yield f"{wrong} thing{'s' * (wrong != 1)} to look at." if wrong else "Nothing is wrong."


def _versions() -> Iterator[Fact]:
    from importlib.metadata import PackageNotFoundError, version

    yield Fact("versions", "atodds", __version__)
    yield Fact("versions", "Python", f"{platform.python_version()} ({sys.executable})")
    yield Fact("versions", "system", f"{platform.system()} {platform.release()} {platform.machine()}")
    yield Fact("versions", "SQLite", sqlite3.sqlite_version)
    for name in _PACKAGES:
        try:
            yield Fact("versions", name, version(name))
        except PackageNotFoundError:
            yield Fact("versions", name, "missing", f"The package {name} is not installed: install atodds again.")


def _terminal() -> Iterator[Fact]:
    from tui.terminal import colour_depth, wants_mouse

    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    terminals = [name for name, stream in streams.items() if stream is not None and stream.isatty()]
    size = shutil.get_terminal_size((0, 0))
    yield Fact("terminal", "TERM", os.environ.get("TERM", "") or "not set")
    yield Fact("terminal", "size", f"{size.columns}×{size.lines}" if size.columns else "unknown")
    yield Fact("terminal", "colours", colour_depth().value)
    yield Fact("terminal", "mouse", "asked for" if wants_mouse() else "left alone, over SSH")
    yield Fact("terminal", "is a terminal", ", ".join(terminals) or "none of stdin, stdout, stderr")
    for name in ("COLORTERM", "NO_COLOR", "TMUX", "STY", "SSH_TTY"):
        if os.environ.get(name):
            yield Fact("terminal", name, os.environ[name] if name == "COLORTERM" else "set")


def _encodings() -> Iterator[Fact]:
    out = (sys.stdout.encoding or "").lower()
    trouble = "" if out.replace("-", "") == "utf8" else "Letters beyond it are shown as ?: set LANG to a UTF-8 locale."
    yield Fact("encodings", "stdout", out, trouble)
    yield Fact("encodings", "file names", sys.getfilesystemencoding())
    yield Fact("encodings", "locale", locale.setlocale(locale.LC_CTYPE))


def _configuration() -> Iterator[Fact]:
    from tui.config import ConfigError, load_settings
    from tui.folders import user_folders

    yield Fact("configuration", "file", str(user_folders().config_file))
    try:
        settings, warnings = load_settings()
    except ConfigError as error:
        yield Fact("configuration", "state", "cannot be used", str(error))
        return
    for warning in warnings:
        yield Fact("configuration", "warning", "see below", warning)
    yield Fact("configuration", "values written as in", settings.reader_locale)
    provider = settings.provider
    key = "with a key" if provider and provider.key else "without a key"
    yield Fact("configuration", "translation", f"{provider.name} at {provider.host}, {key}" if provider else "off")


def _folders() -> Iterator[Fact]:
    from tui.folders import user_folders

    folders = user_folders()
    for name, folder in (("configuration", folders.config), ("state", folders.state), ("cache", folders.cache)):
        yield Fact("folders", name, str(folder), _unwritable(folder) if name != "configuration" else "")
    existing = next(parent for parent in (folders.cache, *folders.cache.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    little = f"Less than {_LITTLE_SPACE >> 20} MB are free for the index: make room." if free < _LITTLE_SPACE else ""
    yield Fact("folders", "free space", f"{free / 1e9:.1f} GB", little)
    indexes = [each for each in folders.cache.glob("*") if each.is_dir()] if folders.cache.is_dir() else []
    size = sum(file.stat().st_size for each in indexes for file in each.rglob("*") if file.is_file())
    yield Fact("folders", "indexes", f"{len(indexes)}, {size / 1e6:.1f} MB")


def _unwritable(folder: Path) -> str:
    """Why nothing can be written there, "" if it can."""
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if os.access(existing, os.W_OK | os.X_OK):
        return ""
    return f"{existing} cannot be written: what is decided or indexed is lost when atodds ends."


def _data() -> Iterator[Fact]:
    from tui.folders import bundled

    for name in ("themes", "seeds"):
        try:
            yield Fact("data", name, str(bundled(name)))
        except FileNotFoundError as error:
            yield Fact("data", name, "missing", str(error))
