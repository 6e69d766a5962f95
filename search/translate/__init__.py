"""Translation by a server that the reader named: deep-translator, made safe. Importing this sends and loads nothing."""

from search.translate.error import TranslateError, Trouble
from search.translate.provider import Disclosure, Provider, Secret, disclose
from search.translate.translator import Language, Translator
from search.translate.transport import Patience

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
