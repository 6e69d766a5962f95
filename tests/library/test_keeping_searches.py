"""Searches are kept by name and remembered in order, and survive what happens to their file."""

import sqlite3
from pathlib import Path

import pytest

from search.library import searches as module
from search.library.searches import MOST_REMEMBERED, SavedSearch, Searches, SearchesError


def test_a_search_is_kept_under_its_name(tmp_path: Path) -> None:
    searches = Searches(tmp_path / "state")
    assert searches.saved() == ()
    assert not (tmp_path / "state").exists(), "nothing is created before the first is kept"
    searches.save("floods", "flood OR crue")
    searches.save("a", "x")
    searches.save("floods", "flood OR riada")
    assert Searches(tmp_path / "state").saved() == (SavedSearch("a", "x"), SavedSearch("floods", "flood OR riada"))
    searches.forget("a")
    assert [each.name for each in searches.saved()] == ["floods"]
    assert searches.path.stat().st_mode & 0o077 == 0


def test_the_latest_search_comes_first_and_each_once(tmp_path: Path) -> None:
    searches = Searches(tmp_path)
    for query in ("a", "b", "a", " ", "c\x1b[2J"):
        searches.remember(query)
    assert searches.history() == ("c␛[2J", "a", "b")
    assert searches.history(1) == ("c␛[2J",)
    for number in range(MOST_REMEMBERED + 5):
        searches.remember(f"q{number}")
    assert len(searches.history(10_000)) == MOST_REMEMBERED
    searches.save("n", "kept")
    searches.forget_history()
    assert searches.history() == ()
    assert len(searches.saved()) == 1


@pytest.mark.parametrize(("name", "query"), [("", "x"), ("x", ""), (" ", "x")])
def test_a_search_needs_a_name_and_words(tmp_path: Path, name: str, query: str) -> None:
    with pytest.raises(ValueError, match="under a name"):
        Searches(tmp_path).save(name, query)


def test_a_damaged_file_is_left_and_reported(tmp_path: Path) -> None:
    searches = Searches(tmp_path)
    searches.path.write_bytes(b"not a database" * 100)
    with pytest.raises(SearchesError, match="move the file away"):
        searches.saved()
    assert searches.path.read_bytes() == b"not a database" * 100


def test_a_file_of_a_newer_version_is_left(tmp_path: Path) -> None:
    searches = Searches(tmp_path)
    searches.save("n", "q")
    with sqlite3.connect(searches.path) as db:
        db.execute("pragma user_version = 99")
    with pytest.raises(SearchesError, match="newer"):
        searches.save("m", "q")


def test_the_file_is_copied_before_it_takes_another_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searches = Searches(tmp_path)
    searches.save("n", "q")

    def more(db: sqlite3.Connection) -> None:
        db.execute("alter table saved add column colour text")

    monkeypatch.setattr(module, "_MIGRATIONS", (*module._MIGRATIONS, more))
    assert [each.name for each in searches.saved()] == ["n"]
    with sqlite3.connect(tmp_path / "searches.sqlite.version-1") as copy:
        assert copy.execute("select name from saved").fetchall() == [("n",)]
        assert copy.execute("pragma user_version").fetchone() == (1,)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searches = Searches(tmp_path)
    searches.save("n", "q")

    def broken(db: sqlite3.Connection) -> None:
        db.execute("drop table saved")
        db.execute("nonsense")

    with monkeypatch.context() as patched:
        patched.setattr(module, "_MIGRATIONS", (*module._MIGRATIONS, broken))
        with pytest.raises(SearchesError):
            searches.saved()
    assert [each.name for each in searches.saved()] == ["n"]
