"""The user's decisions, kept in the state folder: one small SQLite file for all libraries.

A decision names statements by the content of their articles, so it holds in whatever folder they are opened. What is
here can be had from nowhere else: a damaged or newer file is never replaced, only reported.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from search.decision import Act, Decision, Reference
from search.library.migrating import Newer, Steps, connect, migrate

_FILE = "decisions.sqlite"
_APPLICATION = 0x41744F64  # "AtOd": tells our file from any other


def _create(db: sqlite3.Connection) -> None:
    db.execute(
        "create table decision (number integer primary key autoincrement, act text not null, label text not null,"
        " made text not null)"
    )
    db.execute(
        "create table reference (decision integer not null references decision(number) on delete cascade,"
        " article text not null, start integer not null, figure text not null)"
    )
    db.execute("create index reference_article on reference(article)")
    db.execute(f"pragma application_id = {_APPLICATION}")


_MIGRATIONS: Steps = (_create,)


class DecisionsError(Exception):
    """The decisions could not be read or kept; `str()` of it is one sentence."""


class Decisions:
    """The decisions of one user. Nothing is created before the first is made.

    Methods raise `DecisionsError` where the file is damaged, newer, or cannot be written; it is left as it is.
    """

    def __init__(self, folder: Path) -> None:
        """Name the user's state folder."""
        self.path = folder / _FILE

    def on(self, articles: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions that name any of these articles, by their content hashes, in the order they were made."""
        wanted = set(articles)
        return tuple(each for each in self.all() if any(ref.article in wanted for ref in each.references))

    def all(self) -> tuple[Decision, ...]:
        """All decisions, in the order they were made."""
        if not self.path.exists():
            return ()
        with self._open() as db:
            references: dict[int, list[Reference]] = {}
            for number, article, start, figure in db.execute(
                "select decision, article, start, figure from reference order by rowid"
            ):
                references.setdefault(number, []).append(Reference(article, start, figure))
            return tuple(
                Decision(Act(act), tuple(references.get(number, ())), label, made, number)
                for number, act, label, made in db.execute(
                    "select number, act, label, made from decision order by number"
                )
            )

    def keep(self, decision: Decision) -> Decision:
        """Keep a decision; return it with its number and the time. One that is kept already is returned as it is."""
        return self.keep_all((decision,))[0]

    def keep_all(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """Keep several, all or none."""
        known = list(self.all())
        kept = []
        with self._open() as db, db:
            for each in decisions:
                same = next((other for other in known if other.same_as(each)), None)
                kept.append(same or _insert(db, each))
                known.append(kept[-1])
        return tuple(kept)

    def undo(self, number: int) -> Decision | None:
        """Drop a decision by its number; return it, or None if there is none of that number."""
        decision = next((each for each in self.all() if each.number == number), None)
        if decision is not None:
            with self._open() as db, db:
                db.execute("delete from decision where number = ?", (number,))
        return decision

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            db = connect(self.path)
        except (OSError, sqlite3.Error) as error:
            raise self._error(error) from None
        try:
            db.execute("pragma foreign_keys = on")
            migrate(db, self.path, _MIGRATIONS)
            yield db
        except Newer:
            trouble = f"{self.path} was written by a newer atodds: it is left as it is; update atodds."
            raise DecisionsError(trouble) from None
        except (sqlite3.Error, ValueError) as error:
            raise self._error(error) from None
        finally:
            db.close()

    def _error(self, error: Exception) -> DecisionsError:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return DecisionsError(f"{self.path} is in use by another program: try again.")
        trouble = f"Decisions cannot be read or kept in {self.path} ({reason})"
        return DecisionsError(f"{trouble}: it is left as it is; move it away to begin anew.")


def _insert(db: sqlite3.Connection, decision: Decision) -> Decision:
    made = decision.made or datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    cursor = db.execute(
        "insert into decision (act, label, made) values (?, ?, ?)", (decision.act.value, decision.label, made)
    )
    number = cursor.lastrowid or 0
    db.executemany(
        "insert into reference values (?, ?, ?, ?)",
        ((number, ref.article, ref.offset, ref.text) for ref in decision.references),
    )
    return Decision(decision.act, decision.references, decision.label, made, number)


VERSION = 1
"""Of the file that decisions are exported to."""
_MOST_IMPORTED = 10_000_000  # bytes of a file to import
_LAST_OFFSET = 1 << 40  # no article is as long; SQLite takes no number beyond 63 bits


def export(decisions: Iterable[Decision]) -> str:
    """The decisions as JSON, to be read, kept under version control or sent to a colleague.

    Each has the act, the label, the time, and its statements as {"article", "offset", "text"}.
    """
    entries = [
        {
            "act": each.act.value,
            "label": each.label,
            "made": each.made,
            "statements": [{"article": r.article, "offset": r.offset, "text": r.text} for r in each.references],
        }
        for each in decisions
    ]
    return json.dumps({"version": VERSION, "decisions": entries}, ensure_ascii=False, indent=2) + "\n"


def read_export(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file that `export` gave.

    Raises:
        DecisionsError: if it cannot be read or is no such file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_IMPORTED + 1)
        if len(data) > _MOST_IMPORTED:
            raise DecisionsError(f"{path} is larger than {_MOST_IMPORTED // 1_000_000} MB: it holds no decisions.")
        content = json.loads(data)
        if content["version"] != VERSION:
            raise DecisionsError(f"{path} was written by a newer atodds: update atodds to import it.")
        return tuple(_imported(entry) for entry in content["decisions"])
    except OSError as error:
        raise DecisionsError(f"{path} cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DecisionsError(f"{path} is not a file of decisions: export one to see how it looks.") from None


def _imported(entry: dict[str, object]) -> Decision:
    from search.text import clean

    statements = entry["statements"]
    if not isinstance(statements, list) or not statements:
        raise TypeError
    references = tuple(_reference(statement) for statement in statements)
    label, made = entry.get("label", ""), entry.get("made", "")
    return Decision(Act(str(entry["act"])), references, clean(str(label)), clean(str(made)))


def _reference(statement: dict[str, object]) -> Reference:
    from search.text import clean

    article, offset, text = statement["article"], statement["offset"], statement["text"]
    if not isinstance(article, str) or not isinstance(text, str):
        raise TypeError
    if type(offset) is not int or not 0 <= offset <= _LAST_OFFSET:
        raise TypeError
    return Reference(clean(article), offset, clean(text))
