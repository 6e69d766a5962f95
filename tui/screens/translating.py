"""What the screen does to translate: ask before text leaves, start and end the work, pass on what comes of it."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from search.article import Article
from search.text import clean
from tui.commands import AGREE
from tui.config import Settings
from tui.folders import user_folders
from tui.jobs import Lane
from tui.messages import BlockTranslated, TranslationEnded
from tui.text.rendition import Rendition

if TYPE_CHECKING:  # loaded when they are first needed, after the first paint
    from search.translate import Translator
    from tui.screens.compare import CompareView
    from tui.screens.translated import TranslatedPanes


class Translating(Screen[None]):
    """The part of the reader's screen that translates; `Reader` is the rest."""

    def __init__(self, settings: Settings) -> None:
        """Translate as these settings say; nothing is loaded or sent yet."""
        super().__init__()
        self.settings = settings
        self._compare: CompareView | None = None
        self._translator: Translator | None = None
        self._agreed_hosts: set[str] = set()
        self._asked: TranslatedPanes.TranslationRequested | None = None
        self._translating: dict[str, Lane] = {}

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in the foot until the next key."""
        raise NotImplementedError

    def offer_commands(self) -> None:
        """Name in the foot what can be done now."""
        raise NotImplementedError

    def withdraw_question(self, key: str) -> None:
        """Take any key but the one that agrees as a no to the question that is asked."""
        if self._asked is not None and key not in AGREE.keys:
            self._ask(None)

    def stop_translating(self) -> None:
        """Ask for no more blocks of any article."""
        for lane in self._translating.values():
            lane.cancel()
        if self._compare is not None:
            self._compare.forget_unfinished_translations()

    def on_translated_panes_translation_requested(self, event: "TranslatedPanes.TranslationRequested") -> None:
        """Translate in a thread, once the reader knows where the text goes and agrees."""
        provider = self.settings.provider
        if provider is None:
            where = user_folders().config_file
            self.say(
                "Translation is off. To turn it on, name a LibreTranslate server in "
                f'{clean(str(where))}: [translation] server = "http://127.0.0.1:5000"'
            )
            return
        from search.translate import Translator, disclose

        article = event.article
        disclosure = disclose(provider, article.body)
        if disclosure.must_ask and disclosure.host not in self._agreed_hosts:
            self._ask(event)
            self.say(f"“{article.name}”: {disclosure.sentence} y sends it, and others while the reader is open.")
            return
        if self._translator is None:
            self._translator = Translator(provider)
        self.say(disclosure.sentence)
        self._start_translating(article, event.order, self._translator)

    def _ask(self, request: "TranslatedPanes.TranslationRequested | None") -> None:
        """Wait for agreement to a request, or no longer."""
        self._asked = request
        if self._compare is not None:
            self._compare.asking = request is not None

    def on_translated_panes_agreed(self, _event: "TranslatedPanes.Agreed") -> None:
        """Remember the host, and translate what was asked for."""
        if self._asked is None or self.settings.provider is None:
            return
        self._agreed_hosts.add(self.settings.provider.host)
        request = self._asked
        self._ask(None)
        self.on_translated_panes_translation_requested(request)

    def _start_translating(self, article: Article, order: tuple[int, ...], translator: "Translator") -> None:
        from tui.translation import translate_blocks

        target = self.settings.target_language
        if self._compare is None:
            return
        self._compare.begin_translation(article, target)
        lane = self._translating.setdefault(article.path, Lane("translating", self.post_message))
        lane.submit(lambda job: translate_blocks(job, translator, article, order, target))
        self.offer_commands()

    def on_translated_panes_translation_dropped(self, event: "TranslatedPanes.TranslationDropped") -> None:
        """Ask for no more blocks of the article."""
        lane = self._translating.get(event.article.path)
        if lane is not None:
            lane.cancel()
        self.offer_commands()

    def on_block_translated(self, message: BlockTranslated) -> None:
        """Show a block in place of its original, or why it could not be translated."""
        if self._is_current_translation(message.path, message.generation) and self._compare is not None:
            self._compare.translated(message.path, message.block, Rendition(message.text, message.failed))

    def on_translation_ended(self, message: TranslationEnded) -> None:
        """Say why, if it did not simply end."""
        if self._is_current_translation(message.path, message.generation) and self._compare is not None:
            self._compare.translation_ended(message.path)
            if message.reason:
                self.say(message.reason, trouble=True)

    def _is_current_translation(self, path: str, generation: int) -> bool:
        lane = self._translating.get(path)
        return lane is not None and lane.generation == generation
