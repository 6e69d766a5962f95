"""Whether a number in words is a figure: its surroundings must say so, because "sei", "neuf" and "both" abound."""

from decimal import Decimal

from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import Lexicon
from search.figures.page import Page

_NAMED = frozenset({Kind.DURATION, Kind.LENGTH, Kind.OTHER})
"""What titles are made of ("Cien años de soledad"); languages that capitalise all words of a title are left out."""
_NEAR = 14
_OPENING = frozenset("«“„\"‘'‹»")
_CLOSING = frozenset("»”“\"’'›«")


def is_certain(page: Page, position: int, drafts: list[Draft], lexicon: Lexicon) -> bool:
    """Whether a draft is a figure beyond doubt; a part of a count ("1.500 dos 9.000 trabalhadores") gets its noun."""
    draft = drafts[position]
    bare = draft.bare
    part = bare and _is_part(page, position, drafts, lexicon)
    if part:
        draft.unit = drafts[position + 1].unit
        whole = drafts[position + 1]
        draft.certain = draft.certain or not whole.spelled or page.words[draft.first] not in lexicon.doubtful
    if draft.kind is not Kind.COUNT or not draft.spelled:
        if draft.spelled and draft.kind in _NAMED and not lexicon.noun_last and _is_named(page, draft, lexicon):
            return False
        if _is_named_period(page, draft):
            return False
        if _is_titled(page, draft, lexicon):
            return False
        if bare and not part and not lexicon.copulas.isdisjoint(page.words[max(0, draft.first - 3) : draft.first]):
            draft.unit = _noun_after_article(page, draft, lexicon)
        return draft.certain
    if _is_named(page, draft, lexicon) or _is_quoted(page, draft):
        return False
    if draft.certain:
        return True
    if draft.unit:
        return _looks_counted(draft, page.words[draft.first] in lexicon.doubtful, lexicon)
    if page.words[draft.first] in lexicon.doubtful:
        return False
    return (
        _is_subject(page, draft, lexicon)
        or _is_toll(page, draft, lexicon)
        or _is_level(page, draft, lexicon)
        or _is_inverted(page, draft, lexicon)
        or _continues_count(page, position, drafts)
    )


def _is_named(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """A capital within a sentence makes a number word part of a name ("Ocean's Eleven", "the Big Four")."""
    if page.is_number(draft.first) or not page.is_capitalised(draft.first) or draft.scale:
        return False
    collective = page.words[draft.first] in lexicon.collectives
    return not page.opens_sentence(draft.first) and not collective


def _is_named_period(page: Page, draft: Draft) -> bool:
    """ "the Six-Day War": a spelled period in capitals with a hyphen before a capital."""
    if draft.kind is not Kind.DURATION or not draft.spelled or not page.is_capitalised(draft.first):
        return False
    hyphened = page.shape(draft.first + 1) == "-" and page.glued(draft.first + 1)
    return hyphened and page.is_capitalised(draft.last - 1) and page.is_capitalised(draft.last)


def _is_titled(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "Canal 24 Horas": a unit with a capital after a name, where units have none."""
    unit = draft.last - 1
    if draft.kind is not Kind.DURATION or draft.spelled or lexicon.noun_last or lexicon.noun_capitals:
        return False
    if len(page.raw[unit]) < 3 or not page.is_capitalised(unit):
        return False
    return page.is_capitalised(draft.first - 1) and not page.opens_sentence(draft.first - 1)


def _is_quoted(page: Page, draft: Draft) -> bool:
    """A number word and a word or two in quotation marks of their own are a figure of speech: «dos hijos»."""
    if draft.first == 0 or page.raw[draft.first - 1] not in _OPENING:
        return False
    return any(page.shape(draft.last + k) in _CLOSING for k in range(3) if page.shape(draft.last + k))


def _looks_counted(draft: Draft, doubtful: bool, lexicon: Lexicon) -> bool:
    """Whether the word after the number looks like a plural noun; after a doubtful number word, more strictly."""
    if lexicon.noun_capitals or draft.unit in lexicon.plurals:
        return True
    return draft.unit.endswith(lexicon.plural_strict if doubtful else lexicon.plural_endings)


def _is_subject(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "four are unaccounted for", "three of them"."""
    if page.breaks(draft.last):
        return False
    return page.word(draft.last) in lexicon.subjects or lexicon.of_them.at(page.words, draft.last) is not None


def _is_toll(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "killing seven, including a girl"."""
    return page.word(draft.first - 1) in lexicon.tolls and page.ends_clause(draft.last)


def _is_level(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "die Zahl der Toten ist auf fünf gestiegen"."""
    if lexicon.levels.before(page.words, draft.first) is None:
        return False
    start, end = page.sentence(draft.first)
    return any(word in lexicon.number_nouns for word in page.words[start:end])


def _is_inverted(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "Sono tre le vittime"."""
    opened = page.word(draft.first - 1) in lexicon.copulas or (page.word(draft.first - 1),) in lexicon.range_and
    if opened:
        draft.unit = _noun_after_article(page, draft, lexicon)
    return bool(draft.unit)


def _noun_after_article(page: Page, draft: Draft, lexicon: Lexicon) -> str:
    """The noun of "almeno 400 i dipendenti", "" without one."""
    noun = page.word(draft.last + 1)
    follows = page.word(draft.last) in lexicon.articles and noun.endswith(lexicon.plural_endings)
    return noun if follows and not page.breaks(draft.last + 1) else ""


def _continues_count(page: Page, position: int, drafts: list[Draft]) -> bool:
    """A later number of a sentence that already counts: "Von den 7 Strecken sollen drei abgegeben werden"."""
    draft = drafts[position]
    if position == 0 or draft.low is None or draft.low < Decimal(3):
        return False
    before = drafts[position - 1]
    counting = before.kind is Kind.COUNT and before.certain and (bool(before.unit) or not before.spelled)
    if not counting or draft.first - before.last > _NEAR:
        return False
    return page.sentence(draft.first)[0] <= before.first


def _is_part(page: Page, position: int, drafts: list[Draft], lexicon: Lexicon) -> bool:
    """ "dois dos cinco instrumentos", "two of the five": a part of the next count, with the same noun."""
    draft = drafts[position]
    if position + 1 == len(drafts):
        return False
    whole = drafts[position + 1]
    gap = page.gap(draft.last, whole.first)
    if len(gap) > 2 and gap[-1] == "s" and gap[-2].endswith("'"):
        gap = gap[:-2]  # "eleven of the state's 497 towns"
    if whole.kind is not Kind.COUNT or not 1 <= len(gap) <= 2 or any(word not in lexicon.function for word in gap):
        return False
    if draft.low is None or whole.low is None or draft.low > whole.low or gap[0] in lexicon.joiners:
        return False
    return bool(whole.unit)


def is_idle(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """A bare number in digits that no clause uses: alone on its line, or in brackets like a reference."""
    alone = page.breaks(draft.first) and page.breaks(draft.last)
    last = draft.last + 1 if page.shape(draft.last) == "." else draft.last  # "Müller (23.)", in the 23rd minute
    bracketed = page.shape(draft.first - 1) in ("[", "(") and page.shape(last) in ("]", ")")
    return alone or (bracketed and draft.hedge_first < 0 and bool(lexicon.code))
