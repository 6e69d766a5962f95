"""Exports of press archives: one text with many articles, each opened and closed by lines that the archive prints.

Three layouts are known, all recognised by their frames and never by a newspaper's name:

- Nexis, classic: "1 of 20 DOCUMENTS", source, date, headline, "LENGTH: 355 words", text, "LOAD-DATE: …", copyright;
- Nexis Uni and Lexis+: headline, source, date, copyright, "Length: 355 words", "Body", text, "End of Document";
- Factiva: headline, "355 words", date, source, code, language, copyright, text, "Document FTFT0000…".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.articles.document import Block, Document
from search.articles.furniture import read_date
from search.articles.language import stated_language

_NUMBERED = re.compile(
    r"\s{0,99}([0-9]{1,6}) (?:of|von|de|sur|di|van) ([0-9]{1,6})"
    r" (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)\s{0,9}"
)
_FACTIVA_END = re.compile(r"(?:Document|Dokument|Documento) [A-Z][A-Z0-9]{2,8}[0-9]{6,10}[a-z0-9]{3,14}")
_UNI_END = re.compile(r"End of Document", re.IGNORECASE)
_WORDS = re.compile(
    r"[0-9]{1,3}(?:[., ]?[0-9]{3}){0,2} (?:words?|mots?|palabras?|Wörter|Wort|parole|palavras?|woorden)"
)
_FIELD = re.compile(r"([A-ZÄÖÜÉ][\w./&-]{1,24}(?: [A-Z][\w-]{1,20})?): {0,9}(.{0,2000})")
_LENGTHS = frozenset({"length", "länge", "longueur", "lengte", "lunghezza", "extensión", "longitud", "tamanho"})
_CLOSING = frozenset({
    "load-date", "language", "sprache", "langue", "taal", "lingua", "idioma", "publication-type", "journal-code",
    "classification", "subject", "update", "document-type", "acc-no", "graphic", "grafik", "notes",
})  # fmt: skip
_LANGUAGES = frozenset({"language", "sprache", "langue", "taal", "lingua", "idioma"})
_COPYRIGHT = re.compile(
    r"(?:Copyright|\(c\)|©|All Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés)", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,7}")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?: ?[A-Z]{2,4})?")
_FRAME = ("document", "dokument")  # one of them stands in a frame of every layout
_HEAD = 60  # lines that a head may have


@dataclass(slots=True)
class _Draft:
    title: str = ""
    source: str = ""
    language: str = ""
    date: str = ""
    head: Sequence[str] = ()
    body: Sequence[str] = ()
    foot: Sequence[str] = ()


def may_be_export(text: str) -> bool:
    """Tell whether a text is worth being looked through for articles of an export."""
    lower = text.lower()
    return any(word in lower for word in _FRAME)


def documents_of_export(lines: list[str], wrapped: bool, notes: tuple[str, ...] = ()) -> list[Document]:
    """Return the articles of an export, [] when the lines are none.

    `wrapped` says that lines were broken at a width, as in text files, and that empty lines stand between paragraphs.
    """
    drafts = _classic(lines) or _uni(lines) or _factiva(lines)
    return [document for draft in drafts if (document := _document(draft, wrapped, notes))]


def _document(draft: _Draft, wrapped: bool, notes: tuple[str, ...]) -> Document | None:
    story = _paragraphs(draft.body, wrapped)
    if not story:
        return None
    head = [Block(line.strip(), furniture=True, tight=bool(number)) for number, line in enumerate(_filled(draft.head))]
    foot = [Block(line.strip(), furniture=True, tight=bool(number)) for number, line in enumerate(_filled(draft.foot))]
    title = [Block(draft.title)] if draft.title else []
    blocks = (*title, *head, *(Block(text) for text in story), *foot)
    return Document(blocks, draft.title, draft.source, draft.language, draft.date, notes=notes)


def _paragraphs(lines: Sequence[str], wrapped: bool) -> list[str]:
    if not wrapped:
        return [line.strip() for line in lines if line.strip()]
    paragraphs: list[list[str]] = [[]]
    long = [len(line) for line in lines if line.strip()]
    width = max(long, default=0)
    broken = width <= 100  # lines of whole paragraphs are longer than any printed width
    for line in lines:
        if not line.strip():
            paragraphs.append([])
        elif broken:
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line.strip()])
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def _filled(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _field(line: str) -> tuple[str, str]:
    match = _FIELD.fullmatch(line.strip())
    return (match[1].lower(), match[2].strip()) if match else ("", "")


def _foot_at(lines: Sequence[str], start: int) -> int:
    """Return the first of the closing lines: fields and copyright after which no text comes."""
    at = len(lines)
    for index in range(len(lines) - 1, start, -1):
        line = lines[index].strip()
        if not line:
            continue
        name, _ = _field(line)
        if name in _CLOSING or _COPYRIGHT.match(line):
            at = index
        elif len(lines) - index > _HEAD:
            break
    return at


def _classic(lines: list[str]) -> list[_Draft]:
    marks = [(index, match) for index, line in enumerate(lines) if (match := _NUMBERED.fullmatch(line))]
    if not marks or any(int(match[1]) > int(match[2]) for _, match in marks):
        return []
    ends = [index for index, _ in marks[1:]] + [len(lines)]
    drafts = [_classic_draft(lines[index + 1 : end]) for (index, _), end in zip(marks, ends, strict=True)]
    return drafts if all(draft.date or draft.language for draft in drafts) else []


def _classic_draft(lines: list[str]) -> _Draft:
    draft = _Draft()
    start = _after_fields(lines)
    head = lines[:start]
    dated = next((i for i, line in enumerate(head) if read_date(_without_weekday(line))), -1)
    if dated >= 0:
        draft.date = _without_weekday(head[dated])
    opening = head[: dated if dated >= 0 else len(head)]
    sources = [line.strip() for line in _filled(opening) if not _COPYRIGHT.match(line.strip()) and not _field(line)[0]]
    draft.source = sources[0] if sources else ""
    rest = head[dated + 1 :] if dated >= 0 else []
    while rest and (not rest[0].strip() or rest[0].startswith("    ")):  # centred lines name the edition
        rest.pop(0)
    headline: list[str] = []
    for line in rest:
        if not line.strip() or _field(line)[0]:
            break
        headline.append(line.strip())
    draft.title = " ".join(headline)
    foot = _foot_at(lines, start)
    draft.head = [line for line in head if line.strip() not in headline]
    draft.body, draft.foot = lines[start:foot], lines[foot:]
    draft.language = _language(draft.foot)
    return draft


def _after_fields(lines: list[str]) -> int:
    """Return the line after the length, or else after the last field of the head."""
    after = 0
    for index, line in enumerate(lines[:_HEAD]):
        name, _ = _field(line)
        if name in _LENGTHS:
            after = index + 1
            for further in range(index + 1, min(index + 12, len(lines))):
                if lines[further].strip() and _field(lines[further])[0] in (
                    "dateline",
                    "highlight",
                    "byline",
                    "section",
                ):
                    after = further + 1
            return after
        if name and name.isascii() and line.strip()[: len(name)].isupper() and name not in _CLOSING:
            after = index + 1
    return after


def _uni(lines: list[str]) -> list[_Draft]:
    drafts: list[_Draft] = []
    start = 0
    for index, line in enumerate(lines):
        if not _UNI_END.fullmatch(line.strip()):
            continue
        draft = _uni_draft(lines[start:index])
        if draft is None:
            return []
        drafts.append(draft)
        start = index + 1
    return drafts


def _uni_draft(lines: list[str]) -> _Draft | None:
    body = next(
        (i for i, line in enumerate(lines[: 2 * _HEAD]) if line.strip() in ("Body", "Text", "Corps", "Corpo")), -1
    )
    length = next((i for i, line in enumerate(lines[: 2 * _HEAD]) if _field(line)[0] in _LENGTHS), -1)
    if length < 0:
        return None
    if body < length:
        body = length
    head = _filled(lines[:body])
    dated = next((i for i, line in enumerate(head) if read_date(_without_weekday(line))), -1)
    draft = _Draft()
    if dated >= 0:
        draft.date = _without_weekday(head[dated])
        draft.source = head[dated - 1].strip() if dated else ""
        draft.title = head[dated - 2].strip().removeprefix("• ") if dated > 1 else ""
        # Before the first article stands the archive's list of what was exported.
        head = head[max(dated - 2, 0) :]
    foot = _foot_at(lines, body + 1)
    draft.head = [line for line in head if line.strip().removeprefix("• ") != draft.title]
    draft.body, draft.foot = lines[body + 1 : foot], lines[foot:]
    draft.language = _language(draft.foot)
    return draft


def _factiva(lines: list[str]) -> list[_Draft]:
    drafts: list[_Draft] = []
    start = 0
    for index, line in enumerate(lines):
        if not _FACTIVA_END.fullmatch(line.strip()):
            continue
        draft = _factiva_draft(lines[start:index], line)
        if draft is None:
            return []
        drafts.append(draft)
        start = index + 1
    return drafts


def _factiva_draft(lines: list[str], closing: str) -> _Draft | None:
    words = next((i for i, line in enumerate(lines[:_HEAD]) if _WORDS.fullmatch(line.strip())), -1)
    if words < 1:
        return None
    draft = _Draft()
    titles = [line.strip() for line in _filled(lines[:words])]
    draft.title = next((line for line in titles if not line.startswith(("By ", "Par ", "Von ", "Por "))), "")
    end = words + 1
    for index in range(words + 1, min(words + 14, len(lines))):
        line = lines[index].strip()
        if _COPYRIGHT.match(line):
            end = index + 1
            break
        if not draft.date and read_date(line):
            draft.date = line
        elif draft.date and not draft.source and line and not _TIME.fullmatch(line):
            draft.source = line
        elif not draft.language and stated_language(line) and not _CODE.fullmatch(line):
            draft.language = line
            end = index + 1
    draft.head = [line for line in lines[:end] if line.strip() != draft.title]
    draft.body, draft.foot = lines[end:], [closing]
    return draft


def _language(foot: Sequence[str]) -> str:
    for line in foot:
        name, value = _field(line)
        if name in _LANGUAGES:
            return value.split(";")[0]
    return ""


def _without_weekday(line: str) -> str:
    """Return the date of a line without the weekday and hour that Nexis appends: "January 11, 2010 Monday 8:00 AM"."""
    words = line.split()
    for count in (len(words), 3, 4, 5):
        text = " ".join(words[:count])
        if 2 < count <= len(words) and count <= 8 and read_date(text):
            return text
    return ""
