"""Which articles of a library tell one story: all of the annotated stories, in seven languages, and nothing else."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from search.article import Article
from search.articles import read_articles
from search.library import Library
from search.library.related import SAME_STORY, Kinship
from search.library.traits import Traits, read_back, traits_of, written

ROOT = Path(__file__).parents[2]
FOLDERS = [
    *(each for base in ("stories", "own-stories") for each in sorted((ROOT / "tests/data" / base).iterdir())),
    ROOT / "seeds",
]
STORIES = [folder for folder in FOLDERS if folder.is_dir()]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("related")
    library = Library(STORIES, folder / "cache", folder / "state")
    library.refresh()
    yield library
    library.close()


def story_of(article: Article) -> str:
    return Path(article.path).parent.name


def members(library: Library, folder: Path) -> list[Article]:
    return [article for article in library.articles if story_of(article) == folder.name]


FOUND, WRONG = 0.9, 0.02
"""Shares of the pairs of a story that are sure, and of the sure ones that are of two stories: what is reached today."""


def test_a_story_is_found_and_cut_off_from_the_others(library: Library) -> None:
    wanted = found = wrong = 0
    for folder in STORIES:
        own = {each.path for each in members(library, folder)}
        for article in members(library, folder):
            sure = {each.article.path for each in library.related(article) if each.same_story}
            wanted += len(own) - 1
            found += len(sure & own)
            wrong += len(sure - own)
            assert article.path not in sure
            assert library.story(article)[0].path == article.path
    assert found >= FOUND * wanted, (found, wanted)
    assert wrong <= WRONG * found, (wrong, found)


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_the_nearest_article_is_of_the_same_story(library: Library, folder: Path) -> None:
    for article in members(library, folder):
        related = library.related(article)
        assert story_of(related[0].article) == folder.name, article.path
        assert article not in [each.article for each in related]


def test_every_relation_has_its_reason(library: Library) -> None:
    article = members(library, ROOT / "tests/data/stories/01-aquila-norvik-merger")[0]
    best = library.related(article)[0]
    assert "names (" in best.reason
    assert "figures" in best.reason
    assert "within 1 day" in best.reason or "on the same day" in best.reason
    assert "Norvik" in best.reason
    assert best.score > SAME_STORY


def test_an_article_from_elsewhere_is_related_to_those_of_the_library(library: Library) -> None:
    article = members(library, ROOT / "seeds")[2]
    outside = replace(article, path="elsewhere.txt", body=article.body[: len(article.body) // 2], digest="")
    assert {story_of(each) for each in library.story(outside)[1:]} == {"seeds"}
    assert article.path in {each.path for each in library.story(outside)}


def test_an_article_that_names_nothing_is_related_to_none(library: Library) -> None:
    assert library.related(Article("x.txt", "", "", "en", None, "")) == []
    assert library.story(Article("x.txt", "", "", "en", None, "it rains again.")) == (
        Article("x.txt", "", "", "en", None, "it rains again."),
    )


def test_traits_are_kept_between_runs_and_forgotten_with_their_articles(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    texts = [f"On Monday the firm Corvane and Ilse Brandt sold {n} of 4 711 shares to Tarsk." for n in (15, 18)]
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(f"---\nlanguage: en\ndate: 2024-05-0{number + 1}\n---\n{text}\n", "utf-8")
    for _ in range(2):
        library = Library([folder], tmp_path / "cache", tmp_path / "state")
        library.refresh()
        library.related(library.articles[0])
        assert len(library.stories.known) == 2
        assert len(library.story(library.articles[0])) == 2
        library.close()
    (folder / "1.txt").unlink()
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    library.refresh()
    library.related(library.articles[0])
    assert len(library.stories.known) == 1
    assert library.related(library.articles[0]) == []
    library.close()


def test_kept_traits_are_those_that_were_read() -> None:
    for article in read_articles(STORIES[0]):
        traits = traits_of(article)
        assert read_back(written(traits), article) == traits


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1, 2, 3, 4]", '["a"]', "null"])
def test_damaged_traits_are_read_again(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_back(text, Article("a", "", "", "en", None, ""))


def test_the_same_names_a_year_later_are_another_story() -> None:
    names = frozenset({"corvane", "tarsk", "brandt"})
    first = Traits(names, names, frozenset(), frozenset({"4711"}), date(2024, 1, 1))
    days = {name: replace(first, day=first.day + timedelta(days)) for name, days in (("a", 2), ("b", 400))}
    kinship = Kinship({**days, "c": replace(first, day=None)})
    assert {kin.key: kin.same_story for kin in kinship.rank(first)} == {"a": True, "b": False, "c": False}


def test_ten_thousand_articles_are_ranked_at_once() -> None:
    """The bound is ten times what it takes, because the machine is shared."""
    traits = {
        str(number): Traits(
            frozenset(f"name{(number * 7919 + each * each * 31) % 4000}" for each in range(12)),
            frozenset(),
            frozenset(),
            frozenset(str(10 + (number * 31 + each * 17) % 900) for each in range(9)),
            date(2024, 1, 1) + timedelta(number % 700),
        )
        for number in range(10_000)
    }
    start = time.process_time()
    kinship = Kinship(traits)
    assert time.process_time() - start < 5
    start = time.process_time()
    assert kinship.rank(traits["4711"], "4711")
    assert time.process_time() - start < 0.5
