"""What the screen does to translate: ask before text leaves, start and end the work, pass on what comes of it."""

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from search.text import clean
from tui.commands import AGREE
from tui.config import Settings
from tui.folders import user_folders
from tui.jobs import Job, Lane
from tui.messages import BlockTranslated, LanguagesListed, TranslationEnded
from tui.widgets.lines import Painted, key_for
from tui.widgets.pane import ReadingPane

if TYPE_CHECKING:  # loaded when they are first needed, after the first paint
    from search.translate import Consent, Provider, Translator
    from tui.screens.compare import CompareView
    from tui.screens.translated import TranslatedPanes
    from tui.translation import Agenda


class Translating(Screen[None]):
    """The part of the reader's screen that translates; `Reader` is the rest."""

    def __init__(self, settings: Settings) -> None:
        """Translate as these settings say; nothing is loaded or sent yet."""
        super().__init__()
        self.settings = settings
        self._compare: CompareView | None = None
        self._translator_: Translator | None = None
        self._consent_: Consent | None = None
        self._asked: TranslatedPanes.TranslationRequested | None = None
        self._translating: dict[str, Lane] = {}
        self._agendas: dict[str, Agenda] = {}
        self._listing = Lane("asking for languages", self.post_message)
        self._target = ""
        """The language that was chosen in place of the configured one."""

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in the foot until the next key."""
        raise NotImplementedError

    def offer_commands(self) -> None:
        """Name in the foot what can be done now."""
        raise NotImplementedError

    @property
    def _agreeing(self) -> tuple[str, ...]:
        """The keys that mean yes."""
        return next(each.keys for each in cast("Painted", self.app).command_table if each.id == AGREE.id)

    def withdraw_question(self, key: str) -> None:
        """Take any key but the one that agrees as a no to the question that is asked."""
        if self._asked is not None and key not in self._agreeing:
            self._ask(None)

    def stop_translating(self) -> None:
        """Ask for no more blocks of any article."""
        self._listing.cancel()
        for lane in self._translating.values():
            lane.cancel()
        if self._compare is not None:
            self._compare.forget_unfinished_translations()

    def on_translated_panes_translation_requested(self, event: "TranslatedPanes.TranslationRequested") -> None:
        """Translate in a thread, once the reader knows where the text goes and agrees."""
        provider = self._provider()
        if provider is None:
            return
        from search.translate import disclose
        from tui.checked_translation import block_texts

        article = event.article
        translator = self._translator(provider)
        texts = block_texts(article)
        unknown = [
            texts[number]
            for number in event.order
            if not translator.knows(texts[number], article.language, self._target_language)
        ]
        disclosure = disclose(provider, "".join(unknown))
        if unknown and not self._consent.covers(provider):
            self._ask(event)
            yes = key_for(self, AGREE.id)
            self.say(
                f"“{article.name}”: {disclosure.sentence} {yes} sends it, and other articles from now on; "
                "any other key sends nothing."
            )
            return
        if unknown:
            self.say(disclosure.sentence)
        self._start_translating(event, translator)

    def _provider(self) -> "Provider | None":
        """Who translates; says how to name somebody if nobody does."""
        if self.settings.provider is None:
            where = user_folders().config_file
            self.say(
                "Translation is off. To turn it on, name a LibreTranslate server in "
                f'{clean(str(where))}: [translation] server = "http://127.0.0.1:5000"'
            )
        return self.settings.provider

    def _translator(self, provider: "Provider") -> "Translator":
        if self._translator_ is None:
            from search.translate import Cache, Translator

            self._translator_ = Translator(provider, cache=Cache(user_folders().translations))
        return self._translator_

    @property
    def _consent(self) -> "Consent":
        if self._consent_ is None:
            from search.translate import Consent

            self._consent_ = Consent(user_folders().translation_hosts)
        return self._consent_

    @property
    def _target_language(self) -> str:
        return self._target or self.settings.target_language

    def _ask(self, request: "TranslatedPanes.TranslationRequested | None") -> None:
        """Wait for agreement to a request, or no longer."""
        self._asked = request
        if self._compare is not None:
            self._compare.asking = request is not None

    def on_translated_panes_agreed(self, _event: "TranslatedPanes.Agreed") -> None:
        """Remember the host, and translate what was asked for."""
        if self._asked is None or self.settings.provider is None:
            return
        self._consent.give(self.settings.provider)
        request = self._asked
        self._ask(None)
        self.on_translated_panes_translation_requested(request)

    def _start_translating(self, event: "TranslatedPanes.TranslationRequested", translator: "Translator") -> None:
        from tui.text.names import language_name
        from tui.translation import Agenda, Assignment, translate_blocks

        if self._compare is None:
            return
        article = event.article
        locale = self.settings.reader_locale
        assignment = Assignment(article, self._target_language, locale)
        agenda = self._agendas[article.path] = Agenda(event.order)
        self._compare.begin_translation(
            article,
            language_name(assignment.target, locale),
            goes_on=event.goes_on,
        )
        lane = self._translating.setdefault(article.path, Lane("translating", self.post_message))
        lane.submit(lambda job: translate_blocks(job, translator, assignment, agenda))
        self.offer_commands()

    def on_reading_pane_moved(self, event: ReadingPane.Moved) -> None:
        """Translate first what the reader looks at now."""
        agenda = self._agendas.get(event.pane.article.path) if event.pane.article is not None else None
        if agenda is not None:
            agenda.prefer(event.pane.blocks_in_reading_order())

    def on_translated_panes_translation_dropped(self, event: "TranslatedPanes.TranslationDropped") -> None:
        """Ask for no more blocks of the article."""
        lane = self._translating.get(event.article.path)
        if lane is not None:
            lane.cancel()
        self.offer_commands()

    def on_block_translated(self, message: BlockTranslated) -> None:
        """Show a block in place of its original, or why it could not be translated."""
        if self._is_current_translation(message.path, message.generation) and self._compare is not None:
            self._compare.translated(message.path, message.block, message.rendition)

    def on_translation_ended(self, message: TranslationEnded) -> None:
        """Say why, if it did not simply end."""
        if self._is_current_translation(message.path, message.generation) and self._compare is not None:
            self._compare.translation_ended(message.path)
            if message.reason:
                self.say(message.reason, trouble=True)

    def _is_current_translation(self, path: str, generation: int) -> bool:
        lane = self._translating.get(path)
        return lane is not None and lane.generation == generation

    def on_translated_panes_target_requested(self) -> None:
        """Ask the server for its languages, in a thread."""
        provider = self._provider()
        if provider is None:
            return
        translator = self._translator(provider)
        self.say(f"Asking {provider.host} for its languages…")

        def work(job: Job) -> None:
            from search.translate import TranslateError

            try:
                listed = translator.languages(job.cancelled)
            except TranslateError as error:
                job.tell(LanguagesListed(job.generation, (), str(error)))
                return
            codes = {code for language in listed for code in language.targets or {language.code}}
            job.tell(LanguagesListed(job.generation, tuple(sorted(codes))))

        self._listing.submit(work)

    def on_languages_listed(self, message: LanguagesListed) -> None:
        """Let the reader choose."""
        if message.generation != self._listing.generation:
            return
        if message.trouble or not message.codes:
            self.say(message.trouble or "The server keeps no list of languages; set target in the configuration.")
            return
        from tui.text.names import language_name
        from tui.widgets.choice import choice

        self.say("")
        locale = self.settings.reader_locale
        names = {code: f"{language_name(code, locale)} ({code})" for code in message.codes}
        ordered = dict(sorted(names.items(), key=lambda item: item[1].casefold()))
        self.app.push_screen(choice(ordered, self._take_target, "Translate into…"))

    def _take_target(self, code: str) -> None:
        """Translate into this language from now on, also what is shown translated."""
        self._target = code
        if self._compare is None:
            return
        translated = set(self._compare.translated_articles())
        pane = self._compare.pane_with_keys()
        here = pane.article.path if pane is not None and pane.article is not None else ""
        for article in self._compare.articles:
            if article.path in translated | {here}:
                self._compare.request_again(article)
