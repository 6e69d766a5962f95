"""`atodds translate`: articles in another language, paragraph by paragraph, with their figures checked."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from tui.folders import user_folders
from tui.opening import articles_at, settings_of
from tui.output import Status, print_data, say

if TYPE_CHECKING:
    from search.article import Article
    from search.translate import Consent, Provider, Translator
    from tui.config import Settings


class _Refused(Exception):
    """The translation is not begun; `str()` of it is one sentence."""


def run(options: argparse.Namespace) -> int:
    """Print the translation of `options.paths`, or forget what was translated, and return the exit status."""
    if options.forget:
        return _forget()
    if not options.paths:
        say("Name the files to translate: atodds translate PATH --to xx.")
        return Status.TROUBLE
    settings = settings_of(options.config)
    try:
        provider = _provider(settings, options.provider, options.server)
    except _Refused as refusal:
        say(str(refusal))
        return Status.TROUBLE
    articles, incomplete = articles_at(options.paths)
    if not articles:
        say("There is nothing to translate.")
        return Status.TROUBLE
    return _translate(articles, provider, options.to or settings.target_language, settings, options.yes, incomplete)


def _forget() -> int:
    from search.translate import Cache, Consent

    folders = user_folders()
    number = Cache(folders.translations).forget()
    try:
        hosts = Consent(folders.translation_hosts).withdraw()
    except OSError as failure:
        say(f"{folders.translation_hosts} cannot be deleted ({(failure.strerror or 'unknown reason').lower()}).")
        return Status.TROUBLE
    pieces, places = f"piece{'s' * (number != 1)}", f"host{'s' * (hosts != 1)}"
    say(f"Forgotten: {number} translated {pieces}, {hosts} {places} that text may be sent to.")
    return Status.OK


def _provider(settings: "Settings", service: str, server: str) -> "Provider":
    """Who translates: as configured, or as the command line says; a key is never given to another service or host."""
    from search.translate import SERVICES, Provider, Secret, Service

    configured = settings.provider
    if configured and service in ("", configured.service) and server in ("", configured.server):
        return configured
    if not (service or server):
        raise _Refused(
            "Translation is off: name a provider with --provider, a LibreTranslate server with --server, or either in "
            f"{user_folders().config_file}."
        )
    chosen = Service(service or Service.LIBRETRANSLATE)
    if not (server or SERVICES[chosen].server):
        raise _Refused("A LibreTranslate server has to be named, as with --server http://127.0.0.1:5000.")
    variable = f"{chosen.upper()}_API_KEY"
    try:
        return Provider(SERVICES[chosen].name, server, Secret(os.environ.get(variable, "").strip()), service=chosen)
    except ValueError as refusal:
        hint = f" Its key is looked up in {variable}." if "key" in str(refusal) else ""
        raise _Refused(f"{refusal}{hint}") from None


def _translate(
    articles: "list[Article]", provider: "Provider", target: str, settings: "Settings", yes: bool, incomplete: bool
) -> int:
    from search.translate import Cache, Consent, Translator

    folders = user_folders()
    translator = Translator(provider, cache=Cache(folders.translations))
    consent = Consent(folders.translation_hosts)
    status = Status.PARTIAL if incomplete else Status.OK
    for number, article in enumerate(articles):
        if not yes and not _may_send(article, translator, consent, target):
            say(f"{article.path}: nothing was sent, so it is not translated.")
            return Status.TROUBLE
        if number:
            print_data("\n")
        done, wanted = _print_article(article, translator, target, settings.reader_locale)
        if done < wanted:
            status = Status.PARTIAL if done or status is Status.PARTIAL else Status.TROUBLE
    return status


def _may_send(article: "Article", translator: "Translator", consent: "Consent", target: str) -> bool:
    """Whether the article may be sent: nothing is, or it stays here, or the user agreed before or does now."""
    from search.translate import disclose
    from tui.checked_translation import block_texts

    texts = [text for text in block_texts(article) if not translator.knows(text, article.language, target)]
    provider = translator.provider
    if not texts or consent.covers(provider):
        return True
    say(f"“{article.name}”: {disclose(provider, ''.join(texts)).sentence}")
    say(provider.sends)
    if not sys.stdin.isatty():
        say("There is nobody to ask; --yes agrees.")
        return False
    sys.stderr.write("atodds: Send it, and other texts to this host from now on? [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stderr.write("\n")
    if answer.strip().casefold() not in ("y", "yes"):
        return False
    consent.give(provider)
    return True


def _print_article(article: "Article", translator: "Translator", target: str, locale: str) -> tuple[int, int]:
    """Print an article's paragraphs as they come, in their order; return how many were translated, and of how many.

    What could not be translated is printed as it is, so that nothing is missing; stderr says which and why.
    """
    from babel.dates import format_date

    from search.report.notation import language_written
    from tui.checked_translation import block_texts, outcomes

    texts = block_texts(article)
    waiting = iter(range(len(texts)))
    came: dict[int, str] = {}
    printed = done = 0
    day = None
    for outcome in outcomes(translator, article, target, lambda: next(waiting, None), lambda: False):
        place = f"{article.path}, paragraph {outcome.number + 1}"
        if outcome.translated is None:
            say(f"{place}: {outcome.error}")
            came[outcome.number] = texts[outcome.number]
        else:
            done += 1
            day = outcome.translated.day or day
            came[outcome.number] = outcome.translated.text
            for sentence in outcome.check.sentences if outcome.check else ():
                say(f"{place}: {sentence}")
        while printed in came:
            print_data(f"{came[printed]}\n\n")
            printed += 1
    # What was given up after a failure, and what had come beyond it.
    print_data("".join(f"{came.get(number, texts[number])}\n\n" for number in range(printed, len(texts))))
    if day:
        made = format_date(day, "medium", locale=locale)
        say(f"{article.path}: translated by {translator.provider.label}, {made}; {done} of {len(texts)} paragraphs.")
    elif done:
        say(f"{article.path}: nothing in it had to be translated into {language_written(target, locale)}.")
    return done, len(texts)
