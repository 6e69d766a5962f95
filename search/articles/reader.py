"""A file becomes articles: the reader of its format finds them; here they are cleaned, named and dated."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path, PurePath

from search.article import Article
from search.articles.dates import day_of
from search.articles.document import Block, Document, Unreadable
from search.articles.files import Found, find
from search.articles.formats import TEXT, format_of
from search.articles.furniture import Line, find_furniture, read_date
from search.articles.language import detect_language, stated_language
from search.articles.manifest import KEYS, UNKNOWN, Manifest, read_manifest
from search.articles.opened import Opened
from search.articles.problems import OnProblem, Problem, ignore
from search.articles.text_file import documents_of
from search.articles.title import find_title, without_site
from search.text import clean_counting, clean_line

MOST_ARTICLES = 200_000
"""Articles that are read from one file."""
_LONGEST_VALUE = 1_000  # characters of a title or a name
_LONGEST_ADDRESS = 2_000  # characters that a browser still takes
_CORRECTED = tuple(key for key in KEYS if key != "url")  # an address is no statement that can contradict another
_NO_TEXT = "holds no text: nothing to read"
_SHARED = ("source", "language")  # what a manifest states of a file with several articles holds for each of them


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found, with what the manifest of its folder states of it."""

    found: Found
    stated: Mapping[str, str]


def read_articles(path: Path | str, on_problem: OnProblem | None = None) -> Iterator[Article]:
    """Yield the articles at `path`, a file or a folder with all below it, in the order of their paths.

    "-" is standard input. Never raises for what it finds: `on_problem` is told of each file that could not be read.
    """
    report = on_problem or ignore
    for candidate in find_candidates(path, report):
        yield from read_all(candidate, report)


def read_file(path: Path | str, on_problem: OnProblem | None = None) -> Article | None:
    """Return the first article in one file, None when there is none; the manifest beside it is followed."""
    return next(read_articles(path, on_problem), None) if not Path(path).is_dir() else None


def prepare() -> None:
    """Load the rules by which articles are read, so that the first article does not wait for them."""
    find_furniture("")


def find_candidates(
    path: Path | str, on_problem: OnProblem, known: Callable[[str], Candidate | None] | None = None
) -> Iterator[Candidate]:
    """Yield the files at `path` that `read_all` can turn into articles, without opening them.

    `known` returns what was found at a path before: of those that have not changed, nor what their manifest states of
    them, the very values are yielded, which takes a fraction of the time.
    """
    before = known or _unknown

    def found_before(name: str) -> Found | None:
        same = before(name)
        return same.found if same is not None else None

    manifests: dict[str, Manifest] = {}
    for found in find(Path(path), on_problem, found_before):
        if found.is_input:
            yield Candidate(found, {})
            continue
        name = os.fspath(found.path)
        folder, _, file = name.rpartition("/")
        manifest = manifests.get(folder)
        if manifest is None:
            manifest = manifests[folder] = read_manifest(found.path.parent, on_problem)
            if not found.named:
                for missing in manifest.missing:
                    on_problem(
                        Problem(manifest.path, f"names {missing}, which is not there: correct the name or add the file")
                    )
        stated = manifest.of(file)
        same = before(name)
        yield same if same and same.found is found and same.stated == stated else Candidate(found, stated)


def _unknown(_path: str) -> None:
    return None


def read_candidate(candidate: Candidate, on_problem: OnProblem) -> Article | None:
    """Return the only article in a file, or None after telling `on_problem` why there is none.

    Of a file that holds several it returns the first and says so: use `read_all` for all of them.
    """
    articles = read_all(candidate, on_problem)
    first = next(articles, None)
    if first is not None and next(articles, None) is not None:
        on_problem(Problem(candidate.found.shown, "holds several articles, of which only the first is shown here"))
    return first


def read_all(candidate: Candidate, on_problem: OnProblem) -> Iterator[Article]:
    """Yield the articles in a file, one at a time; `on_problem` is told what could not be read of it, and why."""
    found = candidate.found
    opened = Opened(found)
    count = read = 0
    try:
        documents = opened.documents()
        first = next(documents, None)
        if first is not None:
            second = next(documents, None)
            following = [second] if second is not None else []
            for document in chain([first], following, documents):
                count += 1
                if count > MOST_ARTICLES:
                    raise Unreadable(f"holds more than {MOST_ARTICLES:,} articles: split it")
                if second is None:
                    article = _article(document, found.shown, candidate.stated, opened.digest)
                else:
                    shared = {key: value for key, value in candidate.stated.items() if key in _SHARED}
                    article = _article(document, f"{found.shown}#{count}", shared, "")
                if article.body.strip():  # what a reader cannot see is no text
                    read += 1
                    yield article
        if loss := str(opened.losses):
            on_problem(Problem(found.shown, loss))
        elif not read:
            on_problem(Problem(found.shown, _NO_TEXT))
        if opened.has_changed():
            on_problem(Problem(found.shown, "changed while it was read: open it again"))
    except Unreadable as reason:
        before = f"; {read:,} article{'s were' if read > 1 else ' was'} read before that" if read else ""
        on_problem(Problem(found.shown, clean_line(f"{reason}{before}"), quiet=opened.is_mixed and not read))
    finally:
        opened.close()


def article_of(data: bytes, shown: str, stated: Mapping[str, str]) -> Article | str:
    """Return the one article that the bytes of the text file `shown` are, or the reason why they are none.

    `stated` is what a manifest says of the file: title, source, language, date, or "unknown".
    """
    form = format_of(shown)
    if form is not None and form is not TEXT:
        return f"is no text file ({form.name}), so its lines cannot be named: open it by `atodds compare` or `atodds`"
    try:
        document = next(documents_of(data, PurePath(shown).name, many=False))
    except Unreadable as reason:
        return str(reason)
    article = _article(document, shown, stated, hashlib.sha256(data).hexdigest())
    return article if article.body.strip() else _NO_TEXT


def _article(document: Document, shown: str, stated: Mapping[str, str], digest: str) -> Article:
    body, marked, changed = _body(document.blocks)
    notes = list(document.notes)
    if changed:
        notes.append(f"{changed} control character{'s' * (changed > 1)} removed")
    metadata = _Metadata(stated, document, notes)
    lines = find_furniture(body)
    furniture = tuple(sorted(marked | {(line.start, line.end) for line in lines}))
    markdown = shown.lower().endswith(".md")
    language = metadata.language(body)
    published = metadata.day()
    return Article(
        path=shown,
        title=without_site(metadata.text("title"), "" if metadata.is_final("title") else body)
        if metadata.says("title")
        else clean_line(find_title(body, furniture, markdown)),
        source=metadata.text("source"),
        language=language,
        published=published if published or metadata.is_final("date") else _dateline(lines),
        body=body,
        furniture=furniture,
        notes=tuple(notes),
        digest=document.digest or digest or hashlib.sha256(body.encode("utf-8", "replace")).hexdigest(),
        url=_address(stated.get("url") or document.url),
    )


def _address(stated: str) -> str:
    """Return a stated address where it is one of the web, "" otherwise: nothing else may ever be opened from here."""
    address = clean_line(stated)[:_LONGEST_ADDRESS]
    return address if address.lower().startswith(("http://", "https://")) and " " not in address else ""


def _body(blocks: tuple[Block, ...]) -> tuple[str, set[tuple[int, int]], int]:
    """Return the cleaned text, the spans of its lines of page furniture, and how many characters cleaning took."""
    pieces: list[str] = []
    spans: set[tuple[int, int]] = set()
    length = changed = 0
    for block in blocks:
        cleaned = clean_counting(block.text)
        changed += cleaned.changed
        # A text that is one block is a file of its own and stays as it is, to the last space.
        text = cleaned.text if len(blocks) == 1 else cleaned.text.strip("\n")
        if not text.strip():
            continue
        if pieces:
            pieces.append("\n" if block.tight else "\n\n")
            length += len(pieces[-1])
        if block.furniture:
            place = length
            for line in text.split("\n"):
                spans.add((place, place + len(line)))
                place += len(line) + 1
        pieces.append(text)
        length += len(text)
    return "".join(pieces), {span for span in spans if span[1] > span[0]}, changed


class _Metadata:
    """Title, source, language and date as the manifest and the file state them. The manifest corrects, and says so."""

    def __init__(self, manifest: Mapping[str, str], document: Document, notes: list[str]) -> None:
        self.manifest = manifest
        self.firm = document.firm
        self.in_file = {
            key: value for key in _CORRECTED if (value := clean_line(getattr(document, key)[:_LONGEST_VALUE]))
        }
        self.notes = notes
        for key in manifest.keys() & self.in_file.keys() if self.firm else ():
            if manifest[key] != self.in_file[key]:
                notes.append(f"{key}: the manifest says “{manifest[key]}”, the file “{self.in_file[key]}”")
        notes.sort(key=lambda note: ": the manifest says" in note)

    def says(self, key: str) -> bool:
        return key in self.manifest or key in self.in_file

    def is_final(self, key: str) -> bool:
        """Whether a person stated the value, or that nobody knows it."""
        return key in self.manifest or (self.firm and key in self.in_file)

    def text(self, key: str) -> str:
        value = self.manifest.get(key) or self.in_file.get(key, "")
        return "" if value.lower() == UNKNOWN else value

    def language(self, body: str) -> str:
        value = self.text("language")
        code = stated_language(value)
        if self.is_final("language"):
            if value and not code:
                self.notes.append(f"language “{value}” is not a language code: detected from the text")
            return code or detect_language(body)
        detected = detect_language(body)
        if code and detected and detected != code:
            self.notes.append(f"language: the file says {code}, its text is {detected}")
        return detected or code

    def day(self) -> date | None:
        value = self.text("date")
        final = self.is_final("date")
        day = (read_date(value) if final and "date" in self.manifest else day_of(value)) if value else None
        if value and day is None and final:
            self.notes.append(f"date “{value}” is not a day: write it as 2024-02-28")
        return day


def _dateline(lines: list[Line]) -> date | None:
    """Return the day that the page itself gives for its publication."""
    stated = [(line.rank, line.published) for line in lines if line.published]
    return min(stated)[1] if stated else None
