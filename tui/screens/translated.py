"""What the view to compare does with translations: which panes show one, how far it has come, which keys it has."""

from collections.abc import Mapping
from dataclasses import replace

from textual.containers import Container
from textual.message import Message

from search.article import Article
from tui.text.blocks import blocks
from tui.text.rendition import Rendition
from tui.widgets.pane import ReadingPane


class Translation:
    """The translation of one article as far as it has come."""

    def __init__(self, language: str, total: int) -> None:
        """Begin with nothing of `total` blocks translated into `language`, a name in the reader's own."""
        self.language = language
        self.total = total
        self.renditions: dict[int, Rendition] = {}
        self.ended = False
        self.beside_original = False

    @property
    def missing(self) -> tuple[int, ...]:
        """The blocks that are not translated, or not yet."""
        return tuple(
            number for number in range(self.total) if number not in self.renditions or self.renditions[number].failed
        )

    @property
    def state(self) -> str:
        """What the head of the pane says of it."""
        done = self.total - len(self.missing)
        flagged = sum(bool(rendition.warnings) for rendition in self.renditions.values())
        figures = f", ! figures differ in {flagged}" if flagged else ""
        if not self.missing:
            return f"→ {self.language}{figures}"
        return f"→ {self.language} {done}{' of ' if self.ended else '/'}{self.total}{figures}"

    def forget_failures(self) -> None:
        """Begin again with what could not be translated."""
        self.renditions = {number: each for number, each in self.renditions.items() if not each.failed}
        self.ended = False


class TranslatedPanes(Container):
    """The part of the view to compare that shows translations; `CompareView` is the rest. It knows no provider."""

    class Changed(Message):
        """What can be done now has changed."""

    class Agreed(Message):
        """The reader agrees to what was asked."""

    class TargetRequested(Message):
        """The reader wants to choose another language to translate into."""

    class TranslationRequested(Message):
        """The reader wants an article translated."""

        def __init__(self, article: Article, order: tuple[int, ...], *, beside_original: bool, goes_on: bool) -> None:
            """Say which, its blocks and their order, what to show, and whether it goes on with what there is."""
            self.article = article
            self.order = order
            self.beside_original = beside_original
            self.goes_on = goes_on
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
        if translation is None:
            return None
        both = translation.beside_original
        return {number: replace(each, beside_original=both) for number, each in translation.renditions.items()}

    def translation_state(self, path: str) -> str:
        """Return what the head of an article's pane says of its translation."""
        translation = self._translations.get(path)
        return translation.state if translation else ""

    def begin_translation(self, article: Article, language: str, *, beside_original: bool, goes_on: bool) -> None:
        """Expect translated blocks of an article; `goes_on` keeps those that have come."""
        translation = self._translations.get(article.path)
        if translation is None or not goes_on:
            translation = self._translations[article.path] = Translation(language, len(blocks(article)))
        translation.forget_failures()
        translation.beside_original = beside_original
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

    def translated_articles(self) -> tuple[str, ...]:
        """Return the paths of the articles that are shown translated."""
        return tuple(self._translations)

    def translation_possible(self, command: str) -> bool:
        """Return whether a command of translation makes sense now; True for any other."""
        if command in ("translate", "both", "target"):
            return self.pane_with_keys() is not None
        if command == "retry":
            translation = self._translation_with_keys()
            return translation is not None and translation.ended and bool(translation.missing)
        if command == "agree":
            return self.asking
        return True

    def translation_title(self, command: str, usual: str) -> str:
        """Return what the foot calls a command of translation now; `usual` for any other."""
        translation = self._translation_with_keys()
        if command == "translate" and translation is not None:
            return "original"
        if command == "both" and translation is not None and translation.beside_original:
            return "translation only"
        return usual

    def action_translate(self) -> None:
        """Translate the article with the keys, or go back to its original."""
        article = self._article_with_keys()
        if article is None:
            return
        if self._translations.pop(article.path, None) is not None:
            self.show_article(article.path)
            self.post_message(self.TranslationDropped(article))
        else:
            self._request(article, beside_original=False)

    def action_both(self) -> None:
        """Show original and translation by turns, or the translation alone."""
        article = self._article_with_keys()
        if article is None:
            return
        translation = self._translations.get(article.path)
        if translation is None:
            self._request(article, beside_original=True)
            return
        translation.beside_original = not translation.beside_original
        self.show_article(article.path)
        self.post_message(self.Changed())

    def action_retry(self) -> None:
        """Translate what could not be translated."""
        article, translation = self._article_with_keys(), self._translation_with_keys()
        if article is not None and translation is not None and self.translation_possible("retry"):
            missing = set(translation.missing)
            self._request(article, beside_original=translation.beside_original, only=missing)

    def action_target(self) -> None:
        """Choose another language."""
        self.post_message(self.TargetRequested())

    def action_agree(self) -> None:
        """Agree to what was asked; at any other time the key does nothing."""
        if self.asking:
            self.post_message(self.Agreed())

    def request_again(self, article: Article) -> None:
        """Translate an article anew, as it is shown now: the language has changed."""
        translation = self._translations.get(article.path)
        self._request(article, beside_original=translation is not None and translation.beside_original)

    def _request(self, article: Article, *, beside_original: bool, only: set[int] | None = None) -> None:
        pane = self.pane_with_keys()
        order = pane.blocks_in_reading_order() if pane is not None and pane.article is article else []
        order = order or list(range(len(blocks(article))))
        wanted = tuple(number for number in order if only is None or number in only)
        goes_on = only is not None
        self.post_message(self.TranslationRequested(article, wanted, beside_original=beside_original, goes_on=goes_on))

    def _article_with_keys(self) -> Article | None:
        pane = self.pane_with_keys()
        return pane.article if pane is not None else None

    def _translation_with_keys(self) -> Translation | None:
        article = self._article_with_keys()
        return self._translations.get(article.path) if article is not None else None
