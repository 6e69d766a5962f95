"""Ages: a number of years becomes one beside a person or an age limit."""

from decimal import Decimal

from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import AGE, Lexicon
from search.figures.page import DASHES, Page
from search.figures.units import counted_noun

OLDEST = Decimal(122)
"""The greatest age on record, in years."""
_YOUNGEST = 10
"""Fewer years after "at" are more often a time since something ("a los 3 años")."""
_AFTER_NAME = (",", "(")
"""Signs between a person's name and age."""
_VERB_REACH = 7
"""Tokens around "at so many years" in which a word of someone's life may stand."""


def mark_age(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    """Make a draft an age where the words around it say so; an age limit ("under 18") is the number itself."""
    first = draft.first
    before = page.words[first - 1]
    if before in lexicon.hedge_ends:  # "una mujer de unos 20 años"
        hedge = lexicon.hedges.before(page.words, first)
        first = hedge[0] if hedge and not page.breaks(first) else first
    if (
        before not in lexicon.age_leaders
        and page.words[first - 1] not in lexicon.age_leaders
        and before not in _AFTER_NAME
        and not lexicon.after_number.get(page.words[draft.last], 0) & AGE
    ):
        return
    if draft.low is None or not 0 < draft.low <= OLDEST:
        return
    limited = lexicon.age_people.before(page.words, first) is not None
    limited = limited or (first != draft.first and lexicon.age_people.before(page.words, draft.first) is not None)
    if draft.kind is Kind.COUNT and not draft.scale:
        limited = limited and _is_limit(page, draft, lexicon)
        told = _old(page, draft, lexicon) or _aged(page, draft, lexicon) or _said(page, draft, lexicon)
        if limited or told or _after_person(page, draft, lexicon):
            _become(draft)
    elif draft.kind is Kind.DURATION and draft.unit == "year":
        named = limited or lexicon.age_before.before(page.words, draft.first) or _of_person(page, draft)
        if named or _has_years(page, draft, lexicon) or _at_age(page, draft, lexicon):
            _become(draft)


def _is_limit(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether "under 18", "mayores de 65" counts nothing else."""
    joined = (page.word(draft.last),) in lexicon.range_to and page.is_number(draft.last + 1)
    if lexicon.noun_last:
        return not joined
    if page.is_capitalised(draft.first - 1) and not page.opens_sentence(draft.first - 1):
        return False  # "l'Under 21" is a team
    if (page.word(draft.last),) in lexicon.lists | lexicon.range_to:
        return False  # settled together with the next number
    return page.ends_clause(draft.last) or counted_noun(page, draft.last, lexicon) is None


def _has_years(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "il avait 72 ans", but not "tiene 20 años de experiencia"."""
    verb = lexicon.age_verbs.before(page.words, draft.first)
    return verb is not None and lexicon.scale_of.at(page.words, draft.last) is None


def _at_age(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "murió a los 67 años", "morto a 76 anni", "mit 72 Jahren gestorben", but not "a 5 anni dalla tragedia"."""
    announced = lexicon.age_at.before(page.words, draft.first)
    if announced is None or draft.low is None or draft.low < _YOUNGEST or page.breaks(draft.first):
        return False
    if not page.ends_clause(draft.last):
        counts_on = page.word(draft.last) in lexicon.age_not_followed
        if counts_on or (lexicon.noun_capitals and page.is_capitalised(draft.last)):
            return False
    return _of_life(page, draft, announced[0], lexicon)


def _of_life(page: Page, draft: Draft, first: int, lexicon: Lexicon) -> bool:
    """Whether a word of someone's life stands near, and none of a sentence."""
    around = page.words[max(0, first - _VERB_REACH) : draft.last + _VERB_REACH]
    sentenced = any(word.startswith(lexicon.age_sentence_stems) for word in around)
    return not sentenced and any(word.startswith(lexicon.age_life_stems) for word in around)


def _become(draft: Draft) -> None:
    draft.kind, draft.unit, draft.certain = Kind.AGE, "year", True
    draft.steps.append("age: a person's years")


def _old(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "38-year-old", "38 years old", "34-jährige"."""
    found = lexicon.age_after.at(page.words, draft.last)
    if found is None or page.breaks(draft.last):
        return False
    if page.word(draft.last) != "-":
        draft.last = found[0]
    return True


def _aged(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "aged 38", "de 38 años" without its noun."""
    announced = lexicon.age_before.before(page.words, draft.first) is not None
    if lexicon.age_at.before(page.words, draft.first) and not _of_life(page, draft, draft.first, lexicon):
        return False  # "saiu aos 85" is the minute of a match
    if page.glued(draft.last) and page.word(draft.last) in lexicon.age_plural:
        return announced  # "under-18s"
    dashed = page.shape(draft.last) in DASHES and page.glued(draft.last) and page.is_number(draft.last + 1)
    if dashed or (page.word(draft.last),) in lexicon.lists | lexicon.range_to:
        return False  # settled together with the next number
    return announced and (page.ends_clause(draft.last) or page.word(draft.last) in lexicon.function)


def _said(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "her son was three", "als er 17 war" without a noun: only where the clause ends or goes on in time."""
    if lexicon.age_said.before(page.words, draft.first) is None or page.breaks(draft.first):
        return False
    return page.ends_clause(draft.last) or page.word(draft.last) in lexicon.age_said_followed


def _after_person(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "Aoife Brannigan, 38, who ..."; in some languages also "Müller (38)"."""
    first, last = draft.first, draft.last
    if not draft.plain or not page.is_word(first - 2):
        return False
    forename = first - 3
    while forename > first - 6 and page.word(forename) in lexicon.age_particles:
        forename -= 1
    if lexicon.noun_capitals and page.shape(first - 1) == "," and page.shape(last) != ",":
        return False
    if lexicon.age_names_alone and page.shape(first - 1) == "," and page.shape(last) in (",", "."):
        person = page.is_capitalised(first - 3) or page.word(first - 3) in lexicon.hedge_skipped
        titled = page.word(first - 4) in lexicon.hedge_skipped and page.shape(last) == "," and page.is_word(first - 3)
        return (
            (person or (titled and not page.breaks(first - 3) and _is_grown(draft)))
            and draft.low is not None
            and draft.low >= 5
            and not _lists(page, first)
        )
    bracketed = page.shape(first - 1) == "(" and page.shape(last) == ")"
    return (
        bracketed
        and lexicon.age_names_bracketed
        and page.is_capitalised(first - 2)
        and page.is_capitalised(forename)
        and bool(draft.low and draft.low > 9)
    )


def _is_grown(draft: Draft) -> bool:
    """Whether the years are those of someone with a title of two words ("the prime minister, 44, ...")."""
    return draft.low is not None and draft.low > 15


def _lists(page: Page, first: int) -> bool:
    """Whether the number stands in a list of numbers ("Ohio 12, Iowa 9, ...") or a date."""
    return page.is_number(first - 3) or page.is_number(first + 2)


def _of_person(page: Page, draft: Draft) -> bool:
    """ "Solange, 83 ans," after a name."""
    first, last = draft.first, draft.last
    if page.shape(first - 1) == "(" and page.shape(last) == ")":
        return page.is_capitalised(first - 2)
    if page.shape(first - 1) != "," or not page.is_word(first - 2):
        return False
    if not page.is_capitalised(first - 2):
        return page.shape(last) == ","
    return last >= len(page) or page.breaks(last) or page.shape(last) in (",", ".", ";", ")", "»", "”", ":")
