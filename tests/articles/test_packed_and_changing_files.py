"""Files packed with gzip, bombs, files that change while they are read, and readers that fail."""

import gzip
import os
import time
from pathlib import Path

import pytest

from search.articles import Problem, formats, mailbox, read_articles
from search.articles.document import Block, Content, Document

SENTENCE = "The council of the valley decided on Monday to rebuild the old dam before the next winter comes."
NAMES = [suffix for form in formats.FORMATS for suffix in form.suffixes]


def read(path: Path) -> tuple[list[str], list[str]]:
    problems: list[Problem] = []
    bodies = [article.body for article in read_articles(path, problems.append)]
    return bodies, [problem.reason for problem in problems]


def test_a_packed_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    assert read(tmp_path) == ([SENTENCE], ["is not in a format atodds reads"])


def test_a_packed_file_without_the_name_of_one_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(gzip.compress(SENTENCE.encode()))
    assert read(tmp_path / "a.md") == ([SENTENCE], [])


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".rss"])
def test_a_gzip_bomb_costs_little(tmp_path: Path, suffix: str) -> None:
    piece = gzip.compress(bytes(8 * 1024 * 1024))
    (tmp_path / f"a{suffix}.gz").write_bytes(piece * 14)  # 112 MB
    start = time.process_time()
    bodies, problems = read(tmp_path / f"a{suffix}.gz")
    assert (bodies, len(problems)) == ([], 1)
    assert "larger than" in problems[0]
    assert time.process_time() - start < 8


@pytest.mark.parametrize("damage", [lambda d: d[:-9], lambda d: d[:20] + b"\xff" * 20 + d[40:], lambda d: d[:5]])
def test_a_damaged_gzip_file_is_one_problem(tmp_path: Path, damage: object) -> None:
    data = gzip.compress(os.urandom(50) + SENTENCE.encode() * 50)
    (tmp_path / "a.txt.gz").write_bytes(damage(data))  # type: ignore[operator]
    assert read(tmp_path / "a.txt.gz") == ([], ["is a damaged gzip file: unpack it again from its source"])


@pytest.mark.parametrize("suffix", NAMES)
def test_an_empty_file_of_any_format(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").touch()
    assert read(tmp_path / f"a{suffix}") == ([], ["is empty: nothing to read"])


@pytest.mark.parametrize("suffix", NAMES)
def test_a_text_of_any_name_is_an_article_or_one_problem(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_text(SENTENCE)
    bodies, problems = read(tmp_path / f"a{suffix}")
    assert len(bodies) + len(problems) == 1


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx", ".eml", ".json", ".rss", ".epub", ".mhtml"])
def test_a_file_beyond_the_limit_of_its_format_is_not_read(tmp_path: Path, suffix: str) -> None:
    with open(tmp_path / f"a{suffix}", "wb") as file:
        file.truncate(101 * 1024 * 1024)
    start = time.process_time()
    bodies, problems = read(tmp_path / f"a{suffix}")
    assert (bodies, len(problems)) == ([], 1)
    assert "larger than" in problems[0]
    assert time.process_time() - start < 1


def test_a_mailbox_is_read_mail_by_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, parsed = mailbox.document_of, []

    def counting(data: bytes, digest: str) -> Document:
        parsed.append(len(data))
        return real(data, digest)

    monkeypatch.setattr(mailbox, "document_of", counting)
    monkeypatch.setattr(mailbox, "LARGEST_MAIL", 10_000)
    one = b"From a Mon\nSubject: x\nContent-Language: en\n\n" + b"A line that says nothing at all.\n" * 1_000 + b"\n"
    (tmp_path / "a.mbox").write_bytes(one * 20)
    articles = read_articles(tmp_path / "a.mbox")
    next(articles)
    assert len(parsed) <= 2, "the others have not been read yet"
    assert sum(1 for _ in articles) == 19
    assert max(parsed) < 11_000


def test_a_file_that_grows_while_it_is_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{SENTENCE}"}}\n' * 3)
    problems: list[Problem] = []
    for _ in read_articles(path, problems.append):
        with path.open("a") as file:
            file.write("\n")
    assert [problem.reason for problem in problems] == ["changed while it was read: open it again"]


def test_a_reader_that_fails_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_content: Content) -> object:
        yield Document((Block(SENTENCE),))
        raise IndexError("pop from empty list")

    monkeypatch.setattr("search.articles.mail.read", fail)
    (tmp_path / "a.eml").write_text("x")
    (tmp_path / "b.txt").write_text(SENTENCE)
    bodies, problems = read(tmp_path)
    assert len(bodies) >= 1
    assert len(problems) == 1
    assert "its reader failed (IndexError)" in problems[0]


def test_a_name_that_is_not_utf_8_in_any_format(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name in (b"caf\xe9.html", b"caf\xe9.eml", b"caf\xe9.jsonl"):
        content = b'{"text": "' + SENTENCE.encode() + b'"}' if name.endswith(b"l") else SENTENCE.encode()
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(
            content if b"json" in name else b"X: y\n\n" + SENTENCE.encode()
        )
    bodies, problems = read(tmp_path)
    assert (len(bodies), problems) == (3, [])
