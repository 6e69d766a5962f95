"""What the view to compare does with translations: which panes show one, how far it has come, which keys it has."""

from collections.abc import Mapping

from textual.containers import Container
from textual.message import Message

from search.article import Article
from tui.text.blocks import blocks
from tui.text.rendition import Rendition
from tui.widgets.pane import ReadingPane


class Translation:
    """The translation of one article as far as it has come."""

    def __init__(self, language: str, total: int) -> None:
        """Begin with nothing of `total` blocks translated into `language`."""
        self.language = language
        self.total = total
        self.renditions: dict[int, Rendition] = {}
        self.ended = False

    @property
    def state(self) -> str:
        """What the head of the pane says of it."""
        if self.ended or len(self.renditions) == self.total:
            return f"→ {self.language}"
        return f"→ {self.language} {len(self.renditions)}/{self.total}"


class TranslatedPanes(Container):
    """The part of the view to compare that shows translations; `CompareView` is the rest. It knows no provider."""

    class Changed(Message):
        """What can be done now has changed."""

    class Agreed(Message):
        """The reader agrees to what was asked."""

    class TranslationRequested(Message):
        """The reader wants an article translated."""

        def __init__(self, article: Article, order: tuple[int, ...]) -> None:
            """Say which, and in which order its blocks."""
            self.article = article
            self.order = order
            super().__init__()

    class TranslationDropped(Message):
        """The reader wants the original again."""

        def __init__(self, article: Article) -> None:
            """Say of which article."""
            self.article = article
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with originals only."""
        super().__init__(id=id)
        self.asking = False
        """Whether the reader is asked if a text may leave the machine."""
        self._translations: dict[str, Translation] = {}

    def pane_with_keys(self) -> ReadingPane | None:
        """Return the pane that has the keys, None while the panel has them."""
        raise NotImplementedError

    def show_article(self, path: str) -> None:
        """Draw an article again, if it is shown."""
        raise NotImplementedError

    def renditions_of(self, path: str) -> Mapping[int, Rendition] | None:
        """Return what stands for the blocks of an article, None where nothing does."""
        translation = self._translations.get(path)
        return translation.renditions if translation else None

    def translation_state(self, path: str) -> str:
        """Return what the head of an article's pane says of its translation."""
        translation = self._translations.get(path)
        return translation.state if translation else ""

    def begin_translation(self, article: Article, language: str) -> None:
        """Expect translated blocks of an article."""
        self._translations[article.path] = Translation(language, len(blocks(article)))
        self.show_article(article.path)

    def translated(self, path: str, block: int, rendition: Rendition) -> None:
        """Show a translated block, or why it is not."""
        translation = self._translations.get(path)
        if translation is not None:
            translation.renditions[block] = rendition
            self.show_article(path)

    def translation_ended(self, path: str) -> None:
        """Expect no more blocks of an article; one that has none goes back to its original."""
        translation = self._translations.get(path)
        if translation is None:
            return
        translation.ended = True
        if not translation.renditions:
            del self._translations[path]
        self.show_article(path)
        self.post_message(self.Changed())

    def forget_unfinished_translations(self) -> None:
        """Go back to the original of the articles whose translation will not go on."""
        for path in [path for path, translation in self._translations.items() if not translation.ended]:
            del self._translations[path]

    def translation_possible(self, command: str) -> bool:
        """Return whether a command of translation makes sense now; True for any other."""
        if command == "translate":
            return self.pane_with_keys() is not None
        if command == "agree":
            return self.asking
        return True

    def translation_title(self, command: str, usual: str) -> str:
        """Return what the foot calls a command of translation now; `usual` for any other."""
        pane = self.pane_with_keys() if command == "translate" else None
        if pane is not None and pane.article is not None and pane.article.path in self._translations:
            return "original"
        return usual

    def action_translate(self) -> None:
        """Translate the article with the keys, or go back to its original."""
        pane = self.pane_with_keys()
        if pane is None or pane.article is None:
            return
        article = pane.article
        if self._translations.pop(article.path, None) is not None:
            self.show_article(article.path)
            self.post_message(self.TranslationDropped(article))
        else:
            self.post_message(self.TranslationRequested(article, tuple(pane.blocks_in_reading_order())))

    def action_agree(self) -> None:
        """Agree to what was asked; at any other time the key does nothing."""
        if self.asking:
            self.post_message(self.Agreed())
