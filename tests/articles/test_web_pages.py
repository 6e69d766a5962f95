"""Web pages: the whole story with its figures, nothing of the menus, metadata from what the page says of itself."""

import time
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from search.article import Article
from search.articles import Problem, read_articles
from search.articles import page as page_module

DOCUMENTS = Path(__file__).parent / "documents"
LD = '<script type="application/ld+json">'
SENTENCE = "The council of the valley decided on Monday to rebuild the old dam before the next winter comes. "


def read(path: Path) -> tuple[list[Article], list[str]]:
    problems: list[Problem] = []
    return list(read_articles(path, problems.append)), [problem.reason for problem in problems]


def only(path: Path) -> Article:
    articles, problems = read(path)
    assert len(articles) == 1, problems
    return articles[0]


def page(folder: Path, body: str, head: str = "", name: str = "a.html", encoding: str = "utf-8") -> Article:
    markup = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    (folder / name).write_bytes(markup.encode(encoding))
    return only(folder / name)


def story_of(article: Article) -> list[str]:
    furniture = set(article.furniture)
    lines, place = [], 0
    for line in article.body.split("\n"):
        if line and (place, place + len(line)) not in furniture:
            lines.append(line)
        place += len(line) + 1
    return lines


def test_a_saved_page_keeps_every_figure_of_its_story_and_dims_the_rest() -> None:
    article = only(DOCUMENTS / "page.html")
    assert story_of(article) == [
        "La presa del Orlac costará 15 millones",
        "El valle espera la obra desde hace 12 años.",
        "La presa vieja, con 34 grietas, en una foto de enero.",
        "El Gobierno regional ha anunciado una inversión de 15 millones de euros en la presa del Orlac, cerrada desde"
        " la crecida de septiembre.",
        "2.000",
        "vecinos evacuados",
        "385 viviendas dañadas",
        *[
            "La obra ocupará 500 m² y durará tres años, según explicó la consejera en un comunicado el lunes por la"
            " tarde."
        ]
        * 2,
        "Las cifras",
        "Gasto en el valle",
        "Fecha | Importe",
        "Junio de 2023 | 105 M€",
        "Diciembre | 385 M€",
        "• 34 empleados",
        "• 2.000 vecinos",
        "«Es un hito», dijo el alcalde, Martín Sanz.",
        "La Comisión analizará el gasto, que se suma a los 13 millones de euros ya invertidos en el valle en los"
        " últimos años.",
    ]
    assert "Otra presa costó 500 millones" in article.body, "shown, as page furniture"
    assert "99 millones" not in article.body, "readers' comments are not what the source says"
    assert "struck-out text is left out" in article.notes
    assert any("comments left out" in note for note in article.notes)


def test_a_page_states_its_title_source_language_day_and_address() -> None:
    article = only(DOCUMENTS / "page.html")
    assert (article.title, article.source, article.language) == (
        "La presa del Orlac costará 15 millones",
        "El Faro",
        "es",
    )
    assert article.published == date(2024, 2, 28), "the publisher's day, whatever the hour is elsewhere"
    assert article.url == "https://elfaro.example/orlac"
    assert len(article.digest) == 64


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:title" content="T"><meta property="og:site_name" content="S">', ("T", "S", None)),
        ("<title>T | S</title><meta name='publisher' content='S'>", ("T", "S", None)),
        ('<meta name="DC.date" content="2024-03-04">', ("", "", date(2024, 3, 4))),
        ('<meta property="article:published_time" content="2024-03-04T23:00:00+09:00">', ("", "", date(2024, 3, 4))),
        ('<link rel="canonical" href="https://www.faro.example/2024/03/04/x">', ("", "faro.example", date(2024, 3, 4))),
        (LD + '{"@type":["NewsArticle"],"headline":"A &amp; B"}</script>', ("A & B", "", None)),
        (
            LD + '{"@graph":[{"@type":"Article","headline":"T",'
            '"publisher":{"@id":"#p"}},{"@id":"#p","@type":"Organization","name":"S"}]}</script>',
            ("T", "S", None),
        ),
        (LD + '{"@type": broken</script>', ("", "", None)),
        (LD + "[" * 5000 + "</script>", ("", "", None)),
        (LD + '[null, 3, {"@type": 5}]</script>', ("", "", None)),
    ],
)  # fmt: skip
def test_metadata_in_the_head(tmp_path: Path, head: str, expected: tuple[str, str, date | None]) -> None:
    article = page(tmp_path, f"<article><p>{SENTENCE * 3}</p></article>", head)
    assert (article.title, article.source, article.published) == expected


def test_a_wrong_language_of_the_page_is_corrected_by_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html lang='es'><body><article><p>{SENTENCE * 4}</p></article></body></html>")
    article = only(tmp_path / "a.html")
    assert article.language == "en"
    assert "language: the file says es, its text is en" in article.notes


@pytest.mark.parametrize("reference", ["&#27;", "&#x1b;", "&#7;", "&#xFFFE;", "&#0;", "&#x9b;31m", "\x1b", "\x00"])
def test_one_control_character_does_not_lose_the_page(tmp_path: Path, reference: str) -> None:
    article = page(tmp_path, f"<article><h1>Head</h1><p>{SENTENCE * 2}{reference}</p><p>{SENTENCE}</p></article>")
    assert article.body.count("The council of the valley") == 3
    assert not set(article.body) & {"\x1b", "\x07", "\x00", "\x9b", "\ufffe"}


def test_a_windows_reference_is_what_it_was_meant_to_be(tmp_path: Path) -> None:
    assert "3 € – now" in page(tmp_path, f"<p>{SENTENCE}</p><p>It costs 3 &#128; &#150; now, {SENTENCE}</p>").body


@pytest.mark.parametrize(
    ("declared", "encoding"), [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("iso-8859-2", "iso-8859-2")]
)
def test_the_declared_encoding_is_believed(tmp_path: Path, declared: str, encoding: str) -> None:
    text = "Žluťoučký kůň stál" if encoding == "iso-8859-2" else "Los años de la compañía"
    article = page(tmp_path, f"<p>{text} {SENTENCE}</p>", f"<meta charset='{declared}'>", encoding=encoding)
    assert text in article.body
    assert not any("guessed" in note for note in article.notes)


def test_a_page_with_embedded_pictures_of_22_mb_is_read(tmp_path: Path) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 2_000_000
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://faro.example/a?x=1 \n saved date: Mon Mar 04 2024 \n-->"
    )
    markup = f"<html>{comment}<body><img src='{picture}'><article><p>{SENTENCE * 3}</p></article></body></html>"
    (tmp_path / "a.html").write_text(markup)
    start = time.process_time()
    article = only(tmp_path / "a.html")
    assert time.process_time() - start < 10
    assert article.url == "https://faro.example/a?x=1"
    assert article.source == "faro.example"


def test_a_page_whose_story_is_only_in_its_data(tmp_path: Path) -> None:
    data = f'{LD}{{"@type":"NewsArticle","headline":"H","articleBody":"{SENTENCE * 4}"}}</script>'
    article = page(tmp_path, "<div id='app'></div>", data)
    assert SENTENCE.strip() in article.body


def test_a_page_without_a_recognised_story_is_shown_whole_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "MOST_ELEMENTS", 100)
    body = "".join(f"<div><span>Item {number}</span></div>" for number in range(200))
    article = page(tmp_path, body)
    assert "Item 7" in article.body
    assert any("not recognised" in note for note in article.notes)


def test_numbers_in_neighbouring_cells_stay_apart(tmp_path: Path) -> None:
    row = "<tr><td><p>12</p></td><td><p>105</p></td></tr>"
    article = page(tmp_path, f"<article><p>{SENTENCE * 2}</p><table>{row}</table><p>{SENTENCE}</p></article>")
    assert "12 | 105" in article.body


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + "deep" + "</div>" * 20_000,
        "<table><tr><td>" * 3_000 + "deep",
        "<" * 100_000,
        "<!--" * 50_000,
        "<a href='" * 50_000,
        "<p>" * 100_000,
        "&#" * 200_000,
        "<script>" * 50_000,
        "<![CDATA[" * 50_000,
        "<svg><style><!--</style>" * 5_000,
        "<!DOCTYPE html [" + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40)) + "]><p>&a39;</p>",
    ],
    ids=["divs", "tables", "<", "<!--", "href", "p", "&#", "script", "cdata", "svg", "entities"],
)  # fmt: skip
def test_no_markup_takes_long(tmp_path: Path, markup: str) -> None:
    (tmp_path / "a.html").write_text(markup)
    start = time.process_time()
    read(tmp_path / "a.html")
    assert time.process_time() - start < 5


def test_a_picture_that_is_called_a_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    assert read(tmp_path / "a.html") == ([], ["is no web page but a binary file: save the page again"])


def test_nothing_is_fetched_while_a_page_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="x.css"><script src="x.js"></script>'
    article = page(
        tmp_path, f"<iframe src='/f'></iframe><article><p>{SENTENCE * 3}<img src='/i.png'></p></article>", head
    )
    assert "council" in article.body


class TestMhtml:
    def saved(self, html: str, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
        message = EmailMessage()
        message["From"] = "<Saved by Blink>"
        message["Snapshot-Content-Location"] = "https://faro.example/orlac"
        message["Subject"] = "=?utf-8?Q?La=20presa?="
        message.set_content(html.encode(charset), "text", "html", cte=encoding)
        message["Content-Location"] = "https://faro.example/orlac"
        message.make_related()
        message.add_related(b"\x89PNG", "image", "png", headers=["Content-Location: https://faro.example/i.png"])
        return bytes(message)

    @pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
    def test_a_saved_page(self, tmp_path: Path, encoding: str) -> None:
        (tmp_path / "a.mhtml").write_bytes(self.saved((DOCUMENTS / "page.html").read_text(), encoding=encoding))
        article = only(tmp_path / "a.mhtml")
        assert story_of(article) == story_of(only(DOCUMENTS / "page.html"))
        assert (article.source, article.published) == ("El Faro", date(2024, 2, 28))
        assert article.url == "https://faro.example/orlac"

    def test_a_mail_without_a_page(self, tmp_path: Path) -> None:
        (tmp_path / "a.mht").write_bytes(b"From: x\nMIME-Version: 1.0\n\ntext\n")
        assert read(tmp_path / "a.mht") == ([], ["holds no web page: save the page again"])
