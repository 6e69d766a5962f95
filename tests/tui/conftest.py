"""The seed story as values, and a library that needs no index."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from search.article import Article
from search.compare import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.figures import Figure, Kind

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"


@dataclass
class Hit:
    article: Article
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass
class Results:
    hits: tuple[Hit, ...]
    total: int
    reading: str


@dataclass
class Problem:
    path: str
    reason: str


@dataclass
class ListedLibrary:
    """A library that holds what it is given and finds plain words in it."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    before_search: Callable[[str], None] = field(default=lambda _query: None)
    before_refresh: Callable[[], None] = field(default=lambda: None)

    def refresh(self, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> None:
        self.before_refresh()
        del stop
        for done in range(len(self.articles) + 1):
            progress(done, len(self.articles))

    def marks(self, article: Article, query: str, as_typed: bool = False) -> tuple[tuple[int, int], ...]:
        del as_typed
        place = article.body.casefold().find(query.casefold())
        return ((place, place + len(query)),) if place >= 0 else ()

    def search(self, query: str, limit: int = 200, as_typed: bool = True) -> Results:
        self.before_search(query)
        del as_typed
        word = query.casefold()
        hits = []
        for article in self.articles:
            place = article.body.casefold().find(word)
            if place >= 0:
                start = max(0, place - 20)
                snippet = article.body[start : place + 80].replace("\n", " ")
                hits.append(Hit(article, 1.0, snippet, ((place - start, place - start + len(word)),)))
        return Results(tuple(hits[:limit]), len(hits), f"{word}*")


def load_story() -> Comparison:
    data = json.loads((HERE / "mistral_story.json").read_text(encoding="utf-8"))
    articles = []
    for entry in data["articles"]:
        body = (SEEDS / entry["file"]).read_text(encoding="utf-8")
        day = date.fromisoformat(entry["date"]) if entry["date"] else None
        furniture = tuple(
            (at, at + len(text)) for text in ("top of page", "Articolo 1 di 4") if (at := body.find(text)) >= 0
        )
        articles.append(
            Article(entry["file"], entry["title"], entry["source"], entry["language"], day, body, furniture)
        )
    statements = []
    for entry in data["statements"]:
        body = articles[entry["article"]].body
        start, end = entry["start"], entry["end"]
        figure = Figure(start, end, entry["text"], Kind(entry["kind"]), None, None, "")
        first = max(body.rfind(". ", 0, start) + 2, body.rfind("\n", 0, start) + 1)
        last = min(at for at in (body.find(". ", end), body.find("\n", end), len(body)) if at >= 0)
        statements.append(Statement(entry["article"], figure, (first, last), normalised=entry["normalised"]))
    pairs = tuple(Pair(a, b, Verdict(verdict), reason) for a, b, verdict, reason in data["pairs"])
    quantities = tuple(
        Quantity(
            q["label"], q["concept"], tuple(q["statements"]), tuple(q["pairs"]), Verdict(q["verdict"]), q["reason"]
        )
        for q in data["quantities"]
    )
    left_out = tuple(NotCompared(n["reason"], tuple(n["statements"]), n["article"]) for n in data["not_compared"])
    return Comparison(tuple(articles), tuple(statements), pairs, quantities, left_out)


@pytest.fixture(scope="session")
def story() -> Comparison:
    return load_story()


@pytest.fixture
def library(story: Comparison) -> ListedLibrary:
    return ListedLibrary(story.articles)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path
