"""Bytes become text: by their mark, as UTF-8, or by a guess that the article then admits to."""

import codecs
import re
from typing import NamedTuple

# UTF-32 before UTF-16: the mark of UTF-16 LE opens that of UTF-32 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without isolation the guess turns ñ into ń, silently: only these occur in practice beside UTF-8.
_CANDIDATES = ["utf_8", "cp1252", "utf_16", "mac_roman"]
_SAMPLE = 256 * 1024  # bytes that a guess looks at

_FORMATS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"\x1f\x8b",
    b"BZh",
    b"\xd0\xcf\x11\xe0",
)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
_WIDE_UTF8 = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")


class Decoded(NamedTuple):
    """A text, and what its reader should know of how it was decoded."""

    text: str
    note: str
    """"" when the bytes themselves said how they are to be read."""


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Return the text of `data`, or None when it is no text at all.

    `declared` is the encoding that a page or a mail names. It is believed only after the bytes themselves: a text that
    is valid UTF-8 hardly ever is anything else, whatever its page says.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], name)
    if data.startswith(_FORMATS):
        return None
    sample = data[:_SAMPLE]
    if wide := _unmarked_utf16(sample):
        return Decoded(data.decode(wide, "replace"), f"encoding guessed: {wide}")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.3 * len(sample):
        return None
    try:
        return Decoded(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        if controls > 0.05 * len(sample):  # chance alone puts a tenth of controls into compressed data
            return None
        return _as_declared(data, declared) or _guess(data)


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        name = codecs.lookup(declared.strip()).name if declared.isascii() else ""
        # Pages that declare Latin-1 mean Windows-1252, and browsers read them so.
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        if not name or name.startswith(
            ("utf", "rot", "base64", "hex", "zlib", "bz2", "quopri", "uu", "punycode", "idna")
        ):
            return None
        return Decoded(data.decode(name), "")
    except (LookupError, ValueError, TypeError):
        return None


def _by_mark(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), "")
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, f"encoding: damaged {name}, what could not be read is shown as \ufffd")


def _unmarked_utf16(sample: bytes) -> str:
    """Name the byte order of UTF-16 that carries no mark: Latin text has its NULs on one side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 4:
        return ""
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.02 * half:
        return "utf-16-be"
    return ""


def _guess(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    # Bytes of another encoding hardly ever form a UTF-8 sequence by chance: a text full of them is UTF-8 with damage.
    if len(_WIDE_UTF8.findall(data)) > 2 * text.count("\ufffd"):
        return Decoded(text, "encoding guessed: utf-8, damaged: what could not be read is shown as \ufffd")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    name = best.encoding if best is not None and best.encoding in ("cp1252", "mac_roman") else "cp1252"
    return Decoded(data.decode(name, "replace"), f"encoding guessed: {name}")
