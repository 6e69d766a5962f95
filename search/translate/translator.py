"""Translates texts with one provider: in pieces, with deadlines, patience and the right to stop at any time."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from search.translate.error import RETRIED, TranslateError, Trouble
from search.translate.pieces import is_sent, pieces
from search.translate.provider import Provider
from search.translate.refusals import why_no_translation
from search.translate.transport import POLL, Errand, Patience, Transport, fetch, sent_on

T = TypeVar("T")

__all__ = ["Language", "Patience", "Translator"]

REMEMBERED = 2000
"""Pieces whose translation a translator remembers; the oldest is forgotten first."""
LANGUAGES_LIMIT = 500
"""Languages that are read from a server's list; the largest servers have about a hundred."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the server translates from."""

    code: str
    name: str
    """As the server calls it, cleaned."""
    targets: frozenset[str]
    """Codes that it translates it into; empty where the server does not say."""


def _never() -> bool:
    return False


class Translator:
    """Translates with one provider. All methods may be called from many threads at once; none uses asyncio."""

    def __init__(self, provider: Provider, patience: Patience | None = None) -> None:
        """Keep the provider; nothing is loaded or sent before the first call."""
        self.provider = provider
        self._patience = patience or Patience()
        self._languages: tuple[Language, ...] | None = None
        self._remembered: dict[tuple[str, str, str], str] = {}
        self._lock = threading.Lock()

    def languages(self, cancelled: Callable[[], bool] = _never) -> tuple[Language, ...]:
        """What the server translates, asked once; empty if it keeps no list.

        Raises:
            TranslateError: with a sentence that is safe to show.
        """
        if self._languages is None:
            errand = Errand(self.provider, self._patience, cancelled)
            self._languages = _patiently(errand, lambda: _read_languages(errand))
        return self._languages

    def translate(self, text: str, source: str, target: str, cancelled: Callable[[], bool] = _never) -> str:
        """The text in the target language, cleaned by `search.text.clean`.

        Blocks: call it in a thread. Ends within about a tenth of a second after `cancelled()` turned true.

        Args:
            text: of any length; line breaks and what has no letters stay as they are.
            source: ISO 639-1 code, "" to let the server guess.
            target: ISO 639-1 code. Equal to the source, the text comes back as it is and nothing is sent.
            cancelled: asked often, from the calling thread.

        Raises:
            TranslateError: with a sentence that is safe to show. Nothing is returned in part.
        """
        if source == target or not is_sent(text):
            return text
        errand = Errand(self.provider, self._patience, cancelled)
        pair = self._pair(errand, source, target)
        return "".join(self._piece(errand, piece, *pair) if is_sent(piece) else piece for piece in pieces(text))

    def _pair(self, errand: Errand, source: str, target: str) -> tuple[str, str]:
        """The codes by which the server knows the two languages."""
        offered = self.languages(errand.cancelled)
        if not offered:
            return source or "auto", target
        own_source = _own_code(source, {language.code for language in offered}) if source else "auto"
        if not own_source:
            raise errand.trouble(Trouble.LANGUAGE, f"from {source[:12]!r}, which it does not offer")
        targets = {code for language in offered if own_source in (language.code, "auto") for code in language.targets}
        own_target = _own_code(target, targets or {language.code for language in offered})
        if not own_target:
            raise errand.trouble(Trouble.LANGUAGE, f"from {own_source!r} to {target[:12]!r}, which it does not offer")
        return own_source, own_target

    def _piece(self, errand: Errand, piece: str, source: str, target: str) -> str:
        key = (source, target, piece)
        with self._lock:
            known = self._remembered.get(key)
        if known is None:
            known = _patiently(errand, lambda: _translate(errand, piece, source, target))
            with self._lock:
                self._remembered[key] = known
                while len(self._remembered) > REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
        return known


def _patiently(errand: Errand, ask: Callable[[], T]) -> T:
    """Ask again after failures that may pass, as long as the errand's patience lasts."""
    patience = errand.patience
    pause = patience.pause
    for remaining in range(patience.attempts - 1, -1, -1):
        if errand.cancelled():
            raise errand.trouble(Trouble.CANCELLED)
        try:
            return ask()
        except TranslateError as failure:
            wait = pause * random.uniform(1, 1.5) if failure.retry_after is None else failure.retry_after
            if not remaining or failure.kind not in RETRIED or wait > patience.longest_pause:
                raise
        _wait(errand, wait)
        pause *= 2
    raise AssertionError("patience has at least one attempt")


def _wait(errand: Errand, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if errand.cancelled():
            raise errand.trouble(Trouble.CANCELLED)
        time.sleep(min(POLL, left))


def _translate(errand: Errand, piece: str, source: str, target: str) -> str:
    """One piece by one request of the real library, through our transport."""
    from search.text import clean

    # A new object for each request, with a key that is none: the transport adds the real one. The setters take any
    # code, while the constructor knows only the seventeen of its own table.
    library = _library(errand)(source="auto", target="en", api_key="none", custom_url=errand.provider.server + "/")
    library.api_key = None
    library.source, library.target = source, target
    problem = None
    try:
        with sent_on(errand):
            answer = library.translate(piece)
    except TranslateError:
        raise
    except Exception as failure:
        problem = type(failure).__name__  # its message may hold the text
    if problem:
        raise errand.trouble(Trouble.ANSWER, f"deep-translator stopped with {problem}")
    answer = " ".join(clean(answer).split("\n")).strip()
    reason = why_no_translation(piece, answer)
    if reason:
        raise errand.trouble(Trouble.ANSWER, reason)
    return answer


_loading = threading.Lock()


def _library(errand: Errand) -> Any:
    """deep_translator's LibreTranslator, with our transport in the place of `requests`."""
    problem = ""
    with _loading:
        try:
            from deep_translator import libre
        except ImportError:
            problem = "it is not installed"
        else:
            if not hasattr(libre, "requests"):
                problem = "another version is installed"
            elif not isinstance(libre.requests, Transport):
                libre.requests = Transport()
    if problem:
        raise errand.trouble(Trouble.MISSING, problem)
    return libre.LibreTranslator


def _read_languages(errand: Errand) -> tuple[Language, ...]:
    """The server's list; empty if it answers that there is none. Not asked by the library, which has its own table."""
    try:
        answer = fetch(errand, "/languages")
    except TranslateError as failure:
        if failure.status == 404:
            return ()
        raise
    listed = answer if isinstance(answer, list) else []
    languages = tuple(language for entry in listed[:LANGUAGES_LIMIT] if (language := _language(entry)))
    if not languages:
        raise errand.trouble(Trouble.ADDRESS, "its list of languages is empty or unreadable")
    return languages


def _language(entry: object) -> Language | None:
    from search.text import clean

    if not isinstance(entry, dict) or not _is_code(entry.get("code")):
        return None
    code, name, targets = entry["code"], entry.get("name"), entry.get("targets")
    name = clean(name[:80]) if isinstance(name, str) else ""
    targets = targets[:LANGUAGES_LIMIT] if isinstance(targets, list) else []
    return Language(code, name or code, frozenset(each for each in targets if _is_code(each)))


def _is_code(value: object) -> bool:
    return isinstance(value, str) and 2 <= len(value) <= 12 and value.isascii() and value.replace("-", "").isalnum()


_SAME = {"nb": "no", "nn": "no", "no": "nb", "fil": "tl", "tl": "fil", "he": "iw", "iw": "he"}
"""Codes that servers use for one another."""


def _own_code(language: str, offered: set[str]) -> str:
    """The server's code for a language: the same, a synonym, the language without its region or script, one of them."""
    by_folded = {code.casefold(): code for code in sorted(offered, reverse=True)}
    wanted = language.casefold().replace("_", "-")
    general = wanted.partition("-")[0]
    for candidate in (wanted, _SAME.get(wanted, ""), general, _SAME.get(general, "")):
        if candidate in by_folded:
            return by_folded[candidate]
    return next((code for folded, code in reversed(by_folded.items()) if folded.startswith(f"{general}-")), "")
