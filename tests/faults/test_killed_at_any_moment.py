"""A program that is killed in the middle loses nothing that it had said was kept, and the next one works."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.library import Library
from search.library.decisions import Decisions
from search.library.searches import Searches
from tui.session import read_session

ROOT = Path(__file__).resolve().parents[2]
CHANCE = random.Random(2024)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    return os.environ | own | {"PYTHONPATH": str(ROOT)}


def killed(code: str, environment: dict[str, str], lines: int, after: float) -> list[str]:
    """Run code that prints a line for whatever it has kept; kill it some seconds after a number of lines."""
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment, cwd=ROOT, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    time.sleep(after)
    process.kill()
    said += process.stdout.readlines()
    process.wait(20)
    return [line.strip() for line in said if line.endswith("\n")]


def moments() -> Iterator[float]:
    return (CHANCE.uniform(0, 0.02) for _ in range(6))


def test_decisions_that_were_kept_are_there(environment: dict[str, str], tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from search.decision import Act, Decision, Reference
from search.library.decisions import Decisions
store = Decisions(Path({str(tmp_path / "state")!r}))
number = len(store.all())
while True:
    number += 1
    store.keep(Decision(Act.JOIN, (Reference("ab" * 32, number, "x"), Reference("cd" * 32, number, "y")), str(number)))
    print(number, flush=True)
"""
    for moment in moments():
        said = killed(code, environment, 5, moment)
        there = Decisions(tmp_path / "state").all()
        assert {each.label for each in there} >= set(said)
        assert len(there) <= int(said[-1]) + 1
        assert all(len(each.references) == 2 for each in there), "a decision is kept whole"


def test_a_session_is_the_one_before_or_the_new_one(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "state" / "session.json"
    code = f"""
from pathlib import Path
from tui.session import Session, write_session
number = 0
while True:
    number += 1
    write_session(Path({str(path)!r}), Session(query=str(number), chosen=(str(number),) * 500))
    print(number, flush=True)
"""
    for moment in moments():
        said = killed(code, environment, 5, moment)
        session = read_session(path)
        assert int(session.query) in (int(said[-1]), int(said[-1]) + 1)
        assert session.chosen == (session.query,) * 500


def test_an_exported_file_is_the_old_one_or_the_new_one(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    code = f"""
from pathlib import Path
from tui.writing import write_file
number = 0
while True:
    number += 1
    write_file(Path({str(path)!r}), b"%06d" % number * 50_000, force=True)
    print(number, flush=True)
"""
    for moment in moments():
        said = killed(code, environment, 3, moment)
        data = path.read_bytes()
        assert data == data[:6] * 50_000
        assert int(data[:6]) >= int(said[-1])


def test_searches_that_are_killed_while_they_take_another_form_are_as_before(
    environment: dict[str, str], tmp_path: Path
) -> None:
    searches = Searches(tmp_path)
    searches.save("bridge", "puente 15 millones")
    code = f"""
import time
from pathlib import Path
from search.library import searches as module
def slow(db):
    db.execute("create table other (x)")
    db.execute("delete from saved")
    print("in the middle", flush=True)
    time.sleep(60)
module._MIGRATIONS = (*module._MIGRATIONS, slow)
module.Searches(Path({str(tmp_path)!r})).saved()
"""
    assert killed(code, environment, 1, 0) == ["in the middle"]
    assert [(each.name, each.query) for each in searches.saved()] == [("bridge", "puente 15 millones")]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_library_goes_on_after_its_indexing_was_killed(
    share: float, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    count = 400
    for number in range(count):
        text = f"Common words: the city paid {number} million euros for the bridge, and number{number} says so. " * 8
        (folder / f"{number:03}.txt").write_text(f"---\ntitle: T{number}\nlanguage: en\n---\n{text}\n", "utf-8")
    code = f"""
import sys
from pathlib import Path
from search.facts import FigureFacts
from search.library import Library
if __name__ == "__main__":
    library = Library([Path({str(folder)!r})], Path({str(tmp_path / "cache")!r}), Path({str(tmp_path / "state")!r}))
    library.fact_reader = FigureFacts()
    library.refresh(lambda done, total: print(done, flush=True))
    library.read_figures(progress=lambda done, total: print({count} + done, flush=True))
    print("end", flush=True)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        env=environment,
        cwd=ROOT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "end" or int(line) >= count * 2 * share:
            break
    process.kill()
    process.stdout.close()
    process.wait(20)
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    try:
        library.refresh()
        refreshed = library.refresh()
        assert (refreshed.read, refreshed.removed, refreshed.indexed) == (0, 0, 0), "once more is enough"
        assert len(library.articles) == count
        assert library.search("common").total == count
        assert library.search("number7").hits[0].article.title == "T7"
        assert library.problems == ()
    finally:
        library.close()
    assert left_behind(process.pid) == [], "its helpers end with it"


def left_behind(group: int) -> list[int]:
    """The processes of a killed one that are still there after a while."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return []
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return [group]
