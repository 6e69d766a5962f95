"""How one moves through the article that has the keys, beyond scrolling: from figure to figure, and to its file."""

from textual.message import Message

from search.article import Article
from tui.screens.remembering import Remembering
from tui.text.stops import next_stop


class Walking(Remembering):
    """Goes to figures and asks for the source of an article."""

    class SourceRequested(Message):
        """The reader wants to see the file of an article."""

        def __init__(self, article: Article) -> None:
            """Say of which article."""
            self.article = article
            super().__init__()

    class LinksRequested(Message):
        """The reader wants to see the links of an article."""

        def __init__(self, article: Article) -> None:
            """Say of which article."""
            self.article = article
            super().__init__()

    _at: tuple[str, int] = ("", -1)
    """The article and the offset of the figure one went to last."""

    def walking_possible(self, command: str) -> bool | None:
        """Return whether a command of this kind makes sense now; None for those of another kind."""
        if command not in ("next_figure", "previous_figure", "source_file", "links"):
            return None
        return self.pane_with_keys() is not None

    def action_next_figure(self) -> None:
        """Go to the next figure of the article."""
        self._walk(1)

    def action_previous_figure(self) -> None:
        """Go to the figure before."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        pane = self.pane_with_keys()
        if pane is None or pane.article is None:
            return
        path, offset = self._at
        if path != pane.article.path or not pane.shows(offset):
            offset = pane.first_offset - (step > 0)
        target = next_stop(pane.marks, offset, step)
        if target is None:
            self.post_message(self.Said(f"There is no figure {'below' if step > 0 else 'above'}."))
            return
        self._at = (pane.article.path, target)
        pane.point_at(next(mark for mark in pane.marks if mark.start == target))

    def action_source_file(self) -> None:
        """Open the file of the article in the reader's editor or pager."""
        pane = self.pane_with_keys()
        if pane is not None and pane.article is not None:
            self.post_message(self.SourceRequested(pane.article))

    def action_links(self) -> None:
        """Choose a link of the article to copy."""
        article = self.article_with_keys()
        if article is not None:
            self.post_message(self.LinksRequested(article))
