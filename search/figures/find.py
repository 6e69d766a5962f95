"""All figures of a text: the order in which the readers look at it."""

from dataclasses import dataclass
from datetime import date

from search.figures.addresses import end_of_house_number, names_street
from search.figures.ages import mark_age
from search.figures.amounts import read_amount
from search.figures.codes import end_of_address, end_of_code
from search.figures.currencies import settle_currencies
from search.figures.dates import end_of_feast, read_date, read_time, read_year, share_month, share_year
from search.figures.digits import Convention, vote
from search.figures.draft import Draft
from search.figures.elided import supply_currencies
from search.figures.evidence import is_certain, is_idle
from search.figures.figure import Figure, Kind
from search.figures.furniture import data_spans, furniture_spans, is_furniture
from search.figures.idioms import end_of_idiom
from search.figures.lexicon import Lexicon, lexicon_for
from search.figures.names import in_decade, is_name, is_place_code, is_short_year, is_year_of_law
from search.figures.numberless import read_without_number
from search.figures.page import Page
from search.figures.ranges import hedge_all, join
from search.figures.ratios import mark_magnitude, ordinal_end, read_numbered_rank, read_rank, read_ratio
from search.figures.spelled import is_compound
from search.figures.units import counted_compound, counted_model, counted_noun

_NOUN_NEAR = 3
"""Tokens from a number that may be a year to the end of a noun that it counts."""


def find_figures(text: str, language: str, published: date | None = None) -> list[Figure]:
    """The figures of a text, in order and without overlap.

    `language` is an ISO 639-1 code; with an unknown one, or "", only what needs no language is read: digits with
    symbols, codes and percent signs. `published` settles the year of dates that name none. Never raises for any text.

        >>> [figure.text for figure in find_figures("Aquila pays €2.8bn for 214 aircraft.", "en")]
        ['€2.8bn', '214']
    """
    lexicon = lexicon_for(language)
    page = Page(text, lexicon.plain_spaces)
    reader = _Reader(page, lexicon, vote(page, lexicon), published)
    drafts = reader.drafts()
    share_month(page, drafts, lexicon)
    share_year(page, drafts, lexicon)
    hedge_all(page, drafts, lexicon)
    drafts = join(page, drafts, lexicon)
    settle_currencies(page, drafts, lexicon)
    supply_currencies(page, drafts, lexicon)
    offers = furniture_spans(page, lexicon)
    kept = [
        draft
        for position, draft in enumerate(drafts)
        if is_certain(page, position, drafts, lexicon) and not (offers and _offered(draft, offers))
    ]
    return [draft.figure(page) for draft in kept]


def _follows(draft: Draft, noun: tuple[int, str] | None) -> bool:
    """Whether a noun stands near enough for a year to count it; "for all 2024 chairman Jan Jansen" counts none."""
    return noun is not None and noun[0] - draft.last <= _NOUN_NEAR


def _offered(draft: Draft, offers: list[tuple[int, int]]) -> bool:
    return any(start <= draft.first < end for start, end in offers)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Goes through the tokens once, from left to right; each figure or mask moves it behind itself."""

    page: Page
    lexicon: Lexicon
    convention: Convention
    published: date | None

    def drafts(self) -> list[Draft]:
        page = self.page
        found: list[Draft] = []
        behind = 0
        data = data_spans(page)
        for index in self._candidates():
            if index < behind:
                continue
            while data and index >= data[0][1]:
                data.pop(0)
            if data and index >= data[0][0]:
                behind = data[0][1]
                continue
            draft, end = self._at_digits(index) if page.is_number(index) else self._at_word(index)
            behind = max(behind, end)
            if draft is not None and (not found or draft.first >= found[-1].last):
                found.append(draft)
        return found

    def _candidates(self) -> list[int]:
        """The tokens at which a figure may begin."""
        words, lexicon = self.page.words, self.lexicon
        wanted = set(lexicon.starters.intersection(words))
        if lexicon.compound_starts:
            wanted.update(word for word in set(words) if is_compound(word, lexicon))
        return sorted([*self.page.numbers, *(index for index, word in enumerate(words) if word in wanted)])

    def _at_digits(self, index: int) -> tuple[Draft | None, int]:
        """The figure that begins at a number in digits, and where to read on."""
        page, lexicon = self.page, self.lexicon
        touching = page.glued(index) or page.glued(index + 1)
        address = end_of_address(page, index) if touching else 0
        if address:
            return None, address
        code = end_of_code(page, index, lexicon, touching)
        dated = read_date(page, index, lexicon, self.published) or read_time(page, index, lexicon)
        feast = end_of_feast(page, index, lexicon)
        if feast:
            return None, feast
        if dated and dated.kind is Kind.DATE and names_street(page, index, lexicon):
            return None, end_of_house_number(page, dated.last)
        if dated and not (code and dated.kind is Kind.TIME and page.shape(dated.last) not in lexicon.time_zones):
            return dated, dated.last
        if code:
            return None, code
        idiom = end_of_idiom(page, index, lexicon)
        if idiom:
            return None, idiom
        if is_furniture(page, index, index + 1, lexicon):
            return None, index + 1
        ordinal = ordinal_end(page, index, lexicon) if touching else 0
        rank = read_numbered_rank(page, index, ordinal, lexicon) if ordinal else None
        if rank:
            return rank, rank.last
        if ordinal and page.shape(ordinal - 1) != "." and not (page.glued(ordinal) and page.is_word(ordinal)):
            return None, ordinal
        ratio = read_ratio(page, index, lexicon, self.convention)
        if ratio:
            return ratio, ratio.last
        draft = read_amount(page, index, lexicon, self.convention)
        if draft is None or (draft.last > index + 1 and is_furniture(page, index, draft.last, lexicon)):
            return None, index + 1
        return self._counted(draft, index)

    def _counted(self, draft: Draft, index: int) -> tuple[Draft | None, int]:
        """Settle what an amount counts, or that it is a year or part of a name."""
        page, lexicon = self.page, self.lexicon
        mark_age(page, draft, lexicon)
        mark_magnitude(page, draft, lexicon)
        if is_place_code(page, draft, lexicon):
            return None, draft.last
        if draft.kind is not Kind.COUNT or draft.unit:
            return draft, draft.last
        compound = counted_compound(page, draft.last, lexicon)
        if compound is not None:
            draft.unit, draft.certain = compound, True
            return draft, draft.last + 2
        collective = page.words[draft.last - 1] in lexicon.collective_plurals
        noun = counted_noun(page, draft.last, lexicon, scaled=draft.scale > 0 or collective)
        if noun is None:
            noun = counted_model(page, draft.last, lexicon, named=draft.spelled)
            draft.certain = draft.certain or noun is not None
        if draft.bare and not draft.spelled:
            if is_year_of_law(page, index, lexicon):
                return None, draft.last
            decade = in_decade(page, draft, lexicon)
            year = (
                None if decade or not lexicon.code else read_year(page, index, lexicon, followed=_follows(draft, noun))
            )
            if year:
                return year, year.last
            if (
                not lexicon.code
                or is_name(page, draft, noun[1] if noun else "", lexicon)
                or (noun is None and is_short_year(page, index))
                or is_idle(page, draft, lexicon)
            ):
                return None, draft.last
        if noun:
            draft.unit = noun[1]
        return draft, draft.last

    def _at_word(self, index: int) -> tuple[Draft | None, int]:
        """The figure that begins at a word, and where to read on."""
        page, lexicon = self.page, self.lexicon
        dated = read_date(page, index, lexicon, self.published)
        if dated:
            return dated, dated.last
        ratio = read_ratio(page, index, lexicon, self.convention)
        if ratio:
            return ratio, ratio.last
        idiom = end_of_idiom(page, index, lexicon)
        if idiom:
            return None, idiom
        draft = read_rank(page, index, lexicon) or read_without_number(page, index, lexicon)
        if draft:
            mark_age(page, draft, lexicon)
            if draft.kind is Kind.COUNT and not draft.unit:
                hedge = lexicon.hedges_after.at(page.words, draft.last)
                noun = counted_noun(page, hedge[0] if hedge else draft.last, lexicon, scaled=True)
                draft.unit = noun[1] if noun else ""
            return draft, draft.last
        draft = read_amount(page, index, lexicon, self.convention)
        return self._counted(draft, index) if draft else (None, index + 1)
