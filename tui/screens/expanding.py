"""What the screen does to find articles in other languages: it adds words of the lexicon, or of a provider."""

from typing import TYPE_CHECKING, cast

from tui.config import Settings
from tui.jobs import Job, Lane
from tui.messages import QueryTranslated
from tui.screens.deciding import Deciding
from tui.screens.find import FindView
from tui.screens.narrowing import Narrowing
from tui.widgets.lines import key_for

if TYPE_CHECKING:  # loaded after the first paint
    from search.library import Library
    from tui.expansion import Expansion
    from tui.widgets.lines import Painted


class Expanding(Deciding):
    """The part of the reader's screen that adds words of other languages to a query."""

    def __init__(self, library: "Library", settings: Settings) -> None:
        """Add nothing yet."""
        super().__init__(library, settings)
        self._wording = Lane("translating the query", self.post_message)
        self._worded: dict[str, Expansion] = {}
        """Queries that a provider translated, as typed."""

    @property
    def _find(self) -> FindView:
        return self.query_one("#find", FindView)

    def search_again(self) -> None:
        """Search for the same with what is known now."""
        raise NotImplementedError

    def expanded(self, text: str) -> "Expansion":
        """Return a query with the words of other languages that are known for it. Blocks: call it in a thread."""
        from tui.expansion import expand

        worded = self._worded.get(text)
        return worded if worded is not None else expand(text, self._languages())

    def _languages(self) -> set[str]:
        return {article.language for article in self.library.articles} - {""}

    def withdraw_question(self, key: str) -> None:
        """Take any key but the one that agrees as a no."""
        super().withdraw_question(key)
        keys = (each.keys for each in cast("Painted", self.app).command_table if each.id == "agree_query")
        if self._find.asking and key not in next(keys):
            self._find.asking = False

    def on_narrowing_translation_wanted(self, _event: Narrowing.TranslationWanted) -> None:
        """Have the words translated, once the reader knows where they go and agrees."""
        text = self._find.asked.text
        provider = self._provider()
        if provider is None or not text.strip():
            return
        from search.translate import disclose

        sentence = disclose(provider, text).sentence
        if not self._consent.covers(provider):
            self._find.asking = True
            self.offer_commands()
            yes = key_for(self._find, "agree_query")
            self.say(
                f"The words of the query, once for each language of the articles: {sentence} {yes} "
                "sends them, and other texts from now on; any other key sends nothing."
            )
            return
        self.say(sentence)
        translator, languages = self._translator(provider), self._languages()

        def work(job: Job) -> None:
            from search.translate import TranslateError
            from tui.expansion import expand_by_translation

            try:
                expansion = expand_by_translation(translator, text, "", languages, job.cancelled)
            except TranslateError as error:
                job.tell(QueryTranslated(job.generation, text, None, str(error)))
                return
            said = "" if expansion.added else f"{provider.host} knows no other words for this."
            job.tell(QueryTranslated(job.generation, text, expansion, said))

        self._wording.submit(work)

    def on_narrowing_agreed(self, _event: Narrowing.Agreed) -> None:
        """Remember the host, and translate."""
        if self._find.asking and self.settings.provider is not None:
            self._find.asking = False
            self._consent.give(self.settings.provider)
            self.on_narrowing_translation_wanted(Narrowing.TranslationWanted())

    def on_query_translated(self, message: QueryTranslated) -> None:
        """Search for the translations too."""
        if message.generation != self._wording.generation:
            return
        if message.sentence:
            self.say(message.sentence, trouble=message.expansion is None)
        if message.expansion is not None and message.expansion.added:
            self._worded[message.text] = message.expansion
            if self._find.asked.text != message.text:
                return
            if self._find.asked.elsewhere:
                self.search_again()
            else:
                self._find.action_elsewhere()
