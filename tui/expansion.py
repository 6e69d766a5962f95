"""A query with its words in other languages beside them: from the lexicon without a network, or by a provider."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.translate import Translator

LONGEST = 950
"""Characters of an expanded query; the engine reads 1000."""
MOST_QUERY_WORDS = 40
"""Words of a query that the engine reads."""
MOST_OPEN_WORDS = 6
"""Words of a query that may end in a star."""
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
    from search.compare.expansion import languages_of, words_elsewhere

    spoken = languages_of(_PLAIN.findall(query))

    def others(words: str) -> Mapping[str, tuple[str, ...]]:
        found = words_elsewhere(words, spoken)
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
    """The query expanded with as many words as the engine reads, shared fairly among its words and the languages."""
    parts = list(_parts(query))
    candidates = {words: list(others(words).values()) for words in dict.fromkeys(words for _, words in parts) if words}
    added: dict[str, list[str]] = {words: [] for words in candidates}
    words_left = MOST_QUERY_WORDS - len(_PLAIN.findall(query))
    open_left = MOST_OPEN_WORDS - query.count("*") - query.count("~")
    room = LONGEST - len(query) - sum(len("( OR )") for _, words in parts if words)
    for turn in range(MOST_WORDS):
        for words, languages in candidates.items():
            times = sum(1 for _, each in parts if each == words)
            for listed in languages:
                word = listed[turn] if turn < len(listed) else ""
                cost = times * len(word.split()), times * word.endswith("*"), times * len(f" OR {_quoted(word)}")
                fits = cost[0] <= words_left and cost[1] <= open_left and cost[2] <= room
                if word and fits and word not in added[words]:
                    added[words].append(word)
                    words_left, open_left, room = words_left - cost[0], open_left - cost[1], room - cost[2]
    if not any(added.values()):
        return Expansion(query, {})
    expanded = "".join(
        f"({part} OR {' OR '.join(map(_quoted, added[words]))})" if words and added[words] else part
        for part, words in parts
    )
    return Expansion(expanded, {words: tuple(each) for words, each in added.items() if each})


def _parts(query: str) -> Iterator[tuple[str, str]]:
    """The parts of a query, each with the words in it that may be expanded, "" for any other part."""
    excluded, depth = False, 0
    for match in _PART.finditer(query):
        part, kind = match.group(), match.lastgroup
        if kind == "bracket":
            depth = depth + 1 if part == "(" and (excluded or depth) else max(0, depth - (part == ")"))
        words = part.strip('"') if kind in ("word", "phrase") else ""
        yield part, words if not excluded and not depth and _is_plain(part, words) else ""
        if kind != "space":
            excluded = part in ("NOT", "-")


def _is_plain(part: str, words: str) -> bool:
    """Whether a part of a query is words and nothing else: no operator, field, star or minus sign."""
    if part in ("", "AND", "OR", "NOT"):
        return False
    if part.startswith('"'):
        return bool(words.split()) and all(_PLAIN.fullmatch(word) for word in words.split())
    return _PLAIN.fullmatch(words) is not None


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words or "-" in words else words
