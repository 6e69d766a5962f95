"""Translates texts with one provider: in pieces, with deadlines, patience and the right to stop at any time."""

from collections.abc import Callable
from dataclasses import dataclass

from search.translate.provider import Provider


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long one request may take, in seconds."""

    connect: float = 5
    read: float = 30
    """Silence of the server. A whole piece is computed before the first byte comes, slowly on a small machine."""
    total: float = 60


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the server translates from."""

    code: str
    name: str
    targets: frozenset[str]
    """Codes that it translates it into; empty where the server does not say."""


def _never() -> bool:
    return False


class Translator:
    """Translates with one provider. All methods may be called from many threads at once; none uses asyncio."""

    def __init__(self, provider: Provider, deadlines: Deadlines | None = None) -> None:
        """Keep the provider; nothing is loaded or sent before the first call."""
        self.provider = provider
        self._deadlines = deadlines or Deadlines()

    def languages(self, cancelled: Callable[[], bool] = _never) -> tuple[Language, ...]:
        """What the server translates, asked once.

        Raises:
            TranslateError: with a sentence that is safe to show.
        """
        raise NotImplementedError

    def translate(self, text: str, source: str, target: str, cancelled: Callable[[], bool] = _never) -> str:
        """The text in the target language, cleaned by `search.text.clean`.

        Blocks: call it in a thread. Ends within about a tenth of a second after `cancelled()` turned true.

        Args:
            text: of any length; line breaks and what has no letters stay as they are.
            source: ISO 639-1 code, "" to let the server guess.
            target: ISO 639-1 code.
            cancelled: asked often, from the calling thread.

        Raises:
            TranslateError: with a sentence that is safe to show. Nothing is returned in part.
        """
        raise NotImplementedError
