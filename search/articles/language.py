"""The language of an article: as stated, or else detected when the text leaves little doubt."""

from functools import cache
from typing import Any

CONFIDENT = 0.6
"""Probability from which a detected language is believed. On the project's articles whole texts reach 0.99 and first
sentences 0.7 to 0.98, while lists of names, numbers and single words stay below 0.55."""
FEWEST_LETTERS = 30
"""Letters that a text must have for its language to be detected at all."""
_LONGEST = 100_000  # characters that are looked at: detection takes time in proportion

_NAMES = {
    "en": "english eng",
    "es": "spanish español espanol castellano spa",
    "fr": "french français francais fra fre",
    "it": "italian italiano ita",
    "de": "german deutsch deu ger",
    "pt": "portuguese português portugues por",
}
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}


def stated_language(value: str) -> str:
    """Return the ISO 639-1 code of a stated language such as "es", "es-MX", "Spanish" or "español".

    "" means that it is not understood.
    """
    word = value.strip().lower().replace("_", "-")
    primary = word.split("-")[0]
    if len(primary) == 2 and primary.isascii() and primary.isalpha():
        return primary
    return _BY_NAME.get(word) or _BY_NAME.get(primary, "")


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, "" when it is too short or the answer uncertain.

    Every language that the model knows may win: a choice among a few would name one of them for any text.
    The first call takes about a second, to load the model.
    """
    sample = text[:_LONGEST]
    if sum(character.isalpha() for character in sample) < FEWEST_LETTERS:
        return ""
    code, confidence = _model().classify(sample)
    return code if confidence >= CONFIDENT and len(code) == 2 else ""


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
