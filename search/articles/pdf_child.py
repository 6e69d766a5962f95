"""Runs as a process of its own: reads a PDF from standard input and writes its lines to standard output as JSON.

PDFium is a large program in C++ that reads hostile files. Here it may use only so much time and memory, and when it
dies, one file is not read. Nothing of atodds is imported, so that the process starts fast.
"""

import ctypes
import json
import resource
import sys
import time
from typing import Any

SECONDS = 20
ENOUGH = 15.0  # seconds of work after which the pages that are left are given up
MEMORY = 1536 * 1024 * 1024
OUTPUT = 64 * 1024 * 1024
MOST_PAGES = 2_000
MOST_CHARACTERS = 100_000  # of one page; a page of a newspaper has about 12,000
_WIDE = 2.0  # heights of the type between two characters of a line that are in two columns or cells
_WIDE_IN_DIGITS = 0.5  # the same between two digits: "2023 | 105" are two cells, "12 105" is one number


def main() -> int:
    """Write one JSON object: the pages with their lines, and what the file says of itself; return the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        json.dump({"error": "password" if "password" in str(error).lower() else "damaged"}, sys.stdout)
        return 0
    pages: list[dict[str, Any]] = []
    for number in range(min(count, MOST_PAGES)):
        if time.process_time() > ENOUGH:
            break
        try:
            page = document[number]
            pages.append({"width": page.get_width(), "height": page.get_height(), "lines": _lines(page, raw)})
            page.close()
        except pypdfium2.PdfiumError:
            pages.append({"width": 0, "height": 0, "lines": []})
    metadata = {key: str(value)[:1000] for key, value in document.get_metadata_dict(skip_empty=True).items()}
    json.dump({"pages": pages, "count": count, "metadata": metadata, "language": _language(document, raw)}, sys.stdout)
    return 0


def _language(document: Any, raw: Any) -> str:
    read = getattr(raw, "FPDFCatalog_GetLanguage", None)  # PDFium has it since 2024
    if read is None:
        return ""
    size = read(document, None, 0)
    if not 2 < size <= 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _lines(page: Any, raw: Any) -> list[list[Any]]:
    """Return [left, baseline, right, size of the type, text] of each stretch of text, in the order of the file."""
    text = page.get_textpage()
    left, right, bottom, top, x, baseline = (ctypes.c_double() for _ in range(6))
    found: list[list[Any]] = []
    pieces: list[str] = []
    box = [0.0, 0.0, 0.0]
    size = 0.0
    last = ""  # the last character that is no space

    def flush() -> None:
        nonlocal size
        line = "".join(pieces)
        if line.strip():
            found.append([*(round(value, 1) for value in box), round(size, 1), line])
        pieces.clear()
        size = 0.0

    for index in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            flush()
            continue
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if code == 2 or raw.FPDFText_IsHyphen(text, index) == 1:
            character = "\x02"  # a hyphen that breaks a word at the end of its line
        if character.isspace() or not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            if pieces:
                pieces.append(" " if character.isspace() else character)
            continue
        if pieces and size:
            wide = _WIDE_IN_DIGITS if last.isdigit() and character.isdigit() else _WIDE
            if left.value - box[2] > wide * size:
                flush()
        if not size:
            size = raw.FPDFText_GetFontSize(text, index) * _scale(text, index, raw) or 1.0
            raw.FPDFText_GetCharOrigin(text, index, x, baseline)
            box[:] = [left.value, baseline.value, right.value]
        box[0], box[2] = min(box[0], left.value), max(box[2], right.value)
        pieces.append(character)
        last = character
    flush()
    text.close()
    return found


def _scale(text: Any, index: int, raw: Any) -> float:
    """Return how much the page enlarges the type: browsers print with type of size 1 and a matrix."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


if __name__ == "__main__":
    sys.exit(main())
