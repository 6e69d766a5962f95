"""Lines of the page are told from lines of the story, in six languages, and nothing is taken away."""

import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.articles import read_articles
from search.articles.furniture import find_furniture, read_date

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
CASES = tomllib.loads((HERE / "furniture_lines.toml").read_text(encoding="utf-8"))
STORY = "\n\n".join(f"The ministers met for the {n}th time and agreed to nothing in particular." for n in range(20, 34))


def furniture_of(line: str) -> list[str]:
    body = f"A heading\n\n{line}\n\n{STORY}\n"
    return [found.why for found in find_furniture(body) if body[found.start : found.end] == line]


def test_the_lines_of_the_bundled_articles() -> None:
    found = {
        Path(article.path).name[:3]: [article.body[start:end] for start, end in article.furniture]
        for article in read_articles(SEEDS)
    }
    assert found == {
        "000": [
            "Abre un paréntesis en tus rutinas. Suscríbete a nuestra newsletter y ponte al día en tecnología, IA y"
            " medios de comunicación."
        ],
        "001": [],
        "002": ["news", "Indirizzo copiato", "Pubblicato il 28 feb 2024", "Articoli correlati", "Articolo 1 di 4"],
        "003": ["top of page", "Updated: Mar 4", "18 views0 comments", "Комментарии", "bottom of page"],
        "004": [
            "Gábor Bíró 4 mars 2024",
            "3 min de lecture",
            "Après OpenAI, Microsoft vise Mistral AI avec un partenariat stratégique",
            "Source: Création originale",
            "Gábor Bíró 4 mars 2024",
        ],
    }


@pytest.mark.parametrize(("why", "line"), [(why, line) for why, lines in CASES["page"].items() for line in lines])
def test_a_line_of_the_page(why: str, line: str) -> None:
    assert furniture_of(line) == [why], line


@pytest.mark.parametrize("line", CASES["story"]["lines"])
def test_a_line_of_the_story(line: str) -> None:
    assert furniture_of(line) == [], line


def test_the_same_line_in_the_middle_of_a_story_is_left_alone() -> None:
    body = f"{STORY}\n\n3 min read\n\n{STORY}\n"
    assert find_furniture(body) == []


def test_a_line_that_repeats_another_is_furniture_the_second_time() -> None:
    body = f"A heading without a stop\n\nSome caption\n\nA heading without a stop\n\n{STORY}\n"
    assert [(line.start > 0, line.why) for line in find_furniture(body)] == [(True, "repeated")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-28", date(2024, 2, 28)),
        ("2024-02-28T10:00:00Z", date(2024, 2, 28)),
        ("28 feb 2024", date(2024, 2, 28)),
        ("28. Februar 2024", date(2024, 2, 28)),
        ("1er mars 2024", date(2024, 3, 1)),
        ("4 de marzo de 2024", date(2024, 3, 4)),
        ("28 de fevereiro de 2024", date(2024, 2, 28)),
        ("March 4, 2024", date(2024, 3, 4)),
        ("Monday, March 4th, 2024 at 10:32", date(2024, 3, 4)),
        ("28.02.2024", date(2024, 2, 28)),
        ("28/02/2024", date(2024, 2, 28)),
        ("02/28/2024", date(2024, 2, 28)),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("Mar 4", None),
        ("2024", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_read_when_it_can_be_only_one(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_the_day_of_publication_wins_over_that_of_an_update(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"A heading\n\nUpdated: March 9, 2024\nPublished March 4, 2024\n\n{STORY}")
    (article,) = read_articles(tmp_path)
    assert article.published == date(2024, 3, 4)


@given(st.text(alphabet="ab 1\n.:", max_size=300))
def test_spans_are_whole_lines_in_order(body: str) -> None:
    spans = [(line.start, line.end) for line in find_furniture(body)]
    assert spans == sorted(set(spans))
    for start, end in spans:
        assert "\n" not in body[start:end]
        assert start == 0 or body[start - 1] == "\n"
        assert end == len(body) or body[end] == "\n"


@pytest.mark.parametrize("piece", ["1", "A ", "1 ", ". ", "(", "1,", "Abc de ", "a, ", "12 views ", "\n"])
def test_no_line_takes_long(piece: str) -> None:
    start = time.thread_time()
    find_furniture((piece * 100_000)[:100_000])
    find_furniture(piece * (240 // len(piece)))
    assert time.thread_time() - start < 1.0
