"""Answers what a query asks for beyond words: figures by value, and figures by what they measure."""

import sqlite3

from search.engines import Asked
from search.library.facts import FactReader, Facts

_CONTRADICTIONS = ("contradiction", "contradictions")


class Asking:
    """Answers the parts of one query that the index cannot, and notes what is to be said of it."""

    def __init__(self, facts: Facts | None, reader: FactReader | None) -> None:
        """Ask these facts."""
        self._facts = facts
        self._reader = reader
        self._notes: list[str] = []
        self._asked: set[str] = set()

    def __call__(self, asked: Asked) -> set[str]:
        """Return the keys of the articles that one part of the query finds."""
        self._asked.add(asked.field)
        if self._facts is None or self._reader is None:
            self._notes.append(f"{asked.field}: finds nothing here, since nobody reads the figures")
            return set()
        try:
            if asked.field == "has":
                if asked.text.lower() not in _CONTRADICTIONS:
                    self._notes.append(f"has: knows only has:contradiction, so “{asked.text}” finds nothing")
                    return set()
                return self._facts.contradicting(self._reader.verdicts_version)
            if asked.field == "quantity":
                meant = self._reader.concepts(asked.text)
                if not meant:
                    self._notes.append(f"quantity: knows nothing that is called “{asked.text}”")
                return self._facts.on(meant) if meant else set()
            wanted = self._reader.wanted(asked.text)
            if wanted is None:
                self._notes.append(f"“{asked.text}” is no figure (3%, >1000 deaths, 10..20M EUR) and finds nothing")
                return set()
            return self._facts.like(wanted, self._reader)
        except sqlite3.Error:
            self._notes.append("the figures cannot be searched just now")
            return set()

    def notes(self, articles: int) -> list[str]:
        """Return what is to be said; `articles` is how many the library has."""
        if self._asked and self._facts is not None and self._reader is not None:
            try:
                if self._asked - {"has"}:
                    known = len(self._facts.known(self._reader.version))
                    self._note(known, articles, "the figures of {} of {} articles are read so far")
                if "has" in self._asked:
                    known = len(self._facts.compared(self._reader.verdicts_version))
                    self._note(known, articles, "{} of {} articles are compared with their stories so far")
            except sqlite3.Error:
                self._notes.append("how much is known of the figures cannot be told just now")
        return list(dict.fromkeys(self._notes))

    def _note(self, known: int, articles: int, sentence: str) -> None:
        if known < articles:
            self._notes.append(sentence.format(f"{known:,}", f"{articles:,}"))
