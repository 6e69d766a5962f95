"""Whatever stands in a file, its reader gives articles or one reason, soon, and never an exception."""

import gzip
import io
import json
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.articles import Problem, read_articles

DOCUMENTS = Path(__file__).parent / "documents"
SENTENCE = "The council decided on Monday, 4 March 2024, to pay 15 million euros for the dam. "


def _repacked(path: Path) -> bytes:
    """The archive without compression: bytes that change change the XML and not only a checksum."""
    content = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return content.getvalue()


def _mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@x.example", "Größe", "Mon, 4 Mar 2024 10:00:00 +0000"
    message.set_content(SENTENCE * 3)
    message.add_alternative(f"<p>{SENTENCE * 3}</p>", subtype="html")
    return bytes(message)


EXPORT = (
    "                 1 of 1 DOCUMENTS\n\n\n              The Post\n\n           January 11, 2024 Thursday\n\nHead\n\n"
    f"LENGTH: 3 words\n\n{SENTENCE}\n\nLANGUAGE: ENGLISH\n"
)
ITEM = f"<item><title>A</title><description>&lt;p&gt;{SENTENCE}</description></item>"
FEED = f"<rss><channel><title>T</title>{ITEM}</channel></rss>"
SEEDS = {
    ".html": (DOCUMENTS / "page.html").read_bytes(),
    ".docx": _repacked(DOCUMENTS / "office.docx"),
    ".epub": _repacked(DOCUMENTS / "office.epub"),
    ".eml": _mail(),
    ".mbox": b"From a\n" + _mail() + b"\n\nFrom b\n" + _mail(),
    ".mhtml": _mail(),
    ".jsonl": (json.dumps({"title": "A", "text": SENTENCE, "date": 1709510400}) + "\n").encode() * 3,
    ".json": json.dumps({"articles": [{"title": "A", "content": f"<p>{SENTENCE}</p>", "source": {}}]}).encode(),
    ".rss": FEED.encode(),
    ".txt": EXPORT.encode(),
    ".txt.gz": gzip.compress(SENTENCE.encode() * 5, mtime=0),
}  # fmt: skip


def check(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    problems: list[Problem] = []
    start = time.process_time()
    for article in read_articles(path, problems.append):
        assert article.body.strip()
        assert all(0 <= a < b <= len(article.body) for a, b in article.furniture)
        assert "\x1b" not in article.body + article.title
    assert len(problems) <= 2
    for problem in problems:
        assert "\n" not in problem.reason
    assert time.process_time() - start < 10


@pytest.mark.parametrize("suffix", SEEDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[suffix])
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    check(tmp_path / f"a{suffix}", bytes(content[: data.draw(st.integers(1, len(content)))] or b"x"))


@pytest.mark.parametrize("suffix", SEEDS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=400))
def test_chance(tmp_path: Path, suffix: str, data: bytes) -> None:
    check(tmp_path / f"a{suffix}", data)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_pdf_files(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray((DOCUMENTS / data.draw(st.sampled_from(["scanned.pdf", "printed.pdf"]))).read_bytes())
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    check(tmp_path / "a.pdf", bytes(content[: data.draw(st.integers(1, len(content)))]))
