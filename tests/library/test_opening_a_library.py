"""A library reads what is new, keeps what is known, is searched meanwhile, and survives what happens to its cache."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.article import Article
from search.library import Library, Refreshed

ROOT = Path(__file__).parents[2]
TEXTS = {
    "a.txt": "---\ntitle: Primera\nsource: El Faro\nlanguage: es\n---\nLa inversión fue de 15 millones de euros.\n",
    "b.txt": "---\ntitle: Second\nlanguage: en\n---\nThe companies invested 15 million euros in Mistral.\n",
    "sub/c.md": "---\nlanguage: fr\n---\n# Troisième\n\nL’entreprise a investi 15 millions d’euros.\n",
}

Open = Callable[..., Library]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Open]:
    opened: list[Library] = []

    def open_one(*paths: Path, cache: Path | None = None) -> Library:
        opened.append(Library(paths, cache or tmp_path / "cache", tmp_path / "state"))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()


def found(library: Library, query: str, as_typed: bool = False) -> list[str]:
    results = library.search(query, as_typed=as_typed)
    assert results.total == len(results.hits)
    return sorted(Path(hit.article.path).name for hit in results.hits)


def counts(refreshed: Refreshed) -> tuple[int, int, int, int]:
    return refreshed.read, refreshed.unchanged, refreshed.removed, refreshed.indexed


def test_a_folder_is_read_and_searched(open_library: Open, folder: Path) -> None:
    library = open_library(folder)
    assert library.articles == ()
    seen: list[tuple[int, int]] = []
    assert counts(library.refresh(lambda done, total: seen.append((done, total)))) == (3, 0, 0, 3)
    assert [Path(article.path).name for article in library.articles] == ["a.txt", "b.txt", "c.md"]
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert library.problems == ()
    assert found(library, "inversiones") == ["a.txt"]
    assert found(library, "compan", as_typed=True) == ["b.txt"]
    assert found(library, "lang:fr euro") == ["c.md"]


def test_a_hit_shows_where_the_words_stand(open_library: Open, folder: Path) -> None:
    library = open_library(folder)
    library.refresh()
    (hit,) = library.search("inversiones").hits
    assert isinstance(hit.article, Article)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["inversión"]
    spans = library.marks(hit.article, "inversiones millón")
    assert [hit.article.body[start:end] for start, end in spans] == ["inversión", "millones"]


def test_the_limit_bounds_the_hits_and_not_the_total(open_library: Open, folder: Path) -> None:
    library = open_library(folder)
    library.refresh()
    results = library.search("15", limit=2)
    assert (len(results.hits), results.total) == (2, 3)


def test_a_query_that_does_not_parse_is_answered_and_explained(open_library: Open, folder: Path) -> None:
    library = open_library(folder)
    library.refresh()
    results = library.search('"15 millones')
    assert Path(results.hits[0].article.path).name == "a.txt"
    assert "quotation mark" in results.reading
    assert library.search("15").reading == ""


class TestOpeningAgain:
    def test_an_unchanged_folder_is_neither_read_nor_indexed(self, open_library: Open, folder: Path) -> None:
        first = open_library(folder)
        first.refresh()
        before = first.articles
        first.close()
        again = open_library(folder)
        assert counts(again.refresh()) == (0, 3, 0, 0)
        assert again.articles == before
        assert found(again, "inversión") == ["a.txt"]

    def test_it_opens_without_the_language_model(self, tmp_path: Path) -> None:
        folder = tmp_path / "texts"
        folder.mkdir()
        (folder / "a.txt").write_text("The company said on Monday that it had raised fifteen million euros.\n")
        code = (
            "import sys; from pathlib import Path; from search.library import Library;"
            f"library = Library([Path({str(folder)!r})], Path({str(tmp_path / 'cache')!r}), Path('state'));"
            "print(library.refresh().read, library.articles[0].language, 'py3langid' in sys.modules); library.close()"
        )
        run = [
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
            for _ in range(2)
        ]
        assert run == ["1 en True\n", "0 en False\n"]

    def test_a_changed_file_is_found_by_its_new_words_alone(self, open_library: Open, folder: Path) -> None:
        open_library(folder).refresh()
        (folder / "b.txt").write_text("---\nlanguage: en\n---\nSomething else entirely.\n")
        library = open_library(folder)
        assert counts(library.refresh()) == (1, 2, 0, 1)
        assert found(library, "entirely") == ["b.txt"]
        assert found(library, "companies") == []

    def test_a_change_that_keeps_size_and_time_is_noticed(self, open_library: Open, folder: Path) -> None:
        library = open_library(folder)
        library.refresh()
        status = (folder / "b.txt").stat()
        (folder / "b.txt").write_text(TEXTS["b.txt"].replace("15", "51"))
        os.utime(folder / "b.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
        assert counts(library.refresh()) == (1, 2, 0, 1)
        assert found(library, "51") == ["b.txt"]

    def test_a_touched_file_is_read_and_not_indexed_again(self, open_library: Open, folder: Path) -> None:
        library = open_library(folder)
        library.refresh()
        os.utime(folder / "b.txt", (1, 1))
        assert counts(library.refresh()) == (1, 2, 0, 0)

    def test_a_file_that_is_gone_is_no_longer_found(self, open_library: Open, folder: Path) -> None:
        library = open_library(folder)
        library.refresh()
        (folder / "a.txt").unlink()
        assert counts(library.refresh()) == (0, 2, 1, 0)
        assert found(library, "inversión") == []
        assert len(library.articles) == 2

    def test_a_manifest_that_changes_changes_its_articles(self, open_library: Open, folder: Path) -> None:
        library = open_library(folder)
        library.refresh()
        (folder / "manifest.toml").write_text('[[article]]\nfile = "b.txt"\nsource = "La Voz"\n')
        assert counts(library.refresh()) == (1, 2, 0, 1)
        assert found(library, "source:voz") == ["b.txt"]

    def test_the_same_folder_by_another_name_is_the_same_library(
        self, open_library: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_library(folder).refresh()
        monkeypatch.chdir(folder.parent)
        library = open_library(Path("articles"))
        assert counts(library.refresh()) == (0, 3, 0, 0)
        assert library.articles[0].path == "articles/a.txt"
        assert found(library, "inversión") == ["a.txt"]


class TestDamage:
    @pytest.mark.parametrize(
        "pattern",
        ["articles.sqlite", "index/*.toc", "index/*.trm", "index/*.pst", "index/*.col", "index/lexicon.sqlite"],
    )
    def test_what_is_damaged_is_built_again(
        self, open_library: Open, folder: Path, tmp_path: Path, pattern: str
    ) -> None:
        first = open_library(folder)
        first.refresh()
        first.close()
        (kept,) = (path for path in (tmp_path / "cache").iterdir())
        for path in kept.glob(pattern):
            path.write_bytes(b"not what it was" * 40)
        library = open_library(folder)
        library.refresh()
        library.refresh()  # damage that shows only in use is mended by the next
        assert found(library, "inversión") == ["a.txt"]
        assert found(library, '"15 million"') != []
        assert len(library.articles) == 3

    def test_a_lost_cache_is_made_again(self, open_library: Open, folder: Path, tmp_path: Path) -> None:
        import shutil

        open_library(folder).refresh()
        shutil.rmtree(tmp_path / "cache")
        assert counts(open_library(folder).refresh()) == (3, 0, 0, 3)

    def test_a_cache_that_cannot_be_written_is_replaced_and_said(
        self, open_library: Open, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        library = open_library(folder, cache=tmp_path / "file" / "cache")
        library.refresh()
        assert found(library, "inversión") == ["a.txt"]
        assert "for this session only" in str(library.problems[0])

    def test_problems_of_files_are_kept_beside_the_articles(self, open_library: Open, folder: Path) -> None:
        (folder / "empty.txt").touch()
        (folder / "photo.jpg").touch()
        library = open_library(folder)
        library.refresh()
        assert len(library.articles) == 3
        assert {Path(problem.path).name: problem.quiet for problem in library.problems} == {
            "empty.txt": False,
            "photo.jpg": True,
        }
        library.refresh()
        assert len(library.problems) == 2, "said once, not once a refresh"

    def test_nothing_is_written_beside_the_articles(self, open_library: Open, folder: Path, tmp_path: Path) -> None:
        before = sorted(folder.rglob("*"))
        library = open_library(folder)
        library.refresh()
        assert sorted(folder.rglob("*")) == before
        (kept,) = (tmp_path / "cache").iterdir()
        assert kept.stat().st_mode & 0o777 == 0o700
        assert (kept / "articles.sqlite").stat().st_mode & 0o077 == 0


class TestTogether:
    def test_it_is_searched_while_it_is_read(self, open_library: Open, tmp_path: Path) -> None:
        folder = tmp_path / "many"
        folder.mkdir()
        for number in range(100):
            (folder / f"{number:03}.txt").write_text(f"---\nlanguage: en\n---\nCommon words, number{number}.\n")
        library = open_library(folder)
        reached, go_on = threading.Event(), threading.Event()

        def progress(done: int, _total: int) -> None:
            if done == 80:
                reached.set()
                assert go_on.wait(20)

        worker = threading.Thread(target=library.refresh, args=(progress,))
        worker.start()
        assert reached.wait(20)
        assert len(library.articles) == 80
        meanwhile = library.search("common").total
        go_on.set()
        worker.join(20)
        assert 0 < meanwhile < 100
        assert library.search("common").total == 100

    def test_two_at_once_do_not_break_each_other(self, open_library: Open, folder: Path) -> None:
        first, second = open_library(folder), open_library(folder)
        first.refresh()
        (folder / "d.txt").write_text("---\nlanguage: en\n---\nA fourth article.\n")
        outcome: list[Refreshed] = []

        def meanwhile(_done: int, _total: int) -> None:
            if not outcome:
                outcome.append(second.refresh())

        assert counts(first.refresh(meanwhile)) == (1, 3, 0, 1)
        assert counts(outcome[0]) == (1, 3, 0, 0), "the second reads, and leaves writing to the first"
        assert len(second.articles) == 4
        assert [problem.quiet for problem in second.problems] == [True]
        assert found(second, "fourth") == ["d.txt"], "what the first has indexed is found by the second"
        assert counts(second.refresh()) == (0, 4, 0, 0)
        assert second.problems == ()
        (folder / "e.txt").write_text("---\nlanguage: en\n---\nA fifth article.\n")
        assert counts(second.refresh()) == (1, 4, 0, 1), "and once the first is done the second may write"

    def test_a_refresh_that_is_stopped_goes_on_where_it_was(self, open_library: Open, folder: Path) -> None:
        library = open_library(folder)
        asked = iter([False] * 5 + [True] * 50)
        refreshed = library.refresh(stop=lambda: next(asked))
        assert refreshed.stopped
        assert 0 < len(library.articles) < 3
        rest = library.refresh()
        assert (rest.read, rest.unchanged) == (3 - refreshed.read, refreshed.read)
        assert found(library, "15") == ["a.txt", "b.txt", "c.md"]

    def test_closing_ends_a_running_refresh_at_once(self, open_library: Open, folder: Path) -> None:
        library = open_library(folder)
        started = threading.Event()

        def slow(_done: int, _total: int) -> None:
            started.set()
            time.sleep(0.05)

        worker = threading.Thread(target=library.refresh, args=(slow,))
        worker.start()
        assert started.wait(20)
        library.close()
        worker.join(5)
        assert not worker.is_alive()
        assert library.search("inversión").hits == ()


def test_an_article_reached_by_two_paths_is_one(open_library: Open, folder: Path) -> None:
    library = open_library(folder, folder / "sub", folder / "a.txt")
    library.refresh()
    assert len(library.articles) == 3


def test_paths_that_look_alike_are_told_apart(open_library: Open, tmp_path: Path) -> None:
    for name in (b"x\xe9.txt", b"x\xea.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXTS["a.txt"])
    library = open_library(tmp_path)
    library.refresh()
    assert [Path(article.path).name for article in library.articles] == ["x\ufffd.txt", "x\ufffd.txt (2)"]


def test_a_missing_path_leaves_the_others_open(open_library: Open, folder: Path, tmp_path: Path) -> None:
    library = open_library(tmp_path / "nowhere", folder / "a.txt")
    library.refresh()
    assert len(library.articles) == 1
    assert "does not exist" in str(library.problems[0])


def test_nothing_that_a_terminal_obeys_comes_out_of_a_search(open_library: Open, tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[2J.txt").write_text("---\ntitle: \x1b]52;c;x\x07\n---\nHello \x1b[31mworld \u202e.\n")
    library = open_library(tmp_path)
    library.refresh()
    results = library.search('hello "\x1b]0;x')
    shown = results.reading + "".join(
        f"{h.article.path}{h.article.title}{h.snippet}" for h in library.search("hello").hits
    )
    assert "world" in shown
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
