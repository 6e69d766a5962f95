"""PDF files: paragraphs in reading order, running heads as furniture, and a parser whose death is one problem."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from search.article import Article
from search.articles import Problem, pdf, read_articles
from search.articles.pdf_layout import Line, Page, blocks_of_pages, headline

DOCUMENTS = Path(__file__).parent / "documents"
TITLE = "La presa del Orlac costará 15 millones"


def read(path: Path) -> tuple[list[Article], list[str]]:
    problems: list[Problem] = []
    return list(read_articles(path, problems.append)), [problem.reason for problem in problems]


def test_a_page_printed_by_a_browser() -> None:
    (article,), problems = read(DOCUMENTS / "printed.pdf")
    assert problems == []
    assert (article.title, article.language) == (TITLE, "es")
    assert article.published == date(2024, 2, 28), "that of the article, not that of the printing"
    assert (
        "El Gobierno regional ha anunciado una inversión de 15 millones de euros en la presa del Orlac, cerrada desde"
        " la crecida de septiembre." in article.body.split("\n")
    )
    dimmed = [article.body[start:end] for start, end in article.furniture]
    assert any(line.endswith("1/2") for line in dimmed)
    assert any(line.endswith("2/2") for line in dimmed)


def test_two_columns_are_read_one_after_the_other_and_broken_words_are_whole() -> None:
    (article,), _ = read(DOCUMENTS / "columns.pdf")
    assert (article.title, article.language) == ("Drei Banken bündeln 2,5 Milliarden Euro", "de")
    lines = article.body.split("\n")
    assert any(line.endswith("vor allem auf die gestiegenen Zinsen zurückzuführen.") for line in lines)
    crossing = (
        "Die Gewerkschaft rechnet mit dem Verlust von 135 Stellen. Der Vorstand widersprach: Es gehe um höchstens"
    )
    assert f"{crossing} 120 Arbeitsplätze, und keiner werde betriebsbedingt gestrichen." in lines, "over two columns"
    assert lines.index("Abschnitt 1") > 0


@pytest.mark.parametrize(
    ("name", "reason"),
    [("scanned.pdf", "no text: run a text recognition"), ("locked.pdf", "protected by a password")],
)
def test_what_has_no_text_to_give_says_why(name: str, reason: str) -> None:
    articles, problems = read(DOCUMENTS / name)
    assert articles == []
    assert len(problems) == 1
    assert reason in problems[0]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n text", b"%PDF-", b"no pdf at all", b"%PDF-1.4\n" + b"\xff" * 5000])
def test_a_broken_pdf_is_one_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "b.txt").write_text("A good article\n\nThe story.\n")
    articles, problems = read(tmp_path)
    assert [Path(article.path).name for article in articles] == ["b.txt"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "stopped the program"),
        ("import time; time.sleep(60)", "took more than"),
        ("raise SystemExit(1)", "damaged"),
        ("print('nonsense')", "damaged"),
        ("import sys, resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); print('x' * 9999)", "PDF"),
    ],
    ids=["crash", "hang", "failure", "nonsense", "flood"],
)
def test_the_death_of_the_parser_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str, reason: str
) -> None:
    (tmp_path / "child.py").write_text(child)
    monkeypatch.setattr(pdf, "_CHILD", tmp_path / "child.py")
    monkeypatch.setattr(pdf, "TIMEOUT", 1.0)
    (tmp_path / "a.pdf").write_bytes((DOCUMENTS / "scanned.pdf").read_bytes())
    articles, problems = read(tmp_path / "a.pdf")
    assert articles == []
    assert len(problems) == 1
    assert reason in problems[0]


def test_the_process_limits_its_own_memory() -> None:
    child = Path(pdf.__file__).with_name("pdf_child.py")
    code = (
        f"import runpy, resource, sys, io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'')); sys.argv = ['x']\n"
        f"try: runpy.run_path({str(child)!r}, run_name='__main__')\nexcept SystemExit: pass\n"
        "try: bytearray(2_000_000_000); print('\\nunlimited')\nexcept MemoryError: print('\\nlimited')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split()[-1] == "limited"


def lines(*texts: str, top: float = 700, left: float = 50, right: float = 300, size: float = 10) -> list[Line]:
    return [Line(left, top - 13 * number, right, size, text) for number, text in enumerate(texts)]


def texts(*pages: list[Line]) -> list[str]:
    return [block.text for block in blocks_of_pages([Page(800, page) for page in pages]) if not block.furniture]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The invest-", "ment was large", "The investment was large"),
        ("Die Kredit\u2010", "vergabe sinkt", "Die Kreditvergabe sinkt"),
        ("Die Kredit\x02", "vergabe sinkt", "Die Kreditvergabe sinkt"),
        ("between 2023-", "2024 it fell", "between 2023-2024 it fell"),
        ("der Nord-", "und Südbank", "der Nord- und Südbank"),
        ("the Franco-", "German deal", "the Franco-German deal"),
        ("it was late -", "too late", "it was late - too late"),
        ("it cost 15", "million euros", "it cost 15 million euros"),
    ],
)
def test_lines_are_joined_as_they_were_written(first: str, second: str, joined: str) -> None:
    assert texts(lines(first, second)) == [joined]


def test_a_compound_that_the_text_writes_with_a_hyphen_keeps_it() -> None:
    assert texts(lines("the vice-president and the vice-", "president left it")) == [
        "the vice-president and the vice-president left it"
    ]


def test_running_heads_and_page_numbers_are_furniture_and_sentences_go_on_over_them() -> None:
    pages = []
    for number in range(1, 5):
        head = Line(50, 780, 200, 8, f"The Valley Post, No. {number}")
        story = lines(f"Page {number} tells of the dam and its 15", "million euros and goes on with the next", top=600)
        pages.append([head, *story, Line(150, 20, 160, 8, str(number))])
    blocks = blocks_of_pages([Page(800, page) for page in pages])
    furniture = [block.text for block in blocks if block.furniture]
    assert furniture == [text for number in range(1, 5) for text in (f"The Valley Post, No. {number}", str(number))]
    assert len([block for block in blocks if not block.furniture]) == 1, "one sentence over four pages"


def test_columns_that_the_file_jumps_between_in_every_line_are_put_in_order() -> None:
    rows = []
    for number in range(8):
        rows.append(Line(50, 700 - 13 * number, 290, 10, f"left line number {number} of"))
        rows.append(Line(310, 700 - 13 * number, 550, 10, f"right line number {number} of"))
    text = " ".join(texts(rows))
    assert text.index("left line number 7") < text.index("right line number 0")


def test_digits_of_two_cells_never_become_one_number() -> None:
    assert texts([Line(50, 700, 70, 10, "12"), Line(75, 700, 95, 10, "105")]) == ["12 | 105"]


def test_short_lines_of_a_list_stay_lines() -> None:
    ragged = [Line(50, 700 - 13 * n, right, 10, text) for n, (right, text) in enumerate(
        [(300, "A full line of the story that fills the column and"), (220, "goes on and ends here with the stop."),
         (100, "Madrid 12"), (110, "Valencia 15"), (105, "Sevilla 18")]
    )]  # fmt: skip
    assert texts(ragged)[1:] == ["Madrid 12", "Valencia 15", "Sevilla 18"]


def test_the_largest_type_is_the_headline() -> None:
    page = [
        Line(50, 760, 500, 24, "Dam will cost"),
        Line(50, 730, 300, 24, "15 million"),
        *lines("The story begins here and is longer than its headline."),
    ]
    assert headline([Page(800, page)]) == "Dam will cost 15 million"
    assert headline([Page(800, lines("All of one", "size."))]) == ""
