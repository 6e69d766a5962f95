"""A library of many files is read by several processes, opens unchanged without looking, leaves bodies in its store."""

import pickle
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.article import Article
from search.library import Library, apart, look, survey
from search.library.shelf import ShelvedArticle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        text = (
            f"---\ntitle: Title {number}\nsource: S{number % 3}\nlanguage: en\ndate: 2024-0{number % 3 + 1}-02\n---\n"
        )
        (folder / f"{number:03}.txt").write_text(f"{text}Common words, number{number}.\n")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "_WORTH_PROCESSES", 10)
    monkeypatch.setattr(apart, "_FIRST", 6)


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    yield library
    library.close()


def again(library: Library, tmp_path: Path) -> Library:
    library.close()
    return Library(library.paths, tmp_path / "cache", tmp_path / "state")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "_SETTLED", -(10**18))  # as if the files had been there for long


@pytest.mark.usefixtures("several_processes")
class TestSeveralProcesses:
    def test_they_read_and_index_what_one_would(self, library: Library) -> None:
        seen: list[int] = []
        refreshed = library.refresh(lambda done, _total: seen.append(done))
        assert (refreshed.read, refreshed.indexed, refreshed.stopped) == (40, 40, False)
        assert [Path(article.path).name for article in library.articles] == [f"{n:03}.txt" for n in range(40)]
        assert library.search("common").total == 40
        assert library.search("number17").hits[0].article.title == "Title 17"
        assert [Path(problem.path).name for problem in library.problems] == ["empty.txt"]
        assert seen == sorted(seen)
        assert seen[-1] == 41

    def test_a_stop_leaves_what_was_read(self, library: Library) -> None:
        stop = threading.Event()

        def progress(done: int, _total: int) -> None:
            if done > 5:
                stop.set()

        refreshed = library.refresh(progress, stop.is_set)
        assert refreshed.stopped
        assert 0 < refreshed.read < 40
        assert library.refresh().unchanged == refreshed.read
        assert library.search("common").total == 40

    def test_when_they_cannot_be_started_it_is_read_here(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("search.library.reading._START", "raise SystemExit(1)")
        assert library.refresh().read == 40
        assert library.search("common").total == 40

    def test_small_segments_become_one(self, library: Library, tmp_path: Path) -> None:
        library.refresh()
        library.refresh()
        (kept,) = (tmp_path / "cache").iterdir()
        assert len(list((kept / "index").glob("*.trm"))) <= 8
        assert library.search('"common words"').total == 40


@pytest.mark.usefixtures("settled")
class TestOpeningUnchanged:
    def test_nothing_is_looked_for(self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        library.refresh()
        before, problems = library.articles, library.problems
        second = again(library, tmp_path)

        def never(*_: object) -> None:
            raise AssertionError("the files are looked for")

        monkeypatch.setattr(look, "find_candidates", never)
        refreshed = second.refresh()
        assert (refreshed.read, refreshed.unchanged) == (0, 40)
        assert second.articles == before
        assert second.problems == problems
        assert second.search("number17").hits[0].article.title == "Title 17"
        second.close()

    @pytest.mark.parametrize("change", ["new", "gone", "other", "manifest", "folder", "filled", "index", "store"])
    def test_a_change_is_noticed(self, library: Library, folder: Path, tmp_path: Path, change: str) -> None:
        library.refresh()
        (cache,) = (tmp_path / "cache").iterdir()
        second = again(library, tmp_path)
        text = "---\nlanguage: en\n---\nSomething else.\n"
        match change:
            case "new":
                (folder / "new.txt").write_text(text)
            case "gone":
                (folder / "003.txt").unlink()
            case "other":
                (folder / "003.txt").write_text(text)
            case "manifest":
                (folder / "manifest.toml").write_text('[[article]]\nfile = "003.txt"\ntitle = "Something"\n')
            case "folder":
                (folder / "sub").mkdir()
                (folder / "sub/new.txt").write_text(text)
            case "filled":
                (folder / "empty.txt").write_text(text)
            case "index":
                shutil.rmtree(cache / "index")
            case "store":
                (cache / "articles.sqlite").unlink()
        second.refresh()
        expected = {"new": 41, "gone": 39, "folder": 41, "filled": 41}.get(change, 40)
        assert len(second.articles) == expected
        assert second.search("common OR something").total == expected
        second.close()


def test_what_has_just_changed_is_looked_at_again(library: Library, folder: Path, tmp_path: Path) -> None:
    library.refresh()
    second = again(library, tmp_path)
    status = (folder / "003.txt").stat()
    assert second.refresh().unchanged == 40
    assert (folder / "003.txt").stat() == status
    second.close()


class TestArticlesOfTheStore:
    def test_they_are_articles_in_every_way(self, library: Library) -> None:
        library.refresh()
        article = library.articles[7]
        assert isinstance(article, ShelvedArticle)
        assert article.body == "Common words, number7.\n"
        plain = pickle.loads(pickle.dumps(article))
        assert type(plain) is Article
        assert plain == article
        assert article == plain
        assert hash(article) == hash(plain)
        assert article != library.articles[8]
        other = replace(article, path="elsewhere")
        assert (other.path, other.body, other.title) == ("elsewhere", article.body, "Title 7")

    def test_they_can_be_read_after_the_library_is_closed(self, library: Library) -> None:
        library.refresh()
        article = library.articles[7]
        library.close()
        assert article.body == "Common words, number7.\n"

    def test_an_article_that_was_replaced_can_still_be_read(self, library: Library, folder: Path) -> None:
        library.refresh()
        before = library.articles[3]
        (folder / "003.txt").write_text("---\nlanguage: en\n---\nSomething else.\n")
        library.refresh()
        assert before.body == "Common words, number3.\n"
        assert library.articles[3].body == "Something else.\n"


def test_what_is_found_is_counted(library: Library) -> None:
    library.refresh()
    results = library.search("common", limit=5, facets=True)
    assert results.facets is not None
    assert results.facets.languages == (("en", 40),)
    assert results.facets.sources == (("S0", 14), ("S1", 13), ("S2", 13))
    assert results.facets.months == (("2024-03", 13), ("2024-02", 13), ("2024-01", 14))
    assert library.search("common").facets is None


def test_a_word_that_stands_nowhere_is_answered_with_one_that_does(library: Library) -> None:
    library.refresh()
    results = library.search("comon number7")
    assert (results.total, results.suggestion) == (0, "common number7")
    assert library.search("common").suggestion == ""
    assert library.search("comon", as_typed=True).suggestion == ""
    assert "any form of the word “comon”" in results.meaning


@pytest.mark.parametrize("spread", [False, True])
def test_a_file_of_many_articles_is_as_many(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, spread: bool
) -> None:
    monkeypatch.setattr(look, "_WORTH_PROCESSES", 1 if spread else 1_000)
    lines = [f'{{"title": "T{n}", "body": "Many in one file, item{n}.", "language": "en"}}' for n in range(5)]
    (folder / "many.jsonl").write_text("\n".join(lines) + "\n")
    assert library.refresh().read == 45
    assert [Path(article.path).name for article in library.articles][-5:] == [f"many.jsonl#{n}" for n in range(1, 6)]
    assert library.search("item3").hits[0].article.title == "T3"
    (folder / "many.jsonl").write_text("\n".join(lines[1:]) + "\n")
    refreshed = library.refresh()
    assert (refreshed.read, refreshed.unchanged) == (4, 40)
    assert library.search("item0").total == 0
    assert library.search("item").total == 0
    assert library.search("many").total == 4
