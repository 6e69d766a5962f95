"""Scores, line-ups, minutes of play, times taken and verses, which are no figures."""

import re

from search.figures.draft import Draft
from search.figures.lexicon import Lexicon
from search.figures.page import Page
from search.figures.units import counted_noun, currency_after, unit_after

_TAKEN = re.compile(r"[0-5][0-9][.,][0-9]{1,3}")
"""Seconds of a time taken ("3:54.21")."""
_APOSTROPHES = frozenset("'‘")
_SCORE_MARKS = frozenset("-–‑:")
_MINUTES = 3
"""Digits of the last minute of a match, overtime included."""
_LINE_UP = 200
"""Tokens of the longest line-up that is looked for."""


def end_of_score(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after a score ("3-1", "2:0") or a season ("2023-24"), else 0; "2-3 days" is neither."""
    mark, left, right = page.shape(index + 1), page.raw[index], page.shape(index + 2)
    if mark not in _SCORE_MARKS or not (page.glued(index + 1) and page.glued(index + 2)):
        return 0
    if mark == ":" and left.isdigit() and len(left) < 3 and _TAKEN.fullmatch(right):
        return index + 3
    if not (left.isdigit() and right.isdigit() and len(right) <= 2):
        return 0
    end = index + 3
    if len(left) == 4 and left[:2] in ("19", "20") and len(right) == 2:
        return end
    if len(left) > 2 or (page.shape(end) in ("-", "/") and page.glued(end)):
        return 0
    if lexicon.age_before.before(page.words, index):
        return 0  # "aged 18-34"
    if page.shape(end) == ":" and page.glued(end):
        return end + 2  # a time taken, "2:17:23"
    if page.word(index - 1) in lexicon.time_taken and mark == ":":
        return end
    if mark == ":":
        if _is_verse(page, index, lexicon):
            return end
        return 0 if len(right) == 2 and int(left) < 25 and right < "60" else end
    if int(left) >= int(right):
        return end
    measured = unit_after(page, end, lexicon, digits=True) or currency_after(page, end, lexicon)
    return 0 if measured or lexicon.scale.at(page.words, end) or counted_noun(page, end, lexicon) else end


def end_of_line_up(page: Page, index: int) -> int:
    """ "4-4-2", "4-2-3-1": single digits joined by hyphens, three or more."""
    end = index + 1
    while (
        len(page.shape(end - 1)) == 1
        and page.shape(end) == "-"
        and page.glued(end)
        and page.glued(end + 1)
        and page.is_number(end + 1)
        and end < index + _LINE_UP
    ):
        end += 2
    return end if end > index + 4 and len(page.shape(end - 1)) == 1 else 0


def end_of_minute(page: Page, index: int, lexicon: Lexicon) -> int:
    """ "al 18'", "1'56"8": minutes of a match or of a race, in languages that do not quote with such marks."""
    mark = index + 1
    if lexicon.noun_last or len(page.raw[index]) > 3 or not page.raw[index].isdigit():
        return 0
    if page.glued(mark) and page.text[page.starts[mark]] in "'′":
        return mark + 1
    timed = page.glued(index) and page.shape(index - 1) in ('"', "″") and page.glued(index - 1)
    return index + 1 if timed and page.is_number(index - 2) else 0


def end_of_added_time(page: Page, index: int) -> int:
    """ "minuto 90+3"."""
    plus = index + 1
    glued = page.shape(plus) == "+" and page.glued(plus) and page.glued(plus + 1) and page.is_number(plus + 1)
    return plus + 2 if glued else 0


def is_minute_of_play(page: Page, draft: Draft) -> bool:
    """ "in the 67' of the match": an apostrophe after the number that closes no quotation."""
    end = draft.last
    if page.shape(end) not in ("'", "′") or not page.glued(end) or len(page.raw[draft.first]) > _MINUTES:
        return False
    start, _end = page.line(draft.first)
    return _APOSTROPHES.isdisjoint(page.raw[start : draft.first])


def _is_verse(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "John 3:16": after a name inside a sentence."""
    before = index - 1
    if lexicon.noun_capitals or not page.is_name_like(before) or page.breaks(index) or page.opens_sentence(before):
        return False
    word = page.words[before]
    return not (word in lexicon.weekdays or word in lexicon.months or word in lexicon.function)
