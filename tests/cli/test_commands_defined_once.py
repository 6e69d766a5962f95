"""The definition of the commands: what is shipped follows it, and every command does something."""

import importlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tui.command_line import READ, SUBCOMMANDS
from tui.completion import SHELLS
from tui.doctor_command import _PACKAGES
from tui.manual import manual

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {"bash": "atodds.bash", "zsh": "_atodds", "fish": "atodds.fish"}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shipped_completion_is_the_generated_one(shell):
    shipped = (ROOT / "docs" / "shell" / SHIPPED[shell]).read_text("utf-8")
    assert shipped == SHELLS[shell](), f"run: atodds completion {shell} > docs/shell/{SHIPPED[shell]}"


def test_the_shipped_man_page_is_the_generated_one():
    assert (ROOT / "docs/shell/atodds.1").read_text("utf-8") == manual(), "run: atodds manual > docs/shell/atodds.1"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_can_read_its_completion(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    done = subprocess.run([shell, "-n"], input=SHELLS[shell](), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("com",), {"compare", "completion"}),
        (("compare", "--form"), {"--format"}),
        (("compare", "--format", ""), {"text", "markdown", "html", "csv", "json"}),
        (("completion", "z"), {"zsh"}),
        (("compare", "REA"), {"README.md"}),
    ],
)
def test_bash_completes_commands_options_values_and_files(words, offered):
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    line = " ".join(f"'{word}'" for word in words)
    script = f"{SHELLS['bash']()}\nCOMP_WORDS=(atodds {line}); COMP_CWORD={len(words)}; _atodds; echo ${{COMPREPLY[*]}}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == offered


@pytest.mark.parametrize("command", [READ, *SUBCOMMANDS], ids=lambda command: command.name or "read")
def test_every_command_has_its_module_and_a_help(atodds, command):
    assert callable(importlib.import_module(command.module).run)
    done = atodds(*filter(None, [command.name]), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for option in command.options:
        assert option.names[-1] in done.stdout


def test_the_man_page_tells_every_option():
    page = manual().replace("\\-", "-")
    for command in SUBCOMMANDS:
        for option in command.options:
            assert option.names[0] in page


def test_doctor_looks_at_every_package_that_is_needed(atodds):
    needed = re.findall(
        r'^    "([A-Za-z0-9-]+)[=<>]', (ROOT / "pyproject.toml").read_text("utf-8").split("[project.opt")[0], re.M
    )
    assert set(_PACKAGES) == set(needed)
    done = atodds("doctor", "--json")
    facts = {each["name"]: each["value"] for each in json.loads(done.stdout)["facts"]}
    assert facts["textual"] != "missing"
    assert facts["translation"] == "off"


def test_doctor_and_config_show_no_secret(atodds, tmp_path):
    file = tmp_path / "config" / "atodds" / "config.toml"
    file.parent.mkdir(parents=True)
    key = tmp_path / "key"
    key.write_text("s3cret-key")
    key.chmod(0o600)
    file.write_text(f'locale = "de"\n[translation]\nserver = "https://translate.example"\napi_key_file = "{key}"\n')
    for words in (("doctor",), ("doctor", "--json"), ("config",), ("config", "--json")):
        done = atodds(*words)
        assert "translate.example" in done.stdout
        assert "s3cret" not in done.stdout + done.stderr
    assert "what is sent     The text goes paragraph by paragraph" in atodds("config").stdout
    assert atodds("config", "--path").stdout == f"{file}\n"
    assert json.loads(atodds("config", "--json").stdout)["locale"] == "de"


def test_indexing_twice_finds_nothing_new(atodds):
    seeds = ROOT / "seeds"
    first = json.loads(atodds("index", seeds, "--json").stdout)
    again = json.loads(atodds("index", seeds, "--json").stdout)
    assert (first["articles"], first["read"], again["read"], again["unchanged"]) == (5, 5, 0, 5)
    nothing = atodds("index", "nowhere")
    assert (nothing.returncode, nothing.stdout) == (2, "")
