"""A query with its words in other languages beside them: from the lexicon without a network, or by a provider."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.translate import Translator

LONGEST = 950
"""Characters of an expanded query; the engine reads 1000."""
MOST_WORDS = 8
"""Words that are added of one language for one word, as far as there is room."""

_PART = re.compile(
    r'(?P<phrase>-?(?:[A-Za-z]{1,20}:)?"[^"]{0,300}"?)|(?P<space>\s+)|(?P<bracket>[()])|(?P<word>[^\s()"]+)'
)
_PLAIN = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Expansion:
    """A query and what was added to it."""

    query: str
    """What to search for; the query as typed where nothing was added."""
    added: Mapping[str, tuple[str, ...]]
    """By word or phrase as typed, the words that are searched for too."""

    @property
    def sentence(self) -> str:
        """What was added, for the reader to see; "" where nothing was."""
        return "; ".join(f"{word}: also {', '.join(others)}" for word, others in self.added.items())


def expand(query: str, languages: Collection[str] = ()) -> Expansion:
    """Add to each word that names a concept the words of other languages for it.

    Left as they are: words behind a minus sign or NOT, in a field, with a star, and operators.

    Args:
        query: as typed.
        languages: ISO 639-1 codes of the languages to add words of, those of the articles; all if empty.
    """
    from search.compare.expansion import words_elsewhere

    def others(words: str) -> Mapping[str, tuple[str, ...]]:
        found = words_elsewhere(words)
        return {language: each for language, each in found.items() if not languages or language in languages}

    return _fitting(query, others)


def expand_by_translation(
    translator: "Translator",
    query: str,
    source: str,
    languages: Collection[str],
    cancelled: Callable[[], bool] = lambda: False,
) -> Expansion:
    """Add to each word and phrase what a provider makes of it in other languages; each is asked for once and kept.

    Blocks: call it in a thread, after the reader agreed that the query may be sent.

    Args:
        translator: with a cache, so that a query is sent once for each language.
        query: as typed.
        source: ISO 639-1 code of its language, "" to let the provider guess.
        languages: ISO 639-1 codes to translate it into.
        cancelled: asked often.

    Raises:
        TranslateError: with a sentence that is safe to show, if none of the languages could be had.
    """
    from search.translate import TranslateError

    failures: list[TranslateError] = []

    def others(words: str) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for language in sorted(set(languages) - {source}):
            try:
                answer = translator.translate(words, source, language, cancelled)
            except TranslateError as failure:
                failures.append(failure)
                continue
            plain = " ".join(_PLAIN.findall(answer))
            if plain and plain.casefold() != words.casefold():
                found[language] = (plain,)
        return found

    expansion = _fitting(query, others)
    if failures and not expansion.added:
        raise failures[0]
    return expansion


def _fitting(query: str, others: Callable[[str], Mapping[str, tuple[str, ...]]]) -> Expansion:
    """The query expanded with as many words as there is room for."""
    known: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def elsewhere(words: str) -> Mapping[str, tuple[str, ...]]:
        if words not in known:
            known[words] = others(words)
        return known[words]

    for most in range(MOST_WORDS, 0, -1):
        expansion = _expanded(query, elsewhere, most)
        if len(expansion.query) <= LONGEST:
            return expansion
    return Expansion(query, {})


def _expanded(query: str, elsewhere: Callable[[str], Mapping[str, tuple[str, ...]]], most: int) -> Expansion:
    pieces: list[str] = []
    added: dict[str, tuple[str, ...]] = {}
    excluded, depth = False, 0
    for match in _PART.finditer(query):
        part = match.group()
        if match.lastgroup == "bracket":
            depth = depth + 1 if part == "(" and (excluded or depth) else max(0, depth - (part == ")"))
            excluded = excluded and part != "("
        words = part.strip('"') if match.lastgroup in ("word", "phrase") else ""
        if words and not excluded and not depth and _is_plain(part, words):
            listed = [word for each in elsewhere(words).values() for word in each[:most]]
            if listed:
                added[words] = tuple(dict.fromkeys(listed))
                part = f"({part} OR {' OR '.join(map(_quoted, added[words]))})"
        if match.lastgroup != "space" and match.lastgroup != "bracket":
            excluded = match.group() == "NOT"
        excluded = excluded or match.group() == "-"
        pieces.append(part)
    return Expansion("".join(pieces), added) if added else Expansion(query, {})


def _is_plain(part: str, words: str) -> bool:
    """Whether a part of a query is words and nothing else: no operator, field, star or minus sign."""
    if part in ("AND", "OR", "NOT"):
        return False
    if part.startswith('"'):
        return all(_PLAIN.fullmatch(word) for word in words.split())
    return _PLAIN.fullmatch(words) is not None


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words or "-" in words else words
