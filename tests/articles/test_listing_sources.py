"""`atodds sources`: every file with what was read in it, what was skipped and why."""

import gzip
import json
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from search.articles import read_articles
from tui import sources_command

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = Path(__file__).parent / "documents"
SENTENCE = "The council of the valley decided on Monday to rebuild the old dam before the next winter comes."


Listing = Callable[..., tuple[int, str]]


@pytest.fixture
def sources(capsys: pytest.CaptureFixture[str]) -> Listing:
    def run(*paths: object, form: str = "text") -> tuple[int, str]:
        status = sources_command.run(Namespace(paths=[str(path) for path in paths], format=form))
        said = capsys.readouterr()
        assert said.err == ""
        return status, said.out

    return run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "---\ntitle: \x1b[2JA title\nsource: El Faro\nlang: en\ndate: 2024-03-04\n---\n" + SENTENCE
    )
    lines = [json.dumps({"title": title, "text": SENTENCE, "url": "https://x.example", "lang": "en"}) for title in "BC"]
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines, "{"]).encode()))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "photo.jpg").write_bytes(b"x")
    (folder / "package.json").write_text("{}")
    os.mkfifo(folder / "pipe.html")
    return folder


def test_the_list_for_people(library: Path, sources: Listing) -> None:
    status, text = sources(library)
    assert status == 3
    text = text.replace(f"{library}/", "")
    assert text.split("\n") == [
        "a.txt (text)",
        "    ␛[2JA title",
        "        El Faro · en · 2024-03-04 · 96 characters",
        "        1 control character removed",
        "b.jsonl.gz (JSON lines)",
        "    #1 B",
        "        source unknown · en · date unknown · 96 characters",
        "        published at https://x.example",
        "    #2 C",
        "        source unknown · en · date unknown · 96 characters",
        "        published at https://x.example",
        "    note: has in line 3 no JSON: the rest was read",
        "broken.pdf",
        "    skipped: is a damaged PDF: save it again from its source",
        "package.json",
        "    skipped: holds no article: its objects have no field text, body or content",
        "photo.jpg",
        "    skipped: is not in a format atodds reads",
        "pipe.html",
        "    skipped: is a pipe, not a file: left alone",
        "3 articles in 2 files, 4 skipped.",
        "",
    ]


def test_the_list_for_programs(library: Path, sources: Listing) -> None:
    _, text = sources(library, form="json")
    assert text.isascii()
    document = json.loads(text)
    assert document["version"] == 1
    files = {Path(file["path"]).name: file for file in document["files"]}
    assert set(files) == {"a.txt", "b.jsonl.gz", "broken.pdf", "photo.jpg", "package.json", "pipe.html"}
    assert files["a.txt"]["articles"] == [
        {
            "path": str(library / "a.txt"),
            "title": "␛[2JA title",
            "source": "El Faro",
            "language": "en",
            "date": "2024-03-04",
            "characters": 96,
            "url": "",
            "notes": ["1 control character removed"],
        }
    ]
    assert files["photo.jpg"] == {
        "path": str(library / "photo.jpg"),
        "format": "",
        "articles": [],
        "problems": [{"reason": "is not in a format atodds reads", "quiet": True}],
    }


def test_status_tells_whether_all_was_read(tmp_path: Path, sources: Listing) -> None:
    (tmp_path / "a.txt").write_text(f"---\nlang: en\n---\n{SENTENCE}")
    (tmp_path / "photo.jpg").touch()
    assert sources(tmp_path)[0] == 0
    assert sources(tmp_path / "photo.jpg")[0] == 2
    assert sources(tmp_path, tmp_path / "nowhere")[0] == 3


def test_as_a_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "sources", "-"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)}
    text = f"---\nlanguage: en\ntitle: T\n---\n{SENTENCE}"
    done = subprocess.run(
        command, env=environment, input=text, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("-\n    T\n")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (SENTENCE.encode(), ""),
        ((DOCUMENTS / "page.html").read_bytes(), "La presa del Orlac costará 15 millones"),
        ((DOCUMENTS / "printed.pdf").read_bytes(), "La presa del Orlac costará 15 millones"),
        ((DOCUMENTS / "office.docx").read_bytes(), "La presa del Orlac costará 15 millones"),
        ((DOCUMENTS / "office.epub").read_bytes(), "La presa del Orlac costará 15 millones"),
        (gzip.compress((DOCUMENTS / "page.html").read_bytes()), "La presa del Orlac costará 15 millones"),
        (json.dumps({"title": "J", "text": SENTENCE}).encode(), "J"),
        (json.dumps([{"title": "J", "text": SENTENCE}]).encode(), "J"),
        ("\n".join(json.dumps({"title": t, "text": SENTENCE}) for t in "JK").encode(), "J"),
        (b"<?xml version='1.0'?><rss><channel><item><title>R</title></item></channel></rss>", "R"),
        (b"From: a@x.example\nSubject: M\nDate: x\nMessage-ID: <1>\n\n" + SENTENCE.encode(), "M"),
        (b"From a Mon\nFrom: a@x.example\nSubject: B\n\n" + SENTENCE.encode(), "B"),
    ],
    ids=["text", "page", "pdf", "docx", "epub", "gzip", "json", "list", "lines", "feed", "mail", "mailbox"],
)
def test_standard_input_is_recognised_by_its_first_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, title: str
) -> None:
    (tmp_path / "input").write_bytes(content)
    with (tmp_path / "input").open() as given:
        monkeypatch.setattr(sys, "stdin", given)
        articles = list(read_articles("-"))
    assert articles[0].title == title
    assert articles[0].path == ("-#1" if len(articles) > 1 else "-")
