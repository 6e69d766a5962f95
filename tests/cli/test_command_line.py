"""The command line, as a process: what it prints, where, and with which exit status."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@pytest.fixture
def two(tmp_path):
    def write(first, second, language="en"):
        paths = []
        for name, body in (("a", first), ("b", second)):
            path = tmp_path / f"{name}.txt"
            path.write_text(f"---\ntitle: {name}\nlanguage: {language}\ndate: 2024-03-01\n---\n{body}\n", "utf-8")
            paths.append(path)
        return paths

    return write


def test_contradictions_give_status_1(atodds, two):
    done = atodds("compare", *two("The deal cost Acme 30 million euros.", "The deal cost Acme 50 million euros."))
    assert (done.returncode, done.stderr) == (1, "")
    assert "≠" in done.stdout
    assert "50 million euros" in done.stdout


def test_agreement_gives_status_0(atodds, two):
    done = atodds("compare", *two("The deal cost Acme 30 million euros.", "The deal cost Acme 30 million euros."))
    assert done.returncode == 0
    assert "contradict" not in done.stdout


def test_the_json_has_the_agreed_shape(atodds):
    done = atodds("compare", SEEDS, "--format", "json")
    document = json.loads(done.stdout)
    assert document["version"] == 1
    assert [a["language"] for a in document["articles"]] == ["es", "es", "it", "en", "fr"]
    assert set(document["figures"][0]) == {
        "id", "article", "start", "end", "text", "kind", "low", "high", "unit", "approximation"
    }  # fmt: skip
    known = {figure["id"] for figure in document["figures"]}
    assert all({pair["a"], pair["b"]} <= known and pair["reason"] for pair in document["pairs"])
    assert all(set(quantity["statements"]) <= known for quantity in document["quantities"])
    assert document["not_compared"]
    assert done.stdout.isascii()


def test_a_file_that_is_missing_makes_the_outcome_partial(atodds, two):
    done = atodds("compare", *two("It cost 3 million euros.", "It cost 3 million euros."), "nowhere.txt")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere.txt" in done.stderr


def test_nothing_readable_is_trouble(atodds):
    done = atodds("compare", "nowhere.txt")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["compare"], ["compare", "--format", "xml", "x"], ["search"], ["--nonsense"]])
def test_wrong_usage_is_one_sentence_and_status_2(atodds, arguments):
    done = atodds(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_search_finds_and_says_so(atodds):
    found = atodds("search", "inversión lang:es", SEEDS)
    assert found.returncode == 0
    assert "000_d1ce4662f41460a6.txt" in found.stdout
    nothing = atodds("search", "zebra", SEEDS)
    assert (nothing.returncode, nothing.stdout) == (1, "")


def test_search_prints_json(atodds):
    hits = json.loads(atodds("search", "Mistral", "--json").stdout)
    assert hits["version"] == 1
    assert hits["total"] == len(hits["hits"]) == 5


def test_without_a_terminal_the_reader_prints_instead_of_waiting(atodds):
    done = atodds()
    assert done.returncode == 1
    assert "≠" in done.stdout
    assert "no terminal" in done.stderr


def test_colour_is_off_in_a_pipe_and_on_by_request(atodds):
    assert "\x1b" not in atodds("compare", SEEDS).stdout
    assert "\x1b[" in atodds("compare", SEEDS, "--color", "always").stdout


def test_hostile_text_reaches_stdout_disarmed(atodds, two, tmp_path):
    evil = "\x1b]0;owned\x07\x1b[2J\u202e The deal cost Acme 30 million euros. [/b]"
    first, second = two(evil, "The deal cost Acme 50 million euros.")
    named = tmp_path / "evil\x1b[31m.txt"
    first.rename(named)
    done = atodds("compare", named, second)
    assert done.returncode == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)


def test_a_broken_configuration_is_one_sentence(atodds, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("theme = [")
    done = atodds("--config", broken)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "broken.toml" in done.stderr


def test_a_closed_pipe_is_quiet(tmp_path):
    command = f"{sys.executable} -m tui compare {SEEDS} | head -1"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.stderr == ""


def test_a_mistake_of_our_own_is_one_sentence_and_a_log_without_text(tmp_path):
    # In a process of its own: the command line gives SIGPIPE back its usual effect.
    code = (
        "import search.articles\n"
        "def fail(*_): raise RuntimeError('secret article text')\n"
        "search.articles.read_articles = fail\n"
        "from tui.cli import run\n"
        f"raise SystemExit(run(['compare', {str(SEEDS)!r}]))"
    )
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "RuntimeError" in done.stderr
    assert "secret" not in done.stderr + (tmp_path / "atodds" / "errors.log").read_text("utf-8")


def test_what_comes_through_a_pipe_is_searched_and_nothing_of_it_is_kept(atodds, tmp_path):
    found = atodds("search", "zebra", "-", stdin=None, input="The zebra cost 3 million euros.\n")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("-: The zebra cost 3 million euros.\n")
    both = json.loads(atodds("search", "--json", "zebra OR Mistral", "-", SEEDS, stdin=None, input="A zebra.\n").stdout)
    assert both["total"] == 6
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and b"zebra" in path.read_bytes()]
    assert kept == []


def test_the_reader_compares_what_comes_through_a_pipe(atodds, two):
    first, second = two("The deal cost Acme 30 million euros.", "The deal cost Acme 50 million euros.")
    done = atodds("-", second, stdin=None, input=first.read_text("utf-8"))
    assert done.returncode == 1
    assert "30 million euros" in done.stdout


def test_standard_input_is_not_indexed_for_later(atodds, tmp_path):
    done = atodds("index", "-", stdin=None, input="A zebra.\n")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert not (tmp_path / "cache").exists()


def test_ctrl_c_is_quiet_also_where_it_becomes_another_error(tmp_path):
    # Within the making of a class Python turns it into a RuntimeError.
    code = (
        "import search.articles\n"
        "class Odd:\n"
        "    def __set_name__(self, *_): raise KeyboardInterrupt\n"
        "def fail(*_): type('Made', (), {'odd': Odd()})\n"
        "search.articles.read_articles = fail\n"
        "from tui.cli import run\n"
        f"raise SystemExit(run(['compare', {str(SEEDS)!r}]))"
    )
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.4])
def test_ctrl_c_is_quiet_while_modules_are_loaded_and_while_it_waits(tmp_path, seconds):
    begin = "import sys; from tui.__main__ import main; print('begun', flush=True); sys.exit(main())"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", begin, "compare", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stdout.readline() == b"begun\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=30)
    assert (process.returncode, out, told) == (130, b"", b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach"], "did you mean atodds search?"),
        (["frobnicate"], "no such file, folder or command"),
        ([""], "An empty path"),
        (["./serach"], "no such file or folder"),
        (["search", ""], "The query is empty"),
        (["search", "Microsoft", "Mistral"], "between quotation marks"),
        (["compare", "--formt", "csv", "x"], "--formt: there is no such option; did you mean --format?"),
        (["compare", "--format", "xml", "x"], "--format xml: choose one of text, markdown, html, csv, json"),
        (["compare", "--output"], "-o/--output: expected one argument"),
        (["completion", "tcsh"], "SHELL tcsh: choose one of bash, zsh, fish"),
        (["config", "extra"], "extra: there is one argument too many"),
    ],
)
def test_what_was_mistyped_is_named_with_what_may_be_meant(atodds, arguments, said):
    done = atodds(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_one_article_is_no_all_clear(atodds, two):
    first, _ = two("The deal cost Acme 30 million euros.", "")
    done = atodds("compare", first)
    assert done.returncode == 3
    assert "There is only one article" in done.stderr


WRITING = [["figures"], ["sources"], ["sources", "--format", "json"], ["search", "Mistral"], ["compare"], ["index"]]


@pytest.mark.parametrize("words", [*WRITING, ["config"], ["manual"], ["decisions", "--format", "json"]])
@pytest.mark.parametrize("out", [">&-", ">/dev/full"])
def test_a_stdout_that_takes_nothing_is_one_sentence(tmp_path, words, out):
    if out == ">/dev/full" and not os.path.exists("/dev/full"):
        pytest.skip("there is no full device here")
    command = f"exec {sys.executable} -m tui {' '.join(words)} {SEEDS if words in WRITING else ''} {out}"
    environment = os.environ | {f"XDG_{name}_HOME": str(tmp_path) for name in ("CACHE", "STATE")}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("atodds: The output could not be written (")
    assert len(done.stderr.splitlines()) == 1


def test_who_names_a_language_without_words_is_told_so(atodds, tmp_path):
    (tmp_path / "a.txt").write_text("Kostnaden var tre millioner og 5 %.", "utf-8")
    done = atodds("figures", tmp_path / "a.txt", "--language", "no")
    assert "the words of “no” are not known; only digits and signs are read" in done.stderr
    assert done.stdout.startswith("5 %")
    assert "are not known" not in atodds("figures", tmp_path / "a.txt", "--language", "de").stderr


def test_an_article_of_unknown_language_is_not_just_without_figures(atodds, tmp_path):
    for name, amount in (("a", 3), ("b", 5)):
        (tmp_path / f"{name}.txt").write_text(f"It cost Acme {amount} million euros.", "utf-8")
    done = atodds("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--plain")
    assert "its language is not known, so that words were not read" in done.stdout
