"""A file of the state folder takes another form only after it was copied, and as a whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from search.library.migrating import Newer, migrate


def first(db: sqlite3.Connection) -> None:
    db.execute("create table word (text text)")
    db.execute("insert into word values ('kept')")


def second(db: sqlite3.Connection) -> None:
    db.execute("alter table word add column language text default 'en'")


def broken(db: sqlite3.Connection) -> None:
    db.execute("drop table word")
    raise sqlite3.OperationalError("disk full")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kept.sqlite"
    with sqlite3.connect(path) as db:
        migrate(db, path, [first])
    return path


def rows(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as db:
        return db.execute("select * from word").fetchall()


def test_what_was_kept_is_kept_in_the_new_form_and_in_a_copy_of_the_old(path: Path) -> None:
    with sqlite3.connect(path) as db:
        migrate(db, path, [first, second])
    assert rows(path) == [("kept", "en")]
    assert rows(path.with_name("kept.sqlite.version-1")) == [("kept",)]


def test_a_file_in_its_present_form_is_not_copied(path: Path) -> None:
    with sqlite3.connect(path) as db:
        migrate(db, path, [first])
    assert [each.name for each in path.parent.iterdir()] == ["kept.sqlite"]


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    with sqlite3.connect(path) as db, pytest.raises(sqlite3.OperationalError, match="disk full"):
        migrate(db, path, [first, broken])
    assert rows(path) == [("kept",)]
    with sqlite3.connect(path) as db:
        assert db.execute("pragma user_version").fetchone() == (1,)


def test_what_a_newer_program_wrote_is_left(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 7")
        with pytest.raises(Newer):
            migrate(db, path, [first, second])
    assert rows(path) == [("kept",)]
