"""Numbers of the page rather than of the story: counters, pagers, list numbers, offers, tables of data."""

from itertools import pairwise

from search.figures.lexicon import Lexicon
from search.figures.page import Page

_SHORT_LINE = 9
_DATA_NUMBERS = 60
_DATA_CHARACTERS = 300
_DATA_WORDS = 2
_DATA_LETTERS = 3
"""So many numbers in a row over so many characters are data, if between each two stand no more words than so many, and
none of more letters."""


def data_spans(page: Page) -> list[tuple[int, int]]:
    """Token spans of tables and dumps: very many numbers in a row with hardly a word, which no sentence holds."""
    numbers = page.numbers
    if len(numbers) < _DATA_NUMBERS:
        return []
    gaps = enumerate(pairwise(numbers), 1)
    cuts = [0, *(place for place, (left, right) in gaps if _has_words(page, left + 1, right)), len(numbers)]
    runs = ((numbers[first], numbers[last - 1]) for first, last in pairwise(cuts) if last - first >= _DATA_NUMBERS)
    return [(first, last + 1) for first, last in runs if page.ends[last] - page.starts[first] >= _DATA_CHARACTERS]


def furniture_spans(page: Page, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Token spans of closing lines that offer, correct or advertise ("Sign up ...", "In an earlier version ...")."""
    spans: list[tuple[int, int]] = []
    if not lexicon.furniture:
        return spans
    end = len(page)
    for _ in range(3):
        if end <= 0:
            break
        start, _end = page.line(end - 1, 45)
        possible = end - start < 45 and not lexicon.furniture_words.isdisjoint(page.words[start:end])
        if possible and any(
            word in lexicon.furniture_words
            and lexicon.furniture.at(page.words, k)
            and not _is_counted(page, k, lexicon)
            for k, word in enumerate(page.words[start:end], start)
        ):
            spans.append((start, end))
        end = start
    return spans


def is_furniture(page: Page, index: int, end: int, lexicon: Lexicon) -> bool:
    """Counters ("18 views", "3 min de lecture"), pagers ("Articolo 1 di 4") and list numbers ("1." at a line start)."""
    if (
        page.breaks(index)
        and page.shape(index + 1) in (".", ")")
        and page.glued(index + 1)
        and not page.breaks(index + 2)
    ):
        return True
    words, counters = page.words, lexicon.counters
    if _is_list_number(page, index, lexicon):
        return True
    if words[index + 1] not in counters and words[end] not in counters and words[index - 1] not in counters:
        return False
    start, stop = page.line(index, _SHORT_LINE + 1)
    if stop - start > _SHORT_LINE:
        return False
    if lexicon.views.at(page.words, index + 1) or lexicon.views.at(page.words, end):
        return page.shape(stop - 1) not in (".", "!", "?")
    pager = page.words[index + 1 : index + 2] and page.words[index + 1] in lexicon.pagers and page.is_number(index + 2)
    paged = page.word(index - 1) in lexicon.pagers and page.is_number(index - 2)
    return bool(pager and page.breaks(index + 3)) or (paged and page.breaks(index + 1))


def _has_words(page: Page, start: int, end: int) -> bool:
    """Whether words of a sentence stand at tokens [start, end), not only units and column names."""
    words = [word for word in page.raw[start:end] if word[0].isalpha()]
    return len(words) > _DATA_WORDS or any(len(word) > _DATA_LETTERS for word in words)


def _is_list_number(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "1. Preheat the oven. 2. Mix the flour." where a full stop makes no ordinal."""
    if lexicon.ordinal_before or len(page.raw[index]) > 2 or not page.raw[index].isdigit():
        return False
    stopped = page.shape(index + 1) == "." and page.glued(index + 1) and not page.glued(index + 2)
    return stopped and page.shape(index - 1) in (".", "!", "?") and page.is_capitalised(index + 2)


def _is_counted(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a word of offers is what a number counts: "added 9.3 million subscribers"."""
    of = lexicon.scale_of.before(page.words, index)
    before = of[0] if of else index
    return page.is_number(before - 1) or lexicon.scale.before(page.words, before) is not None
