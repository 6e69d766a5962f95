"""Decisions are kept, listed, undone, exported and imported; nothing that happens to their file loses them."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from search.article import Article
from search.decision import Act, Decision, Reference, content_hash
from search.library import Decisions, DecisionsError
from search.library.decisions import export, read_export

ONE = Decision(Act.DISMISS, (Reference("a" * 64, 12, "15 million"), Reference("b" * 64, 7, "15 Mio.")), "sum")
OTHER = Decision(Act.TAKE_OUT, (Reference("a" * 64, 40, "2.1 bn"),), "2.1 bn")


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(tmp_path / "state")


def test_nothing_is_created_before_the_first_decision(decisions: Decisions) -> None:
    assert decisions.all() == decisions.on(["a" * 64]) == ()
    assert not decisions.path.parent.exists()


def test_decisions_are_kept_in_order_with_number_and_time(decisions: Decisions) -> None:
    first, second = decisions.keep(ONE), decisions.keep(OTHER)
    assert (first.number, second.number) == (1, 2)
    assert first.made[:2] == "20"
    assert Decisions(decisions.path.parent).all() == (first, second)
    assert first.same_as(ONE)


def test_only_the_owner_can_read_them(decisions: Decisions) -> None:
    decisions.keep(ONE)
    assert decisions.path.stat().st_mode & 0o777 == 0o600
    assert decisions.path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_decision_is_kept_once(decisions: Decisions) -> None:
    first = decisions.keep(ONE)
    again = decisions.keep(replace(ONE, references=ONE.references[::-1], label="other"))
    assert again == first
    assert len(decisions.all()) == 1


def test_those_on_some_articles_are_found(decisions: Decisions) -> None:
    decisions.keep(ONE)
    decisions.keep(OTHER)
    assert [each.act for each in decisions.on(["b" * 64])] == [Act.DISMISS]
    assert len(decisions.on(["a" * 64, "c" * 64])) == 2
    assert decisions.on([]) == ()


def test_a_decision_is_undone_by_its_number_which_is_not_used_again(decisions: Decisions) -> None:
    decisions.keep(ONE)
    kept = decisions.keep(OTHER)
    assert decisions.undo(kept.number) == kept
    assert decisions.undo(kept.number) is None
    assert decisions.keep(OTHER).number == kept.number + 1


def test_what_is_exported_can_be_imported_elsewhere(decisions: Decisions, tmp_path: Path) -> None:
    kept = (decisions.keep(ONE), decisions.keep(OTHER))
    file = tmp_path / "decisions.json"
    file.write_text(export(kept), "utf-8")
    assert '"15 million"' in file.read_text("utf-8")
    elsewhere = Decisions(tmp_path / "elsewhere")
    imported = elsewhere.keep_all(read_export(file))
    assert [(e.act, e.references, e.label, e.made) for e in imported] == [
        (e.act, e.references, e.label, e.made) for e in kept
    ]
    assert elsewhere.keep_all(read_export(file)) == imported, "a second import changes nothing"
    assert len(elsewhere.all()) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"version": 1, "decisions": [{}]}',
        b'{"version": 1, "decisions": [{"act": "burn", "statements": [{"article": "a", "offset": 1, "text": "1"}]}]}',
        b'{"version": 1, "decisions": [{"act": "join", "statements": []}]}',
        b'{"version": 1, "decisions": [{"act": "join", "statements": [{"article": 1, "offset": 1, "text": "1"}]}]}',
        b'{"version": 1, "decisions": [{"act": "join", "statements": [{"article": "a", "offset": -1, "text": ""}]}]}',
        b'{"version": 2, "decisions": []}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_holds_no_decisions_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    with pytest.raises(DecisionsError, match=r"x\.json .*\.$"):
        read_export(file)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError, match="No such file"):
        read_export(tmp_path / "nowhere.json")


@pytest.mark.parametrize("content", [b"no database at all, but more than a hundred bytes of text " * 3, b"\0" * 4096])
def test_a_damaged_store_is_reported_and_left_as_it_is(decisions: Decisions, content: bytes) -> None:
    decisions.keep(ONE)
    decisions.path.write_bytes(content)
    for attempt in (decisions.all, lambda: decisions.keep(OTHER), lambda: decisions.undo(1)):
        with pytest.raises(DecisionsError, match="left as it is"):
            attempt()
    assert decisions.path.read_bytes() == content


def test_a_store_of_a_newer_version_is_reported_and_left_as_it_is(decisions: Decisions) -> None:
    decisions.keep(ONE)
    with sqlite3.connect(decisions.path) as db:
        db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(DecisionsError, match="newer atodds"):
        decisions.keep(OTHER)


def test_a_store_that_another_program_holds_is_reported(decisions: Decisions) -> None:
    decisions.keep(ONE)
    other = sqlite3.connect(decisions.path)
    other.execute("begin exclusive")
    try:
        with pytest.raises(DecisionsError, match="in use by another program"):
            decisions.keep(OTHER)
    finally:
        other.rollback()
        other.close()
    assert len(decisions.all()) == 1


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(DecisionsError, match="cannot be read or kept"):
        Decisions(tmp_path / "file" / "state").keep(ONE)


def test_an_article_is_named_by_its_file_or_else_by_its_body() -> None:
    article = Article("a.txt", "", "", "en", None, "text", digest="d" * 64)
    assert content_hash(article) == "d" * 64
    assert content_hash(replace(article, digest="")) == content_hash(replace(article, digest="", path="b.txt"))
