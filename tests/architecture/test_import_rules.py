"""Who may import whom, and what must not be loaded before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEAVES = {"search.text", "search.article", "search.decision"}
ALLOWED = {
    "search.articles": set(),
    "search.figures": set(),
    "search.engines": set(),
    "search.translate": set(),
    "search.library": {"search.engines", "search.articles"},
    "search.compare": {"search.figures"},
    "search.facts": {"search.figures", "search.compare", "search.library"},
    "search.report": {"search.compare", "search.figures"},
}


def _modules():
    for folder in ("search", "tui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(module):
    parts = module.split(".")
    if parts[0] == "search" and len(parts) > 1:
        return ".".join(parts[:2])
    return parts[0]


@pytest.mark.parametrize(
    ("module", "path"), list(_modules()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_module_imports_only_the_rooms_its_own_may(module, path):
    room = _room(module)
    for imported in _imports(path):
        target = _room(imported)
        if target == room or target in LEAVES or imported.split(".")[0] not in ("search", "tui"):
            continue
        if room == "tui":
            assert target.startswith("search"), f"{module} imports {imported}"
        else:
            assert target in ALLOWED.get(room, set()), f"{module} imports {imported}"


def test_search_never_imports_a_terminal_library():
    for module, path in _modules():
        if module.startswith("search"):
            found = {name.split(".")[0] for name in _imports(path)}
            assert not found & {"textual", "rich", "tui", "curses"}, module


def _loaded_by(code):
    script = f"import sys\n{code}\nprint('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {line.split(".")[0] for line in done.stdout.splitlines()}


HEAVY = {
    "textual",
    "rich",
    "whoosh",
    "requests",
    "lxml",
    "babel",
    "deep_translator",
    "numpy",
    "py3langid",
    "currency_converter",
}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_nothing_heavy(option):
    code = f"from tui.cli import run\nassert run(['{option}']) == 0"
    assert not _loaded_by(code) & (HEAVY | {"platformdirs"})


@pytest.mark.parametrize(
    "package",
    ["search.articles", "search.figures", "search.compare", "search.library", "search.engines", "search.translate"],
)
def test_importing_a_part_of_search_loads_nothing_heavy(package):
    assert not _loaded_by(f"import {package}") & HEAVY


def test_comparing_loads_no_screen(tmp_path):
    for name, text in (("a.txt", "They paid 3 million euros."), ("b.txt", "They paid 4 million euros.")):
        (tmp_path / name).write_text(f"---\nlanguage: en\ndate: 2024-01-01\n---\n{text}\n", "utf-8")
    loaded = _loaded_by(f"from tui.cli import run\nrun(['compare', {str(tmp_path)!r}])")
    assert not loaded & {"textual", "rich", "whoosh", "numpy", "deep_translator"}


def test_searching_and_every_report_load_no_screen(tmp_path):
    for name, text in (("a.txt", "They paid 3 million euros."), ("b.txt", "They paid 4 million euros.")):
        (tmp_path / name).write_text(f"---\nlanguage: en\ndate: 2024-01-01\n---\n{text}\n", "utf-8")
    runs = [["search", "euros", str(tmp_path), "--json"]]
    runs += [["compare", str(tmp_path), "--format", form] for form in ("text", "markdown", "html", "csv")]
    code = "import os\nos.environ['XDG_CACHE_HOME'] = " + repr(str(tmp_path / "cache")) + "\nfrom tui.cli import run\n"
    loaded = _loaded_by(code + "\n".join(f"run({words!r})" for words in runs))
    assert not loaded & {"textual", "rich", "numpy", "deep_translator", "lxml"}
