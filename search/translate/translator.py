"""Translates texts with one provider: in pieces, with deadlines, patience and the right to stop at any time."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from search.text import clean
from search.translate.cache import Cache, Kept, fingerprint
from search.translate.error import RETRIED, TranslateError, Trouble
from search.translate.pieces import is_sent, pieces
from search.translate.provider import Provider
from search.translate.refusals import why_no_translation
from search.translate.services import ANY_SOURCE, Language, read_languages, translate_piece
from search.translate.transport import POLL, Errand, Patience

T = TypeVar("T")

__all__ = ["Cache", "Language", "Patience", "Translated", "Translator"]

REMEMBERED = 2000
"""Pieces whose translation a translator remembers; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in another language, and where it comes from."""

    text: str
    provider: str
    """Who translated it, as it may be shown: "LibreTranslate"."""
    day: date | None
    """When; the earliest day of its pieces, None where there was nothing to translate."""


def _never() -> bool:
    return False


class Translator:
    """Translates with one provider. All methods may be called from many threads at once; none uses asyncio."""

    def __init__(self, provider: Provider, patience: Patience | None = None, cache: Cache | None = None) -> None:
        """Keep the provider, and where to look for what it translated before; nothing is loaded or sent yet."""
        self.provider = provider
        self._cache = cache
        self._patience = patience or Patience()
        self._languages: tuple[Language, ...] | None = None
        self._remembered: dict[bytes, Kept] = {}
        self._lock = threading.Lock()
        self._listing = threading.Lock()

    def languages(self, cancelled: Callable[[], bool] = _never) -> tuple[Language, ...]:
        """What the server translates, asked once; empty if it keeps no list.

        Raises:
            TranslateError: with a sentence that is safe to show.
        """
        errand = Errand(self.provider, self._patience, cancelled)
        while self._languages is None:
            if not self._listing.acquire(timeout=POLL):
                if cancelled():
                    raise errand.trouble(Trouble.CANCELLED)
                continue
            try:
                if self._languages is None:
                    self._languages = _patiently(errand, lambda: read_languages(errand))
            finally:
                self._listing.release()
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
        return self.render(text, source, target, cancelled).text

    def render(self, text: str, source: str, target: str, cancelled: Callable[[], bool] = _never) -> Translated:
        """What `translate` returns, with its origin."""
        if source == target or not is_sent(text):
            return Translated(text, self.provider.name, None)
        errand = Errand(self.provider, self._patience, cancelled)
        made = [
            self._piece(errand, piece, source, target) if is_sent(piece) else Kept(piece, date.max)
            for piece in pieces(text)
        ]
        return Translated("".join(kept.text for kept in made), self.provider.name, min(kept.day for kept in made))

    def _pair(self, errand: Errand, source: str, target: str) -> tuple[str, str]:
        """The codes by which the server knows the two languages."""
        offered = self.languages(errand.cancelled)
        if not offered:
            return source or ANY_SOURCE, target
        own_source = _own_code(source, {language.code for language in offered}) if source else ANY_SOURCE
        if not own_source:
            raise errand.trouble(Trouble.LANGUAGE, f"from {source[:12]!r}, which it does not offer")
        targets = {
            code for language in offered if own_source in (language.code, ANY_SOURCE) for code in language.targets
        }
        own_target = _own_code(target, targets or {language.code for language in offered})
        if not own_target:
            raise errand.trouble(Trouble.LANGUAGE, f"from {own_source!r} to {target[:12]!r}, which it does not offer")
        return own_source, own_target

    def _piece(self, errand: Errand, piece: str, source: str, target: str) -> Kept:
        """One piece, as it was translated before or is now; what is known is not asked for again."""
        key = fingerprint(self.provider, source, target, piece)
        with self._lock:
            known = self._remembered.get(key)
        if known is None and self._cache is not None:
            known = self._cache.find(key)
        if known is None:
            pair = self._pair(errand, source, target)
            known = Kept(_patiently(errand, lambda: _ask(errand, piece, *pair)), date.today())
            if self._cache is not None:
                self._cache.keep(key, known)
        with self._lock:
            self._remembered[key] = known
            while len(self._remembered) > REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return known

    def knows(self, text: str, source: str, target: str) -> bool:
        """Whether the text can be translated without sending anything, because it was translated before."""
        if source == target:
            return True
        for piece in filter(is_sent, pieces(text)):
            key = fingerprint(self.provider, source, target, piece)
            if key not in self._remembered and (self._cache is None or self._cache.find(key) is None):
                return False
        return True


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


def _ask(errand: Errand, piece: str, source: str, target: str) -> str:
    """One piece by one request, refused unless it is a translation."""
    answer = " ".join(clean(translate_piece(errand, piece, source, target)).split("\n")).strip()
    reason = why_no_translation(piece, answer)
    if reason:
        raise errand.trouble(Trouble.ANSWER, reason)
    return answer


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
