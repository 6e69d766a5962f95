"""What cannot be read: one clear sentence each, and the other articles still open."""

import os
import socket
from pathlib import Path

import pytest

from search.articles import Problem, find_candidates, read_articles, read_candidate
from search.articles import files as files_module

GOOD = "A good article\n\nThe story goes on here.\n"


def read(path: Path) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    names = [Path(article.path).name for article in read_articles(path, problems.append)]
    for problem in problems:
        assert str(problem).count("\n") == 0
        assert str(problem).endswith(".")
    return names, problems


def folder_with_good(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


def expect(path: Path, reason: str) -> None:
    names, problems = read(path)
    assert names == ["good.txt"], "the other article still opens"
    assert [reason in problem.reason for problem in problems] == [True], [str(problem) for problem in problems]


def test_a_missing_path(tmp_path: Path) -> None:
    names, problems = read(tmp_path / "nowhere.txt")
    assert names == []
    assert "does not exist" in problems[0].reason
    assert problems[0].path.endswith("nowhere.txt")


def test_an_impossible_name() -> None:
    assert "not a possible name" in read(Path("a\0b.txt"))[1][0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(GOOD)
    (tmp_path / "secret.txt").chmod(0)
    expect(folder_with_good(tmp_path), "permission")


def test_a_refused_file_is_said_to_lack_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: object, *arguments: int) -> int:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(files_module.os, "open", refuse)
    (tmp_path / "secret.txt").write_text(GOOD)
    expect(folder_with_good(tmp_path), "permission")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    expect(folder_with_good(tmp_path), "is empty")


def test_a_file_of_front_matter_alone(tmp_path: Path) -> None:
    (tmp_path / "head.txt").write_text("---\ntitle: x\n---\n\n")
    expect(folder_with_good(tmp_path), "holds no text")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"%PDF-1.7\n text", bytes(range(256)) * 20, b"\x00\x01\x02" * 50],
    ids=["picture", "pdf", "noise", "controls"],
)
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "binary.txt").write_bytes(data)
    expect(folder_with_good(tmp_path), "binary")


def test_a_text_with_one_nul_is_still_a_text(tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(b"A text with a NUL\x00 and an escape \x1b[2J in it.\n")
    assert read(tmp_path) == (["nul.txt"], [])


def test_a_file_of_100_mb(tmp_path: Path) -> None:
    with open(tmp_path / "huge.txt", "wb") as file:
        file.truncate(100 * 1024 * 1024)
    expect(folder_with_good(tmp_path), "larger than 20 MB")


def test_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    expect(folder_with_good(tmp_path), "a pipe")
    assert "a pipe" in read(tmp_path / "pipe.txt")[1][0].reason


def test_a_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "s.txt"))
        expect(folder_with_good(tmp_path), "a socket")


def test_a_device() -> None:
    assert "a device" in read(Path("/dev/zero"))[1][0].reason


def test_links_are_followed_only_when_they_are_named(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "target.txt").write_text(GOOD)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside / "target.txt")
    (folder / "round").symlink_to(folder)
    expect_names, problems = read(folder_with_good(folder))
    assert expect_names == ["good.txt"]
    assert [(problem.quiet, "symbolic link" in problem.reason) for problem in problems] == [(False, True), (True, True)]
    assert read(folder / "link.txt") == (["link.txt"], [])


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "link.txt")
    assert "leads nowhere" in read(tmp_path / "link.txt")[1][0].reason


def test_other_formats_are_listed_quietly(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    names, problems = read(folder_with_good(tmp_path))
    assert names == ["good.txt"]
    assert [(problem.reason, problem.quiet) for problem in problems] == [("is not in a format atodds reads", True)]


def test_another_format_that_was_named_is_announced(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    problem = read(tmp_path / "photo.jpg")[1][0]
    assert not problem.quiet
    assert ".txt, .md, .html" in problem.reason


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert "holds no article" in read(tmp_path)[1][0].reason


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\x1b[2J.txt")).write_text(GOOD)
    names, problems = read(tmp_path)
    assert names == ["caf\ufffd␛[2J.txt"]
    assert problems == []


def test_a_file_that_vanishes_before_it_is_read(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "a.txt").write_text(GOOD)
    (candidate,) = find_candidates(tmp_path, problems.append)
    (tmp_path / "a.txt").unlink()
    assert read_candidate(candidate, problems.append) is None
    assert "vanished" in problems[0].reason


def test_a_file_that_became_a_link_before_it_is_read(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "a.txt").write_text(GOOD)
    (candidate,) = find_candidates(tmp_path, problems.append)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").symlink_to("/etc/passwd")
    assert read_candidate(candidate, problems.append) is None
    assert "symbolic link" in problems[0].reason


def test_more_files_than_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MOST_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(GOOD)
    names, problems = read(tmp_path)
    assert names == ["0.txt", "1.txt", "2.txt"]
    assert "more than 3 files" in problems[0].reason


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.MD", "c/d/e.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(GOOD)
    assert read(tmp_path) == (["a.txt", "1.MD", "2.txt", "e.txt"], [])


def test_a_folder_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    deep = tmp_path / Path(*["d"] * 40)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(GOOD)
    expect(folder_with_good(tmp_path), "folders deep")


def test_a_file_of_which_nothing_can_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\u00ad\u200b\ufeff\n\u2060\n", "utf-8")
    problems: list[Problem] = []
    assert list(read_articles(tmp_path, problems.append)) == []
    assert [problem.reason for problem in problems] == ["holds no text: nothing to read"]
