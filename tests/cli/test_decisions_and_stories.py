"""Decisions and stories from the shell."""

import json
from pathlib import Path

import pytest

from search.articles import read_articles
from search.compare import compare
from search.compare.decided import dismiss, take_out
from search.library import Decisions

DATA = Path(__file__).parents[1] / "data" / "stories"
FIRST = "Acme paid a fine of 30 million euros."
SECOND = "The fine that Acme paid was 50 million euros."
THIRD = "Acme paid a fine of 30 million euros."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, body in zip("abc", (FIRST, SECOND, THIRD + " It will not appeal."), strict=True):
        (folder / f"{name}.txt").write_text(f"---\nlanguage: en\ndate: 2024-03-01\n---\n{body}\n", "utf-8")
    return folder


@pytest.fixture
def decided(tmp_path: Path, folder: Path):
    """The store of the process's user, with the contradicting statement taken out."""
    comparison = compare(list(read_articles(folder)))
    (statement,) = [i for i, each in enumerate(comparison.statements) if each.figure.text == "50 million euros"]
    kept = Decisions(tmp_path / "state" / "atodds")
    kept.keep(take_out(comparison, statement))
    return kept


@pytest.mark.usefixtures("decided")
def test_compare_applies_decisions_unless_told_not_to(atodds, folder):
    assert atodds("compare", folder, "--no-decisions").returncode == 1
    done = atodds("compare", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "taken out by the reader" in done.stdout
    assert "as the reader decided" in done.stdout


@pytest.mark.usefixtures("decided")
def test_the_json_says_what_the_reader_decided(atodds, folder):
    document = json.loads(atodds("compare", folder, "--format", "json").stdout)
    assert document["version"] == 1
    assert [entry["reason"] for entry in document["not_compared"] if entry.get("by_reader")] == [
        "taken out by the reader"
    ]
    assert all(quantity["by_reader"] for quantity in document["quantities"])
    plain = json.loads(atodds("compare", folder, "--format", "json", "--no-decisions").stdout)
    assert not any("by_reader" in entry for entry in plain["not_compared"] + plain["quantities"])


@pytest.mark.usefixtures("decided")
def test_decisions_hold_by_content_wherever_the_file_lies(atodds, folder, tmp_path):
    folder.rename(tmp_path / "moved")
    assert atodds("compare", tmp_path / "moved").returncode == 0


@pytest.mark.usefixtures("decided")
def test_decisions_are_listed_with_their_places(atodds, folder):
    done = atodds("decisions", folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("1  take out: 50 million euros  (20")
    assert "50 million euros" in done.stdout.splitlines()[1]
    assert done.stdout.splitlines()[1].endswith("b.txt")
    assert atodds("decisions").stdout.splitlines()[0] == done.stdout.splitlines()[0]


def test_no_decisions_are_status_1_and_create_nothing(atodds, folder, tmp_path):
    done = atodds("decisions", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "atodds: Nothing was decided on these articles.\n"
    assert not (tmp_path / "state").exists()


@pytest.mark.usefixtures("decided")
def test_decisions_travel_in_a_file(atodds, folder, tmp_path):
    file = tmp_path / "decided.json"
    assert atodds("decisions", folder, "--export", file).returncode == 0
    assert atodds("decisions", folder, "--export", file).returncode == 2, "nothing is overwritten"
    assert atodds("decisions", "--undo", "1").returncode == 1
    assert atodds("compare", folder).returncode == 1
    again = atodds("decisions", "--import", file)
    assert again.returncode == 0
    assert "1 decisions were new" in again.stderr
    assert atodds("compare", folder).returncode == 0
    assert json.loads(atodds("decisions", "--export", "-").stdout) == json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize(
    "arguments", [["--undo", "7"], ["--undo", "x"], ["--undo", "9" * 40], ["--import", "nowhere.json"], ["nowhere.txt"]]
)
def test_what_cannot_be_done_is_told_and_status_2(atodds, arguments):
    done = atodds("decisions", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("atodds: ")


def test_damaged_decisions_do_not_hinder_a_comparison(atodds, folder, decided):
    decided.path.write_bytes(b"no database " * 100)
    done = atodds("compare", folder)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "left as it is" in done.stderr
    assert atodds("decisions").returncode == 2


def test_a_dismissed_quantity_is_no_contradiction(atodds, folder, tmp_path):
    comparison = compare(list(read_articles(folder)))
    Decisions(tmp_path / "state" / "atodds").keep(dismiss(comparison, 0))
    done = atodds("compare", folder)
    assert done.returncode == 0
    assert "dismissed by the reader" in done.stdout


def test_the_story_of_an_article_is_compared(atodds):
    article = DATA / "02-orlac-flood" / "a1.fr.txt"
    assert article.exists()
    done = atodds("compare", "--story", article, DATA, "--format", "json")
    assert {Path(each["path"]).parent.name for each in json.loads(done.stdout)["articles"]} == {"02-orlac-flood"}
    assert len(json.loads(done.stdout)["articles"]) == 4
    assert "atodds: 3 of " in done.stderr
    assert done.stderr.count("same story: ") == 3
    beside = atodds("compare", "--story", article, "--format", "json")
    assert len(json.loads(beside.stdout)["articles"]) == 4


def test_a_story_that_nobody_else_tells_is_one_article(atodds, folder):
    done = atodds("compare", "--story", folder / "a.txt", DATA)
    assert done.returncode == 0
    assert "atodds: 0 of " in done.stderr
    assert atodds("compare", "--story", "nowhere.txt").returncode == 2


def test_copies_are_named_and_counted_once(atodds, tmp_path):
    text = (
        "A ferry with 212 people on board ran aground off Port Ellery on Tuesday night. The coastguard took off 198 of"
        " them in six hours; 14 crew members stayed on the ship."
    )
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"---\nlanguage: en\n---\n{text}\n", "utf-8")
    done = atodds("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert "1 and 2 print the same text: one witness" in done.stdout
    assert "2 articles but 1 source" in done.stdout
    document = json.loads(atodds("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "json").stdout)
    assert document["copies"] == [[0, 1]]
