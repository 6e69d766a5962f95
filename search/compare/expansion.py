"""The words that other languages have for what a word means, from the concepts that comparisons read."""

from collections import Counter
from collections.abc import Iterable, Mapping

from search.compare.lexicon import concepts, languages, lexicon, patterns
from search.compare.words import fold, words
from search.figures.lexicon import lexicon_for


def languages_of(query: Iterable[str]) -> frozenset[str]:
    """The languages that the words of a query can be of: those in which most of them mean a concept or join others.

    >>> sorted(languages_of(["la", "inversión", "de", "Acme"]))
    ['es']
    """
    known = Counter(
        language for word in query for language in languages() if _joins(word, language) or _concepts(word, language)
    )
    most = max(known.values(), default=0)
    return frozenset(language for language, number in known.items() if number == most)


def words_elsewhere(phrase: str, spoken: frozenset[str] = frozenset()) -> Mapping[str, tuple[str, ...]]:
    """The words for a word's or phrase's concepts in the languages that it is not a word of, by language.

    As a query takes them: "invest*" for any ending. The most usual come first, as the concepts list them; patterns
    that a query cannot say (parts of German compounds, phrases with open endings) are left out. Empty for a phrase
    that means no concept as a whole, and for a word that only joins others in the languages that the query is of,
    `spoken`: the Spanish "la" is not the Portuguese for wool.

        >>> words_elsewhere("inversión")["en"][0]
        'invest*'
    """
    own = {language: _concepts(phrase, language) for language in languages()}
    if not any(own[language] for language in spoken) and any(_joins(phrase, language) for language in spoken):
        return {}
    meant = sorted(set().union(*own.values()))
    elsewhere: dict[str, tuple[str, ...]] = {}
    for language in languages() if meant else ():
        if own[language]:
            continue
        lines = patterns(language)
        listed = [_as_query(each.strip()) for concept in meant for each in lines.get(concept, "").split(",")]
        kept = dict.fromkeys(each for each in listed if each and fold(each.rstrip("*")) != fold(phrase))
        if kept:
            elsewhere[language] = tuple(kept)
    return elsewhere


def _joins(word: str, language: str) -> bool:
    """Whether a word is an article, a preposition or the like in a language; in capitals it is a name."""
    return not (word.isupper() and len(word) > 1) and word.casefold() in lexicon_for(language).function


def _concepts(phrase: str, language: str) -> set[str]:
    """The concepts that the phrase means as a whole in a language; those of any measure are too many things."""
    found = words(phrase)
    known = concepts()
    return {
        sense.concept
        for sense in lexicon(language).senses(found)
        if sense.first == 0 and sense.last == len(found) - 1 and not known[sense.concept].general
    }


def _as_query(pattern: str) -> str:
    """A pattern as a query has it: a word, the beginning of one, or whole words side by side; "" for any other."""
    parts = pattern.replace("’", " ").replace("'", " ").replace("-", " ").split()
    star = pattern.find("*")
    if star >= 0 and (len(parts) > 1 or star < len(pattern) - 1):
        return ""
    return " ".join(parts)
