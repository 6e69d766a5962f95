"""Words and terms: a text is cut into words, and a word becomes the term under which all its inflections are found.

>>> term_of("Inversiones", "es") == term_of("inversión", "es")
True
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

LONGEST_TERM = 60
"""Characters of a term; the rest of a longer one is cut off."""
_MOST_REMEMBERED = 40_000  # words of one language, before their terms are forgotten

_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han: no spaces between words
_MAYBE_SPACELESS = re.compile(f"[{_SPACELESS[0]}-\U0010ffff]")  # one range, which is looked for several times faster
# Combining marks belong to the word, so that decomposed text is found like composed text.
_WORD = re.compile("[\\w\u0300-\u036f]+")

_DIGIT = re.compile(r"\d")

# Letters that decompose into nothing simpler, yet are typed without their stroke or ligature.
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}


def split_words(text: str) -> list[str]:
    """Return the words of `text` in their order, as written; in scripts without spaces each character is one."""
    return _pattern(text).findall(text)


def words_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of `text` with their places."""
    return _pattern(text).finditer(text)


def fold(word: str) -> str:
    """Return `word` in lower case and without accents: "Coûté" is "coute", "Straße" is "strasse"."""
    word = word.lower()
    return word if word.isascii() else "".join(map(fold_letter, word))


@cache
def fold_letter(letter: str) -> str:
    """Return a lower-case letter without accents, "" for a combining mark."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return _LETTERS.get(plain, plain)


def term_of(word: str, language: str) -> str:
    """Return the term of a word: its stem in `language` (ISO 639-1), in lower case and without accents.

    A word of an unknown language, or one with digits, is only folded.
    """
    return terms_of(language)[word]


@cache
def terms_of(language: str) -> "Terms":
    """Return the words of one language with their terms, found when they are first asked for."""
    return Terms(language)


class Terms(dict[str, str]):
    """The term of each word, as written, of one language; filled when a word is first looked up."""

    def __init__(self, language: str) -> None:
        """Prepare the stemmer of `language`, if there is one."""
        super().__init__()
        self._language = language
        self._stem = _stemmer(language)

    def __missing__(self, word: str) -> str:
        """Find, remember and return the term of `word`."""
        lower = word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower())
        if lower != word:  # a word that begins a sentence is stemmed once with those inside
            self[word] = term = self[lower]
            return term
        if self._language == "fr" and lower.endswith("os"):
            lower = lower[:-1]  # the French stemmer keeps this plural: "euros" would not be "euro"
        term = lower if _DIGIT.search(lower) else self._stem(lower)
        term = fold(term)[:LONGEST_TERM]
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = term
        return term


def _pattern(text: str) -> re.Pattern[str]:
    if text.isascii() or not _MAYBE_SPACELESS.search(text):
        return _WORD
    spaceless, word_or_character = _of_spaceless_scripts()
    return word_or_character if spaceless.search(text) else _WORD


@cache
def _of_spaceless_scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What recognises these scripts, and cuts them; made when they are first met, which takes some milliseconds."""
    spaceless = re.compile(f"[{_SPACELESS}]")
    return spaceless, re.compile(f"[{_SPACELESS}]|(?:[^\\W{_SPACELESS}]|[\u0300-\u036f])+")


def _stemmer(language: str) -> Callable[[str], str]:
    from whoosh.lang import NoStemmer, stemmer_for_language

    try:
        stem: Callable[[str], str] = stemmer_for_language(language)
    except NoStemmer:
        return str
    return stem
