"""`atodds compare` in its forms, on stdout and into files."""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
FORMS = ("text", "markdown", "html", "csv", "json")


@pytest.fixture
def story(tmp_path):
    for name, amount in (("a", "30"), ("b", "50")):
        text = (
            f"---\ntitle: {name}\nlanguage: en\ndate: 2024-03-01\n---\nThe takeover cost Acme {amount} million euros.\n"
        )
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path / "a.txt", tmp_path / "b.txt"


@pytest.mark.parametrize("form", FORMS)
def test_each_form_tells_both_values_and_has_the_same_status(atodds, story, form):
    done = atodds("compare", *story, "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    assert "30 million euros" in done.stdout
    assert "50 million euros" in done.stdout


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_places_name_the_line_of_the_file(atodds, story, form):
    assert f"{story[0]}:6" in atodds("compare", *story, "--format", form).stdout


def test_a_report_goes_into_a_file_and_never_over_another(atodds, story, tmp_path):
    target = tmp_path / "report.md"
    first = atodds("compare", *story, "--format", "markdown", "-o", target)
    assert (first.returncode, first.stdout, first.stderr) == (1, "", "")
    written = target.read_text("utf-8")
    target.write_text("mine")
    again = atodds("compare", *story, "--format", "markdown", "--output", target)
    assert (again.returncode, len(again.stderr.splitlines()), target.read_text()) == (2, 1, "mine")
    assert atodds("compare", *story, "--format", "markdown", "-o", target, "--force").returncode == 1
    assert target.read_text("utf-8") == written
    assert not list(tmp_path.glob(".report*"))


def test_csv_in_a_file_has_the_mark_that_spreadsheets_need(atodds, story, tmp_path):
    target = tmp_path / "report.csv"
    atodds("compare", *story, "--format", "csv", "-o", target)
    text = target.read_bytes().decode("utf-8-sig")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["low"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["30000000", "50000000"]


@pytest.mark.parametrize("target", ["nowhere/report.md", "", "/dev/full"])
def test_what_cannot_be_written_is_one_sentence(atodds, story, tmp_path, target):
    if target == "/dev/full" and not os.path.exists(target):
        pytest.skip("there is no full device here")
    done = atodds("compare", *story, "-o", tmp_path / target if target else tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_a_full_disk_behind_stdout_is_one_sentence(story):
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no full device here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "compare", *map(str, story)], stdout=full, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_standard_input_is_a_dash(atodds, story):
    done = atodds("compare", "-", story[1], stdin=None, input=story[0].read_text("utf-8"))
    assert done.returncode == 1
    assert "30 million euros" in done.stdout


def test_options_may_stand_between_paths(atodds, story):
    done = atodds("compare", story[0], "--plain", story[1])
    assert (done.returncode, done.stderr) == (1, "")
    assert "Verdict: contradict" in done.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("--plain", "--format", "csv"),
        ("--plot", "--json"),
        ("--plain", "--plot"),
        ("--locale", "xx"),
        ("--form", "csv"),
        ("--output",),
    ],
)
def test_options_that_do_not_fit_are_one_sentence(atodds, story, wrong):
    done = atodds("compare", *story, *wrong)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_the_plot_and_the_locale_reach_the_text(atodds):
    done = atodds("compare", SEEDS, "--plot", "--locale", "de")
    assert "2,1 Milliarden\N{NO-BREAK SPACE}$" in done.stdout
    assert "●" in done.stdout


def test_a_pager_that_cannot_be_read_is_done_without(story, tmp_path):
    if not sys.platform.startswith("linux") or shutil.which("script") is None:
        pytest.skip("there is no script here to lend a terminal")
    command = f"{sys.executable} -m tui compare {story[0]} {story[1]}"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "ATODDS_PAGER": 'less "', "XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        env=environment, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "50 million euros" in done.stdout
