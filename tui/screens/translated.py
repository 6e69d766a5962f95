"""What the view to compare does with translations: which panes show one, how far it has come, which keys it has."""

from collections.abc import Mapping
from dataclasses import replace

from textual.message import Message

from search.article import Article
from tui.screens.panes import Panes
from tui.text.arrange import Slot
from tui.text.blocks import blocks
from tui.text.rendition import Rendition


class Translation:
    """The translation of one article as far as it has come."""

    def __init__(self, language: str, total: int) -> None:
        """Begin with nothing of `total` blocks translated into `language`, a name in the reader's own."""
        self.language = language
        self.total = total
        self.renditions: dict[int, Rendition] = {}
        self.ended = False

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


class TranslatedPanes(Panes):
    """The part of the view to compare that shows translations; `CompareView` is the rest. It knows no provider.

    The translation of an article is one; each pane with that article shows it, the original, or both.
    """

    class Agreed(Message):
        """The reader agrees to what was asked."""

    class TargetRequested(Message):
        """The reader wants to choose another language to translate into."""

    class TranslationRequested(Message):
        """The reader wants an article translated."""

        def __init__(self, article: Article, order: tuple[int, ...], *, goes_on: bool) -> None:
            """Say which, its blocks and their order, and whether it goes on with what there is."""
            self.article = article
            self.order = order
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
        self._originals: set[Slot] = set()
        """Panes that show the original although there is a translation."""
        self._both: set[Slot] = set()
        """Panes that show the translation below each paragraph of the original."""

    def begin_panes(self, articles: tuple[Article, ...]) -> None:
        """Show other articles."""
        self._originals, self._both = set(), set()
        super().begin_panes(articles)

    def show_article(self, path: str) -> None:
        """Draw an article again, wherever it is shown."""
        for slot, pane in self.panes_in_view:
            if self.articles[slot.article].path == path:
                self.show_slot(slot, pane)

    def opened_again(self, slot: Slot) -> None:
        """Show the original in a second pane with the article."""
        self._originals.add(slot)
        self._both.discard(slot)

    def renditions_of(self, slot: Slot) -> Mapping[int, Rendition] | None:
        """Return what stands for the blocks of the article in a pane, None where nothing does."""
        translation = self._translation_in(slot)
        if translation is None:
            return None
        both = slot in self._both
        return {number: replace(each, beside_original=both) for number, each in translation.renditions.items()}

    def translation_state(self, slot: Slot) -> str:
        """Return what the head of a pane says of the translation in it."""
        translation = self._translation_in(slot)
        return translation.state if translation else ""

    def begin_translation(self, article: Article, language: str, *, goes_on: bool) -> None:
        """Expect translated blocks of an article; `goes_on` keeps those that have come."""
        translation = self._translations.get(article.path)
        if translation is None or not goes_on:
            translation = self._translations[article.path] = Translation(language, len(blocks(article)))
        translation.forget_failures()
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
        if command == "both" and translation is not None and self.slot_with_keys() in self._both:
            return "translation only"
        return usual

    def action_translate(self) -> None:
        """Show the translation in the pane with the keys, or its original again."""
        slot, article = self.slot_with_keys(), self.article_with_keys()
        if slot is None or article is None:
            return
        if self._translation_in(slot) is None:
            self._both.discard(slot)
            self._show_translation(slot, article)
        elif any(other != slot and self._translation_in(other) for other in self._slots_of(article)):
            self._originals.add(slot)
            self.show_article(article.path)
            self.post_message(self.Changed())
        else:
            del self._translations[article.path]
            self._originals -= set(self._slots_of(article))
            self.show_article(article.path)
            self.post_message(self.TranslationDropped(article))

    def action_both(self) -> None:
        """Show original and translation by turns, or the translation alone."""
        slot, article = self.slot_with_keys(), self.article_with_keys()
        if slot is None or article is None:
            return
        shows_both = self._translation_in(slot) is not None and slot in self._both
        (self._both.discard if shows_both else self._both.add)(slot)
        if self._translation_in(slot) is None:
            self._show_translation(slot, article)
            return
        self.show_article(article.path)
        self.post_message(self.Changed())

    def _show_translation(self, slot: Slot, article: Article) -> None:
        """Show in this pane the translation there is, or ask for one that no other pane shows."""
        if article.path in self._translations:
            self._originals.discard(slot)
            self.show_article(article.path)
            self.post_message(self.Changed())
            return
        self._originals |= set(self._slots_of(article))
        self._originals.discard(slot)
        self._request(article)

    def _slots_of(self, article: Article) -> tuple[Slot, ...]:
        slots = dict.fromkeys([*self.arrangement.slots, *self.shown])
        return tuple(slot for slot in slots if self.articles[slot.article].path == article.path)

    def _translation_in(self, slot: Slot) -> Translation | None:
        """The translation that a pane shows."""
        return None if slot in self._originals else self._translations.get(self.articles[slot.article].path)

    def action_retry(self) -> None:
        """Translate what could not be translated."""
        article, translation = self.article_with_keys(), self._translation_with_keys()
        if article is not None and translation is not None and self.translation_possible("retry"):
            self._request(article, only=set(translation.missing))

    def action_target(self) -> None:
        """Choose another language."""
        self.post_message(self.TargetRequested())

    def action_agree(self) -> None:
        """Agree to what was asked; at any other time the key does nothing."""
        if self.asking:
            self.post_message(self.Agreed())

    def request_again(self, article: Article) -> None:
        """Translate an article anew: the language has changed."""
        self._request(article)

    def _request(self, article: Article, *, only: set[int] | None = None) -> None:
        pane = self.pane_with_keys()
        order = pane.blocks_in_reading_order() if pane is not None and pane.article is article else []
        order = order or list(range(len(blocks(article))))
        wanted = tuple(number for number in order if only is None or number in only)
        self.post_message(self.TranslationRequested(article, wanted, goes_on=only is not None))

    def _translation_with_keys(self) -> Translation | None:
        slot = self.slot_with_keys()
        return self._translation_in(slot) if slot is not None else None
