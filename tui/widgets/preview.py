"""The preview of the article under the cursor, at the passage that shows best why it was found."""

from collections.abc import Sequence

from search.article import Article
from tui.roles import Role
from tui.text.passage import best_passage
from tui.text.rows import Span
from tui.widgets.pane import ReadingPane


class Preview(ReadingPane):
    """An article with the words that were searched for; its head says how many figures it has."""

    DEFAULT_CSS = "Preview { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without an article; the keys never come here."""
        super().__init__(id=id)
        self.can_focus = False

    def show_found(self, article: Article, spans: Sequence[tuple[int, int]]) -> None:
        """Mark in an article what was searched for, and show the best passage."""
        marks = tuple(Span(start, end, Role.HIT) for start, end in spans)
        self.show(article, marks=marks, state=self.state)
        if spans:
            self.reveal(best_passage(article.body, spans))

    def tell(self, facts: str) -> None:
        """Say in the head more of the article: how many figures it has."""
        if self.article is not None:
            self.show(self.article, marks=self.marks, state=facts)
