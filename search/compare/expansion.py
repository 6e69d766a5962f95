"""The words that other languages have for what a word means, from the concepts that comparisons read."""

from collections.abc import Mapping

from search.compare.lexicon import concepts, languages, lexicon, patterns
from search.compare.words import fold, words


def words_elsewhere(phrase: str) -> Mapping[str, tuple[str, ...]]:
    """The words for a word's or phrase's concepts in the languages that it is not a word of, by language.

    As a query takes them: "invest*" for any ending. The most usual come first, as the concepts list them; patterns
    that a query cannot say (parts of German compounds, phrases with open endings) are left out. Empty for a phrase
    that means no concept as a whole.

        >>> words_elsewhere("inversión")["en"][0]
        'invest*'
    """
    own = {language: _concepts(phrase, language) for language in languages()}
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
