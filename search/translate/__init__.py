"""Translation by a server that the reader named: deep-translator, made safe. Importing this sends and loads nothing."""

from typing import TYPE_CHECKING, Any

from search.translate.error import TranslateError, Trouble
from search.translate.provider import SERVICES, Disclosure, Provider, Secret, Service, disclose

if TYPE_CHECKING:
    from search.translate.consent import Consent
    from search.translate.figure_check import FigureCheck, check_figures
    from search.translate.translator import Cache, Language, Patience, Translated, Translator

__all__ = [
    "SERVICES",
    "Cache",
    "Consent",
    "Disclosure",
    "FigureCheck",
    "Language",
    "Patience",
    "Provider",
    "Secret",
    "Service",
    "TranslateError",
    "Translated",
    "Translator",
    "Trouble",
    "check_figures",
    "disclose",
]

_ELSEWHERE = {"Consent": "consent", "FigureCheck": "figure_check", "check_figures": "figure_check"}


def __getattr__(name: str) -> Any:
    """Load the translator when it is first asked for: every start reads the configuration, few translate."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"search.translate.{_ELSEWHERE.get(name, 'translator')}"), name)
