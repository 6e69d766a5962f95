"""The preview of the article under the cursor: its head says at a glance what kind of article it is."""

from collections.abc import Sequence

from search.article import Article
from tui.roles import Role
from tui.text.names import byline
from tui.text.passage import best_passage
from tui.text.rows import Row, Run, Span, cut, fill, width_of
from tui.widgets.pane import ReadingPane

WORDS_A_MINUTE = 238
"""Silent reading of non-fiction in English (Brysbaert 2019, 10.1016/j.jml.2019.104047); other languages lie near."""


class Preview(ReadingPane):
    """An article with the words that were searched for, at the passage that has the most of them."""

    DEFAULT_CSS = "Preview { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without an article; the keys never come here."""
        super().__init__(id=id)
        self.can_focus = False
        self._facts = ""

    def show_found(self, article: Article, spans: Sequence[tuple[int, int]]) -> None:
        """Mark in an article what was searched for, and show the best passage."""
        self.show(article, marks=tuple(Span(start, end, Role.HIT) for start, end in spans))
        if spans:
            self.reveal(best_passage(article.body, spans))

    def tell(self, facts: str) -> None:
        """Say in the head more of the article: how long it is, how many figures it has."""
        if facts != self._facts:
            self._facts = facts
            self.repaint_focus()

    def head(self, number: int) -> Row:
        """Return the line that names the source, its language and day, and how much there is to read."""
        del number
        article = self.article
        if article is None:
            return ()
        width = self.size.width
        right = f" {self._how_far()} "
        day = article.published.isoformat() if article.published else ""
        facts = [f" · {fact}" for fact in (article.language, day, *self._facts.split(" · ")) if fact]
        room = width - len(right) - 1
        while facts and sum(map(width_of, facts)) > room - min(room // 3, width_of(byline(article))):
            facts.pop()
        text = cut(f" {byline(article)}", room + 1 - sum(map(width_of, facts))) + "".join(facts)
        return (Run(fill(text, width - len(right)) + right),)


def reading_minutes(text: str) -> int:
    """Return how many minutes a text takes to read, at least one."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))
