"""PDF: PDFium reads it in a process of its own; its lines become paragraphs, its running heads page furniture."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from search.articles.document import Content, Document, Unreadable
from search.articles.pdf_layout import Line, Page, blocks_of_pages, headline

TIMEOUT = 30.0
"""Seconds that the process may take, besides its own limits on computing time and memory."""
LARGEST_ANSWER = 64 * 1024 * 1024
_CHILD = Path(__file__).with_name("pdf_child.py")
_BROWSERS = ("skia", "chrom", "mozilla", "firefox", "quartz", "cairo", "webkit", "wkhtmltopdf")
_MADE_UP = (
    "untitled",
    "microsoft word",
    "microsoft powerpoint",
    "powerpoint",
    "document",
    "about:blank",
    "print",
    "layout",
)


def read(content: Content) -> Iterator[Document]:
    """Yield the one article of a PDF."""
    data = content.file.read()
    if b"%PDF-" not in data[:2048]:
        raise Unreadable("is no PDF, whatever its name says: save it again from its source")
    answer = _ask(data)
    if error := answer.get("error"):
        raise Unreadable(
            "is protected by a password: save a copy without one"
            if error == "password"
            else "is a damaged PDF: save it again from its source"
        )
    pages = [_page(page) for page in answer["pages"]]
    unwritten = sum(not page.lines for page in pages)
    if unwritten == len(pages):
        raise Unreadable("holds pictures of pages but no text: run a text recognition (OCR) over it first")
    notes = []
    if unwritten:
        notes.append(f"{unwritten} of {len(pages)} pages hold no text: they may be pictures")
    if len(pages) < answer["count"]:
        notes.append(f"only the first {len(pages):,} of {answer['count']:,} pages were read")
    metadata = answer["metadata"]
    made = _day(metadata.get("CreationDate", ""))
    if made and not _is_printed_page(metadata):
        notes.append(f"the file was made on {made}")
    title = _stated_title(metadata) or headline(pages)
    yield Document(blocks_of_pages(pages), title, "", answer["language"], notes=tuple(notes))


def _ask(data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_CHILD)]
    with tempfile.TemporaryFile() as output:
        try:
            subprocess.run(
                command, input=data, stdout=output, stderr=subprocess.DEVNULL, timeout=TIMEOUT, check=True, cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Unreadable(f"took more than {TIMEOUT:.0f} seconds to read: print it to a simpler PDF") from None
        except subprocess.CalledProcessError as error:
            raise Unreadable(_death(error.returncode)) from None
        except OSError:
            raise Unreadable("cannot be read: the process for PDFs did not start; try again") from None
        output.seek(0)
        try:
            answer = json.loads(output.read(LARGEST_ANSWER + 1))
        except (ValueError, RecursionError):
            raise Unreadable("is a damaged PDF: save it again from its source") from None
    return answer if isinstance(answer, dict) else {"error": "damaged"}


def _death(status: int) -> str:
    if status < 0:
        return "stopped the program that reads PDFs, which is guarded: print it to a simpler PDF"
    return "needs too much memory to read, or is damaged: print it to a simpler PDF"


def _page(page: dict[str, Any]) -> Page:
    lines = [Line(left, base, right, size, text) for left, base, right, size, text in page["lines"]]
    return Page(page["height"], lines)


def _stated_title(metadata: dict[str, str]) -> str:
    title = " ".join(metadata.get("Title", "").split())
    low = title.lower()
    if (
        len(title) < 4
        or low.startswith(_MADE_UP)
        or low.endswith((".doc", ".docx", ".pdf", ".indd", ".qxd", ".html", ".odt"))
    ):
        return ""
    return title if any(character.isalpha() for character in title) and not low.startswith(("http", "file:")) else ""


def _is_printed_page(metadata: dict[str, str]) -> bool:
    makers = f"{metadata.get('Producer', '')} {metadata.get('Creator', '')}".lower()
    return any(name in makers for name in _BROWSERS)


def _day(stamp: str) -> str:
    """Return the day of a date as PDF writes it: "D:20240304120000Z" is 2024-03-04."""
    digits = stamp.removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else ""
