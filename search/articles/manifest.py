"""The manifest of a folder: titles, sources, languages, dates and addresses of files that do not state them.

    [[article]]
    file = "001.txt"
    title = "unknown"
    source = "El Faro"
    language = "es"
    date = 2024-02-28
    url = "https://elfaro.example/orlac"

A value "unknown" says that it is not known, and stops atodds from reading one out of the text.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from search.articles.files import MANIFEST, read_small, shown
from search.articles.problems import OnProblem, Problem
from search.text import clean_line

UNKNOWN = "unknown"
KEYS = ("title", "source", "language", "date", "url")
_LARGEST = 1024 * 1024
_LINE = re.compile(r"line (\d{1,9})")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder's manifest says of the files beside it."""

    path: str = ""
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By name of file: the values of `KEYS` that it states, cleaned, dates as written."""
    missing: tuple[str, ...] = ()
    """Names of files that it describes and that are not there."""

    def of(self, name: str) -> Mapping[str, str]:
        """Return what is stated of the file `name`, nothing when it is not mentioned."""
        return self.entries.get(name, {})


def read_manifest(folder: Path, on_problem: OnProblem) -> Manifest:
    """Read the manifest in `folder`; an empty one where there is none or it cannot be followed."""
    path = folder / MANIFEST
    data = read_small(path, _LARGEST)
    if data is None:
        return Manifest()
    where = shown(path)
    if isinstance(data, str):
        on_problem(Problem(where, data))
        return Manifest(where)
    try:
        content = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        on_problem(Problem(where, f"is not UTF-8 in line {line}: save it as UTF-8; it was not followed"))
        return Manifest(where)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        on_problem(Problem(where, _broken(error)))
        return Manifest(where)
    return _manifest(where, folder, content, on_problem)


def _broken(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nests its values too deeply: correct it; it was not followed"
    message = clean_line(str(error))
    line = _LINE.search(message)
    at = f" in line {line[1]}" if line else " at its end"
    return f"cannot be read{at} ({message.split(' (at ')[0]}): correct it; it was not followed"


def _manifest(where: str, folder: Path, content: dict[str, object], on_problem: OnProblem) -> Manifest:
    tables = content.get("article", [])
    if not isinstance(tables, list) or not tables:
        on_problem(
            Problem(where, "holds no [[article]]: each describes one file by file, title, source, language, date, url")
        )
        return Manifest(where)
    entries: dict[str, dict[str, str]] = {}
    missing: list[str] = []
    for number, table in enumerate(tables, 1):
        name = table.get("file") if isinstance(table, dict) else None
        if not isinstance(name, str) or not name:
            on_problem(Problem(where, f'does not say which file its article {number} is: give it a line file = "…"'))
            continue
        if "/" in name or "\0" in name:
            on_problem(
                Problem(where, f"names {clean_line(name)}, which is not beside it: put a manifest into that folder")
            )
            continue
        if name in entries:
            on_problem(Problem(where, f"describes {clean_line(name)} twice: the first is taken"))
            continue
        entries[name] = _entry(where, name, table, on_problem)
        if not os.path.lexists(folder / name):
            missing.append(clean_line(name))
    return Manifest(where, entries, tuple(missing))


def _entry(where: str, name: str, table: Mapping[str, object], on_problem: OnProblem) -> dict[str, str]:
    entry: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, datetime):
            value = value.date()
        if key in KEYS and isinstance(value, date):
            entry[key] = value.isoformat()
        elif key in KEYS and isinstance(value, str):
            if cleaned := clean_line(value):
                entry[key] = cleaned
        elif key in KEYS:
            on_problem(Problem(where, f"gives {clean_line(name)} a {key} that is not a text: put it in quotes"))
        elif key != "file":
            known = ", ".join(KEYS)
            on_problem(
                Problem(where, f"has an unknown key {clean_line(key)} for {clean_line(name)}: known are {known}")
            )
    return entry
