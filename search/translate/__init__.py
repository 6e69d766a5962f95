"""Translation by a server that the reader named: deep-translator, made safe. Importing this sends and loads nothing."""

from typing import TYPE_CHECKING, Any

from search.translate.error import TranslateError, Trouble
from search.translate.provider import Disclosure, Provider, Secret, disclose

if TYPE_CHECKING:
    from search.translate.translator import Language, Patience, Translator

__all__ = [
    "Disclosure",
    "Language",
    "Patience",
    "Provider",
    "Secret",
    "TranslateError",
    "Translator",
    "Trouble",
    "disclose",
]


def __getattr__(name: str) -> Any:
    """Load the translator when it is first asked for: every start reads the configuration, few translate."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from search.translate import translator

    return getattr(translator, name)
