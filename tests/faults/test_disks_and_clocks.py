"""No room, no right to write, another reader, a clock that goes back: a sentence, and nothing is lost."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.decision import Act, Decision, Reference
from search.library import Library, survey
from search.library.decisions import Decisions
from tests.tui.test_on_a_terminal import on_terminal

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("ATODDS_CONFIG", raising=False)
    return tmp_path


def atodds(*arguments: object, limit: int = 0, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command; with `limit`, no file may grow beyond that many bytes, as on a disk that is full."""

    def be_limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        preexec_fn=be_limited if limit else None,
        timeout=120,
        check=False,
    )


def mounted(folder: Path, options: str) -> Callable[[], None]:
    """Mount a small file system in memory; returns what takes it away."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk takes Linux and root")
    folder.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    return lambda: subprocess.run(["umount", "-l", folder], check=False) and None


def no_trace(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr, done.stderr
    assert "mistake in atodds" not in done.stderr, done.stderr


@pytest.mark.parametrize("limit", [1, 5_000, 30_000, 100_000])
def test_where_files_cannot_grow_commands_answer_all_the_same(own_folders: Path, limit: int) -> None:
    compared = atodds("compare", SEEDS, limit=limit)
    no_trace(compared)
    assert compared.returncode == 1
    assert "contradict" in compared.stdout.lower()
    for command in (["search", "mistral", SEEDS], ["index", SEEDS], ["doctor"], ["sources", SEEDS]):
        no_trace(atodds(*command, limit=limit))
    report = own_folders / "report.html"
    written = atodds("compare", SEEDS, "--format", "html", "-o", report, limit=limit)
    no_trace(written)
    if limit <= 5_000:
        assert written.returncode == 2
        assert len(written.stderr.splitlines()) == 1
        assert not report.exists()
    assert [path.name for path in own_folders.iterdir() if path.name.startswith(".report")] == [], "no rests"
    searched = atodds("search", "mistral", SEEDS)
    assert searched.returncode == 0, "with room again everything is found"
    assert "5" in searched.stdout + searched.stderr


def test_a_full_disk_keeps_what_was_decided(own_folders: Path) -> None:
    kept = Decisions(own_folders / "state" / "atodds")
    for number in range(5):
        kept.keep(Decision(Act.DISMISS, (Reference("ab" * 32, number, "x"),), f"before {number}"))
    code = """
import sys
from pathlib import Path
from search.decision import Act, Decision, Reference
from search.library.decisions import Decisions, DecisionsError
store = Decisions(Path(sys.argv[1]))
try:
    for number in range(2000):
        store.keep(Decision(Act.DISMISS, (Reference("cd" * 32, number, "x" * 200),), f"then {number}"))
except DecisionsError as error:
    print(error)
"""
    limit = kept.path.stat().st_size + 4096
    done = subprocess.run(
        [sys.executable, "-c", code, str(kept.path.parent)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
    )
    assert "Decisions cannot be read or kept" in done.stdout, done.stderr
    assert [each.label for each in kept.all()][:5] == [f"before {number}" for number in range(5)]


def test_on_a_small_disk_it_reads_compares_and_says_so(own_folders: Path) -> None:
    take_away = mounted(own_folders / "cache", "size=64k,mode=700")
    try:
        done = atodds("index", SEEDS)
        no_trace(done)
        assert done.returncode in (2, 3)
        assert "index" in done.stderr
        done = atodds("search", "mistral", SEEDS)
        no_trace(done)
        with on_terminal(["-m", "tui", "seeds"], own_folders) as terminal:
            terminal.wait_for("5 articles")
            terminal.press("c")
            terminal.wait_for("next pane")
            terminal.press("q")
            terminal.press("q")
            assert terminal.ended() == 0
            assert b"Traceback" not in terminal.sent
    finally:
        take_away()


@pytest.fixture
def unwritable(own_folders: Path) -> Iterator[Path]:
    """A home that can be read and not written to, by whoever runs the tests."""
    folders = [own_folders / name for name in ("config", "state", "cache")]
    if os.geteuid() == 0:
        taken = [mounted(folder, "size=64k,ro") for folder in folders]
    else:
        for folder in folders:
            folder.mkdir(mode=0o500)
        taken = []
    yield own_folders
    for take_away in taken:
        take_away()
    for folder in folders:
        folder.chmod(0o700)


def test_a_home_that_cannot_be_written_is_no_reason_to_stop(unwritable: Path) -> None:
    compared = atodds("compare", SEEDS)
    no_trace(compared)
    assert compared.returncode == 1
    searched = atodds("search", "mistral", SEEDS)
    no_trace(searched)
    assert searched.returncode == 0
    assert "this session only" in searched.stderr
    told = atodds("doctor")
    no_trace(told)
    assert told.returncode == 2
    assert "cannot be written" in told.stdout
    with on_terminal(["-m", "tui", "seeds"], unwritable) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("contradiction")
        terminal.press("n")
        terminal.press("x")  # a decision that cannot be kept
        terminal.wait_for("cannot be")
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.sent


def test_two_readers_of_one_library_do_not_disturb_each_other(own_folders: Path) -> None:
    with (
        on_terminal(["-m", "tui", "seeds"], own_folders) as first,
        on_terminal(["-m", "tui", "seeds"], own_folders) as second,
    ):
        for terminal in (first, second):
            terminal.wait_for("5 articles")
            terminal.press("c")
            terminal.wait_for("contradiction")
        first.press("n")
        first.press("x")
        second.press("nn")
        second.press("x")
        second.wait_for("ismissed")
        for terminal in (first, second):
            terminal.press("q")
            terminal.press("q")
            assert terminal.ended() == 0
            assert b"Traceback" not in terminal.sent
    assert len(Decisions(own_folders / "state" / "atodds").all()) == 2, "both decisions are kept"
    assert atodds("search", "mistral", SEEDS).returncode == 0


def test_changes_are_noticed_when_the_clock_was_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"---\nlanguage: en\n---\nBefore, {number} said so.\n")
    ahead = time.time_ns() + 400 * 86_400 * 10**9
    with monkeypatch.context() as then:
        then.setattr(survey, "now", lambda: ahead)
        library = Library([folder], tmp_path / "cache", tmp_path / "state")
        library.refresh()
        library.close()
    (folder / "1.txt").write_text("---\nlanguage: en\n---\nAfterwards, 1 said so.\n")
    os.utime(folder / "1.txt", (1, 1))
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    library.refresh()
    assert library.search("afterwards").total == 1
    assert library.search("before").total == 2
    library.close()


def test_the_last_decision_is_the_one_that_was_made_last_whatever_the_clock_says(tmp_path: Path) -> None:
    store = Decisions(tmp_path)
    reference = (Reference("ab" * 32, 1, "x"),)
    store.keep(Decision(Act.DISMISS, reference, "first", "2030-01-01T00:00:00+00:00"))
    store.keep(Decision(Act.TAKE_OUT, reference, "second", "2020-01-01T00:00:00+00:00"))
    assert [each.label for each in store.all()] == ["first", "second"]
