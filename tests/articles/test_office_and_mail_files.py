"""EPUB, DOCX, mails and mailboxes: the text as its reader sees it, and archives that mean no good."""

import io
import struct
import time
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from search.article import Article
from search.articles import Problem, read_articles

DOCUMENTS = Path(__file__).parent / "documents"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "The council of the valley decided on Monday to rebuild the old dam before the next winter comes."


def read(path: Path) -> tuple[list[Article], list[str]]:
    problems: list[Problem] = []
    return list(read_articles(path, problems.append)), [problem.reason for problem in problems]


def packed(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def word(folder: Path, body: str, **parts: str) -> Path:
    members: dict[str, str | bytes] = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    names = {"core": "docProps/core.xml", "styles": "word/styles.xml", "footnotes": "word/footnotes.xml"}
    members |= {names[key]: value for key, value in parts.items()}
    return packed(folder / "a.docx", members)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


class TestWord:
    def test_a_document_of_a_real_program(self) -> None:
        (article,), problems = read(DOCUMENTS / "office.docx")
        assert problems == []
        assert (article.title, article.language) == ("La presa del Orlac costará 15 millones", "es")
        assert article.published == date(2024, 2, 28)
        assert "Junio de 2023 | 105 M€\nDiciembre | 385 M€" in article.body
        assert "• 34 empleados\n• 2.000 vecinos" in article.body
        assert "500 m² y durará" in article.body

    def test_the_text_is_that_after_all_changes(self, tmp_path: Path) -> None:
        body = paragraph(
            run("It cost "), f"<w:del>{run('15')}</w:del>", f"<w:ins>{run('18')}</w:ins>", run(" 99", "<w:strike/>"),
            run(" million euros.", '<w:strike w:val="0"/>'),
        )  # fmt: skip
        assert read(word(tmp_path, body))[0][0].body == "It cost 18 million euros."

    def test_a_raised_digit_does_not_join_the_number_before_it(self, tmp_path: Path) -> None:
        body = paragraph(run("an area of 500 m"), run("2", '<w:vertAlign w:val="superscript"/>'), run(" and more"))
        assert read(word(tmp_path, body))[0][0].body == "an area of 500 m² and more"

    def test_tables_lists_footnotes_and_breaks(self, tmp_path: Path) -> None:
        cell = "<w:tc>{}</w:tc>".format
        row = f"<w:tr>{cell(paragraph(run('12')))}{cell(paragraph(run('105')))}</w:tr>"
        item = paragraph(run("an item"), properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
        note = f"<w:footnotes {W}><w:footnote>{paragraph(run('A note.'))}</w:footnote></w:footnotes>"
        body = paragraph(run("One"), "<w:r><w:br/></w:r>", run("two")) + f"<w:tbl>{row}{row}</w:tbl>" + item + item
        article = read(word(tmp_path, body, footnotes=note))[0][0]
        assert article.body == "One\ntwo\n\n12 | 105\n12 | 105\n\n• an item\n• an item\n\nA note."

    def test_what_is_drawn_twice_for_old_programs_is_read_once(self, tmp_path: Path) -> None:
        mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        box = paragraph(run("In a box"))
        body = paragraph(
            f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        assert read(word(tmp_path, body))[0][0].body == "In a box"

    @pytest.mark.parametrize(
        ("members", "reason"),
        [
            ({"x.txt": "x"}, "no Word document"),
            ({"word/document.xml": "<broken"}, "no well-formed XML"),
            ({"word/document.xml": f"<w:document {W}><w:body/></w:document>"}, "no text"),
            ({"word/document.xml": "<a>" * 5000}, "beyond all measure"),
            ({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "entities"),
            ({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}, "entities"),
            ({"word/document.xml": b"\0" * 30_000_000}, "20 MB"),
            ({"word/document.xml": b" " * 10_000_000}, "zip bomb"),
        ],
        ids=["other", "broken", "empty", "deep", "entity", "external", "large", "bomb"],
    )
    def test_archives_that_are_none(self, tmp_path: Path, members: dict[str, str | bytes], reason: str) -> None:
        articles, problems = read(packed(tmp_path / "a.docx", members))
        assert articles == []
        assert len(problems) == 1
        assert reason in problems[0]

    def test_a_stated_size_that_is_a_lie(self, tmp_path: Path) -> None:
        path = word(tmp_path, paragraph(run(SENTENCE * 100)))
        data = bytearray(path.read_bytes())
        entry = data.rindex(b"PK\x01\x02")
        data[entry + 24 : entry + 28] = struct.pack("<I", 50)
        path.write_bytes(data)
        assert read(path)[0] == []


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)


def book(folder: Path, chapters: dict[str, str], metadata: str = "") -> Path:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in reversed(range(len(chapters))))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}'
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": package}
    members |= {f"OEBPS/{name}": text for name, text in chapters.items() if text}
    return packed(folder / "a.epub", members)


class TestBooks:
    def test_a_book_of_a_real_program(self) -> None:
        (article,), problems = read(DOCUMENTS / "office.epub")
        assert problems == []
        assert article.language == "es"
        assert "Junio de 2023 | 105 M€" in article.body

    def test_chapters_come_in_the_order_of_the_spine_with_the_metadata_of_the_book(self, tmp_path: Path) -> None:
        metadata = (
            "<dc:title>The dam</dc:title><dc:publisher>Valley Press</dc:publisher><dc:language>en-GB</dc:language>"
            "<dc:date>2024-03-04T00:00:00Z</dc:date><dc:creator>A. Ruiz</dc:creator>"
        )
        chapter = (
            "<html><head><title>no</title></head><body><h1>{0}</h1><p>Chapter {0}. " + SENTENCE + "</p></body></html>"
        )
        path = book(tmp_path, {"b.xhtml": chapter.format(2), "a.xhtml": chapter.format(1), "c.xhtml": ""}, metadata)
        (article,), problems = read(path)
        assert problems == []
        assert article.body.startswith("1\n\nChapter 1.")
        assert (article.title, article.source, article.language) == ("The dam", "Valley Press", "en")
        assert article.published == date(2024, 3, 4)
        assert article.notes == ("1 chapter missing from the file",)

    @pytest.mark.parametrize("href", ["../../../../etc/passwd", "/etc/passwd", "%2e%2e/%2e%2e/etc/passwd"])
    def test_a_chapter_outside_of_the_book_is_not_opened(self, tmp_path: Path, href: str) -> None:
        assert read(book(tmp_path, {href: ""}))[0] == []

    def test_a_book_of_pictures(self, tmp_path: Path) -> None:
        assert "no text" in read(book(tmp_path, {"a.xhtml": "<body><img src='x.png'/></body>"}))[1][0]


def mail(plain: str = "", html: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "El Faro <alerts@faro.example>", "Subject": "La presa", **headers}.items():
        message[name] = value
    message["Date"] = "Wed, 28 Feb 2024 23:10:00 -0500"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    return message


class TestMails:
    def test_a_mail(self, tmp_path: Path) -> None:
        text = "Die Kosten steigen auf 15 Millionen Euro, wie die Sprecherin am\nMontag in Berlin mitteilte.\n\n"
        text += "> zitiert: 12 Millionen\n\n-- \nRedaktion\n"
        (tmp_path / "a.eml").write_bytes(bytes(mail(text, Subject="Größer als gedacht: 15 Millionen")))
        (article,), problems = read(tmp_path / "a.eml")
        assert problems == []
        assert (article.title, article.source) == ("Größer als gedacht: 15 Millionen", "El Faro")
        assert article.published == date(2024, 2, 28)
        assert article.body.split("\n\n")[0] == text.split("\n\n", 1)[0].replace("\n", " ")
        assert [article.body[a:b] for a, b in article.furniture] == ["zitiert: 12 Millionen", "Redaktion"]

    def test_a_newsletter_is_read_from_its_html(self, tmp_path: Path) -> None:
        inner = f"<table><tr><td><p>{SENTENCE}</p><p>It cost 15 million.</p></td></tr></table>"
        layout = f"<table><tr><td>{inner}</td></tr></table>"
        (tmp_path / "a.eml").write_bytes(bytes(mail("See this mail in your browser.", layout)))
        assert read(tmp_path / "a.eml")[0][0].body == f"{SENTENCE}\n\nIt cost 15 million."

    def test_attachments_are_counted_and_left_alone(self, tmp_path: Path) -> None:
        message = mail(SENTENCE)
        message.add_attachment(b"%PDF-1.7", "application", "pdf", filename="a.pdf")
        message.add_attachment(b"GIF89a", "image", "gif", filename="a.gif")
        (tmp_path / "a.eml").write_bytes(bytes(message))
        assert read(tmp_path / "a.eml")[0][0].notes == ("1 attachment not read",)

    @pytest.mark.parametrize(
        "header",
        [
            "Subject: =?utf-8?B?/////w==?=",
            "Subject: =?nonsense?Q?x?=",
            "From: <<<>>>@@,,;",
            "Date: yesterday",
            "Date: ,",
        ],
    )
    def test_broken_headers_lose_nothing_but_themselves(self, tmp_path: Path, header: str) -> None:
        (tmp_path / "a.eml").write_text(f"{header}\nX: y\n\n{SENTENCE}\n")
        assert read(tmp_path / "a.eml")[0][0].body == SENTENCE

    def test_a_mail_of_thousands_of_nested_parts(self, tmp_path: Path) -> None:
        lines = (
            "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(1000)) + "x\n" * 50_000
        )
        (tmp_path / "a.eml").write_text(f"MIME-Version: 1.0\n{lines}\ntext\n")
        start = time.process_time()
        assert "beyond all measure" in read(tmp_path / "a.eml")[1][0]
        assert time.process_time() - start < 5

    def test_a_mailbox_gives_its_mails_one_by_one(self, tmp_path: Path) -> None:
        content = io.BytesIO()
        for number in range(3):
            text = f"Number {number}. {SENTENCE}\n\nFrom here on it goes down.\n" if number != 1 else "\n"
            quoted = bytes(mail(text, Subject=f"S{number}")).replace(b"\nFrom here", b"\n>From here")
            content.write(b"From alerts@faro.example Wed Feb 28 2024\n" + quoted + b"\n")
        (tmp_path / "a.mbox").write_bytes(content.getvalue())
        articles, problems = read(tmp_path / "a.mbox")
        assert [(Path(a.path).name, a.title) for a in articles] == [("a.mbox#1", "S0"), ("a.mbox#2", "S2")]
        assert "From here on it goes down." in articles[0].body
        assert len({article.digest for article in articles}) == 2
        assert ["number 2" in problem for problem in problems] == [True]

    def test_a_mailbox_that_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "a.mbox").write_text("just a text\n")
        assert "no mailbox" in read(tmp_path / "a.mbox")[1][0]
