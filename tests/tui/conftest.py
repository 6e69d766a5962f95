"""The seed story as values, and a library that needs no index."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from search.article import Article
from search.compare import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.figures import Figure, Kind
from search.library import Decisions
from search.library.searches import Searches
from tui.app import ReaderApp
from tui.config import Settings
from tui.folders import user_folders

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
    meaning: str = ""
    suggestion: str = ""
    facets: None = None


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
    decisions: Decisions = field(default_factory=lambda: Decisions(user_folders().state))
    searches: Searches = field(default_factory=lambda: Searches(user_folders().state))
    story_of: Callable[[Article], tuple[Article, ...]] = field(default=lambda article: (article,))

    def story(self, article: Article) -> tuple[Article, ...]:
        return self.story_of(article)

    def refresh(self, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> None:
        self.before_refresh()
        del stop
        for done in range(len(self.articles) + 1):
            progress(done, len(self.articles))

    def watch(self, changed: Callable[[object], None], stop: Callable[[], bool]) -> None:
        """Nothing ever happens to it."""

    def marks(self, article: Article, query: str, as_typed: bool = False) -> tuple[tuple[int, int], ...]:
        del as_typed
        place = article.body.casefold().find(query.casefold())
        return ((place, place + len(query)),) if place >= 0 else ()

    def search(
        self,
        query: str,
        limit: int = 200,
        as_typed: bool = False,
        facets: bool = False,
        within: object = None,
        order: str = "best",
    ) -> Results:
        self.before_search(query)
        del as_typed, facets, within, order
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


@pytest.fixture
def hostile() -> Article:
    """An article that was never cleaned of markup, which is text like any other."""
    text = "[/b] said [red]no[/red] and [@click=app.quit]press[/] here [$accent] for $5 [15 million] \\[x]"
    return Article("[b]bad[/b].txt", f"Title {text}", f"Source {text}", "en", None, f"First {text}.\n\nSecond {text}.")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def part_of(story: Comparison, articles: Sequence[Article]) -> Comparison:
    """What comparing some articles of the story gives, in the order given."""
    paths = [article.path for article in articles]
    whole = [article.path for article in story.articles]
    place = {whole.index(path): paths.index(path) for path in paths if path in whole}
    kept = [number for number, each in enumerate(story.statements) if each.article in place]
    moved = {old: new for new, old in enumerate(kept)}
    statements = tuple(
        replace(story.statements[number], article=place[story.statements[number].article]) for number in kept
    )
    pairs = [number for number, pair in enumerate(story.pairs) if pair.a in moved and pair.b in moved]
    pair_moved = {old: new for new, old in enumerate(pairs)}
    order = list(Verdict)
    quantities = []
    for quantity in story.quantities:
        left = [number for number in quantity.pairs if number in pair_moved]
        if left:
            worst = max((story.pairs[number] for number in left), key=lambda pair: order.index(pair.verdict))
            quantities.append(
                replace(
                    quantity,
                    statements=tuple(moved[each] for each in quantity.statements if each in moved),
                    pairs=tuple(pair_moved[number] for number in left),
                    verdict=worst.verdict,
                    reason=worst.reason,
                )
            )
    left_out = tuple(
        replace(each, statements=tuple(moved[number] for number in each.statements if number in moved))
        for each in story.not_compared
    )
    return Comparison(
        tuple(articles),
        statements,
        tuple(
            replace(story.pairs[number], a=moved[story.pairs[number].a], b=moved[story.pairs[number].b])
            for number in pairs
        ),
        tuple(quantities),
        left_out,
    )


@pytest.fixture
def by_hand(story: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let comparing give the story's hand-made comparison, so that these tests stand on the screen alone."""
    import search.compare

    monkeypatch.setattr(search.compare, "compare", lambda articles: part_of(story, articles), raising=False)


async def _until(pilot: Pilot[None], condition: Callable[[], object], what: str = "") -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never happened: {what or condition}\n{_picture(pilot.app)}")


def _picture(app: App[None]) -> str:
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines) + "\n"


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Wait for something that a thread brings about."""
    return _until


@pytest.fixture
def picture() -> Callable[[App[None]], str]:
    """The screen as plain text."""
    return _picture


@pytest.fixture
def reader(library: ListedLibrary) -> Callable[..., ReaderApp]:
    """Make the app, with the story's library unless another is given."""

    def make(given: ListedLibrary | None = None, settings: Settings | None = None, notice: str = "") -> ReaderApp:
        return ReaderApp(given or library, settings or Settings(), notice)

    return make
