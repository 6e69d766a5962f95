"""Recognises answers that are no translations although the server sent them as such."""

import re

from search.translate.pieces import is_sent

ERROR_SENTENCES = (
    "mymemory warning",
    "please select two distinct languages",
    "is an invalid source language",
    "is an invalid target language",
    "invalid language pair",
    "error 500 (server error)",
    "that’s an error. there was an error",
    "invalid api key",
    "to get an api key",
    "too many requests",
    "slowdown:",
    "<!doctype html",
    "<html",
)
"""What services were seen to send in the place of a translation; folded. Add what you meet."""

LARGEST_GROWTH = 10
"""An answer this many times longer than the text (and 200 characters) is none: Chinese to German grows fourfold."""

_SHORT = 3
"""Letters of a word that may stand within a name: "de", "van", "of", "the"."""


def why_no_translation(text: str, answer: str) -> str:
    """Why the answer cannot be a translation of the text, in a few words; "" if it can."""
    if not answer:
        return "it sent an empty text"
    if not is_sent(answer):
        return "it sent no words"
    if len(answer) > LARGEST_GROWTH * len(text) + 200:
        return "its answer is far too long"
    folded, original = answer.casefold(), text.casefold()
    if any(sentence in folded and sentence not in original for sentence in ERROR_SENTENCES):
        return "it sent an error message as a translation"
    if answer == text and not may_stay(text):
        return "it sent the text back unchanged"
    return ""


def may_stay(text: str) -> bool:
    """Whether a text may be the same in another language: at most two words, or names alone.

    Names alone means that every word begins with a capital or a digit, is an address, or is a short word as names have
    them ("Banco de España"). A script without capitals gives no such sign: there, at most twelve letters.
    """
    words = [word for word in re.split(r"[\s.,;:!?()«»“”\"'’/-]", text) if is_sent(word)]
    cased = [word for word in words if word[0].islower() or word[0].isupper() or not word[0].isalpha()]
    if len(cased) < len(words):
        return sum(character.isalpha() for character in text) <= 12
    return len(words) <= 2 or all(not word[0].islower() or len(word) <= _SHORT or "@" in word for word in words)
