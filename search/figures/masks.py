"""What looks like a figure and is none: names, addresses, references, phone numbers, page furniture, idioms.

Each rule looks at the tokens around one number only, so that the work grows with the numbers and not with the text.
"""

import re
from itertools import pairwise

from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, DIGITS, Page, same
from search.figures.units import counted_noun, currency_after, currency_before, unit_after

_CHUNK = 200
"""Tokens of the longest address that is looked for."""
_SHORT_LINE = 9
_DATA_NUMBERS = 60
_TAKEN = re.compile(r"[0-5][0-9][.,][0-9]{1,3}")
"""Seconds of a time taken ("3:54.21")."""
_APOSTROPHES = frozenset("'‘")
_DATA_CHARACTERS = 300
_DATA_WORDS = 2
_DATA_LETTERS = 3
"""So many numbers in a row over so many characters are data, if between each two stand no more words than so many, and
none of more letters."""
_SCORE_MARKS = frozenset("-–‑:")
_MINUTES = 3
"""Digits of the last minute of a match, overtime included."""
_ABBREVIATION = 4
"""Letters of the longest abbreviation before a number."""
_LABELLED = 4
"""Numbers after one label: "Articles 5, 6 and 7"."""


def data_spans(page: Page) -> list[tuple[int, int]]:
    """Token spans of tables and dumps: very many numbers in a row with hardly a word, which no sentence holds."""
    numbers = page.numbers
    if len(numbers) < _DATA_NUMBERS:
        return []
    gaps = enumerate(pairwise(numbers), 1)
    cuts = [0, *(place for place, (left, right) in gaps if _has_words(page, left + 1, right)), len(numbers)]
    runs = ((numbers[first], numbers[last - 1]) for first, last in pairwise(cuts) if last - first >= _DATA_NUMBERS)
    return [(first, last + 1) for first, last in runs if page.ends[last] - page.starts[first] >= _DATA_CHARACTERS]


def _has_words(page: Page, start: int, end: int) -> bool:
    """Whether words of a sentence stand at tokens [start, end), not only units and column names."""
    words = [word for word in page.raw[start:end] if word[0].isalpha()]
    return len(words) > _DATA_WORDS or any(len(word) > _DATA_LETTERS for word in words)


def end_of_address(page: Page, index: int) -> int:
    """The index after a web or mail address, handle, hashtag or file name that contains token `index`, else 0."""
    start, end = page.chunk(index)
    return _address(page, start, end) if 2 < end - start < _CHUNK else 0


def end_of_code(page: Page, index: int, lexicon: Lexicon, touching: bool) -> int:
    """The index after a phone number, code, score or name that contains token `index`, else 0.

    A number that is not `touching` anything is one only with a leading zero or beside another number.
    """
    if page.shape(index + 3) == "/" and _file_number(page, index):
        return _file_number(page, index)
    grouped = page.is_number(index + 1) or page.is_number(index - 1)
    if not (touching or grouped or page.raw[index][0] == "0"):
        return 0
    end = page.chunk(index)[1]
    return (
        _phone(page, index, lexicon)
        or _notation(page, index, lexicon)
        or _glued_name(page, index, end, lexicon)
        or _hyphenated(page, index, end, lexicon)
        or _slashed(page, index, end)
        or _split_postcode(page, index)
        or _line_up(page, index)
        or _minute(page, index, lexicon)
        or _added(page, index)
        or _check_digits(page, index)
        or _score(page, index, lexicon)
    )


def _address(page: Page, start: int, end: int) -> int:
    """The end of a chunk if signs in it show that it is an address."""
    raw = page.raw[start:end]
    joined = "".join(raw)
    if (
        raw.count(":") > 2
        or "@" in raw
        or "://" in joined
        or joined.lower().startswith("www.")
        or "#" in raw
        or "\\" in raw
        or "_" in raw
    ):
        return end
    for position in range(1, len(raw) - 1):
        if raw[position] == "." and raw[position - 1][-1].isalpha() and raw[position + 1][0].islower() and "/" in raw:
            return end
    return 0


def _phone(page: Page, index: int, lexicon: Lexicon) -> int:
    """A run of digit groups as in telephone and account numbers.

    Seven digits or more that begin with + or 0, stand after a label ("call 555 1234") or come in four groups,
    or nine in three groups.
    """
    first = index
    end = index + 1
    digits = sum(c in DIGITS for c in page.raw[index])
    groups = 1
    while end < len(page) and end < index + 16:
        step = 1 if page.is_number(end) else 2 if page.raw[end] in "-/.()" and page.is_number(end + 1) else 0
        if not step or page.breaks(end) or page.breaks(end + step - 1):
            break
        end += step
        digits += sum(c in DIGITS for c in page.raw[end - 1])
        groups += 1
    whole = "".join(page.raw[first:end])
    grouped = groups >= 4 or (groups == 3 and digits >= 9 and "," not in whole)
    plus = page.shape(first - 1) == "+" and page.glued(first)
    called = groups > 1 and whole.isdigit() and lexicon.labels.before(page.words, first) is not None
    zero = page.raw[first][0] == "0" and page.raw[first][1:2] not in (",", ".")
    if digits >= 7 and (plus or called or zero or grouped):
        return end
    lone_zero = page.raw[first][0] == "0" and page.raw[first].isdigit() and len(page.raw[first]) > 2
    return end if lone_zero or digits > 24 else 0


def _glued_name(page: Page, index: int, end: int, lexicon: Lexicon) -> int:
    """Letters right before digits ("A320", "views0"), unless they are a currency."""
    if page.glued(index) and page.is_word(index - 1) and not page.raw[index - 1].endswith("'"):
        clock = page.word(index - 1) in lexicon.time_mark and page.is_number(index - 2)
        if clock or currency_before(page, index, lexicon):
            return 0
        return end
    return end if page.glued(index) and page.shape(index - 1) in ("#", "№", "[") else 0


def _notation(page: Page, index: int, lexicon: Lexicon) -> int:
    """A move of chess ("2.Nf3") and what a full stop joins to a short word ("ID.3", "Fig.2", but "ca.50")."""
    stop = index + 1
    if page.shape(stop) == "." and page.glued(stop) and page.glued(stop + 1) and page.is_word(stop + 1):
        return stop + 3 if len(page.raw[stop + 1]) < 3 and page.glued(stop + 2) and page.is_number(stop + 2) else 0
    stop = index - 1
    if page.shape(stop) != "." or not (page.glued(index) and page.glued(stop) and page.is_word(stop - 1)):
        return 0
    if len(page.raw[stop - 1]) > _ABBREVIATION or lexicon.hedges.before(page.words, index):
        return 0
    return 0 if currency_before(page, index, lexicon) else index + 1


def _file_number(page: Page, index: int) -> int:
    """ "2 BvR 1845/18": a number, a short word, and two numbers with a stroke between."""
    word, stroke = index + 1, index + 3
    if page.shape(stroke) != "/" or not (page.is_name_like(word) and page.is_number(index + 2)):
        return 0
    joined = page.glued(stroke) and page.glued(stroke + 1) and page.is_number(stroke + 1)
    return stroke + 2 if joined and len(page.raw[word]) <= _ABBREVIATION else 0


def _line_up(page: Page, index: int) -> int:
    """ "4-4-2", "4-2-3-1": single digits joined by hyphens, three or more."""
    end = index + 1
    while (
        len(page.shape(end - 1)) == 1
        and page.shape(end) == "-"
        and page.glued(end)
        and page.glued(end + 1)
        and page.is_number(end + 1)
        and end < index + _CHUNK
    ):
        end += 2
    return end if end > index + 4 and len(page.shape(end - 1)) == 1 else 0


def _hyphenated(page: Page, index: int, end: int, lexicon: Lexicon) -> int:
    """Digits after letters and a hyphen ("GPT-4", "Covid-19")."""
    hyphen = index - 1
    if not page.glued(index) or page.shape(hyphen) not in DASHES - {"—", "–"} or not page.glued(hyphen):
        return 0
    if _is_variant(page, index, lexicon):
        return end
    if not page.is_word(hyphen - 1) or lexicon.hedges.before(page.words, hyphen) or _is_prefix(page, hyphen, lexicon):
        return 0
    measured = page.glued(hyphen - 1) and page.is_number(hyphen - 2)
    return 0 if measured else end


def _is_variant(page: Page, index: int, lexicon: Lexicon) -> bool:
    """The second number of a model ("Boeing 737-800"): no unit or noun follows that could make it a range."""
    model, name = index - 2, index - 3
    if not page.is_number(model) or not page.is_name_like(name) or not page.raw[model].isdigit():
        return False
    word = page.words[name]
    if len(page.raw[model]) != 3 or word in lexicon.function or word in lexicon.weekdays or word in lexicon.months:
        return False
    return not (
        unit_after(page, index + 1, lexicon, digits=True)
        or currency_after(page, index + 1, lexicon)
        or lexicon.scale.at(page.words, index + 1)
        or counted_noun(page, index + 1, lexicon)
    )


def _is_prefix(page: Page, hyphen: int, lexicon: Lexicon) -> bool:
    """Words that a hyphen joins to a year or an age: "mid-2024", "under-18s"."""
    found = lexicon.year_in.before(page.words, hyphen) or lexicon.age_before.before(page.words, hyphen + 1)
    return found is not None and found[0] >= hyphen - 1


def _slashed(page: Page, index: int, end: int) -> int:
    """ "24/7", "2023/24", "3/4": a season, a date in part, a share of uncertain order."""
    if page.shape(index + 1) == "/" and page.glued(index + 1) and page.is_number(index + 2) and page.glued(index + 2):
        return end
    return 0


def _split_postcode(page: Page, index: int) -> int:
    """ "1100-048 Lisboa": a code in two parts before a place, which can be no range because it falls."""
    left, mark, right = page.raw[index], page.shape(index + 1), page.shape(index + 2)
    parts = mark == "-" and page.glued(index + 1) and page.glued(index + 2)
    if parts and left.isdigit() and right.isdigit() and (len(left), len(right)) == (4, 3):
        return index + 3 if page.is_capitalised(index + 3) else 0
    return 0


def _minute(page: Page, index: int, lexicon: Lexicon) -> int:
    """ "al 18'", "1'56"8": minutes of a match or of a race, in languages that do not quote with such marks."""
    mark = index + 1
    if lexicon.noun_last or len(page.raw[index]) > 3 or not page.raw[index].isdigit():
        return 0
    if page.glued(mark) and page.text[page.starts[mark]] in "'′":
        return mark + 1
    timed = page.glued(index) and page.shape(index - 1) in ('"', "″") and page.glued(index - 1)
    return index + 1 if timed and page.is_number(index - 2) else 0


def _added(page: Page, index: int) -> int:
    """ "minuto 90+3"."""
    plus = index + 1
    glued = page.shape(plus) == "+" and page.glued(plus) and page.glued(plus + 1) and page.is_number(plus + 1)
    return plus + 2 if glued else 0


def _check_digits(page: Page, index: int) -> int:
    """ "123.456.789-09": a number of seven digits or more with two that check it."""
    mark, check = page.shape(index + 1), page.shape(index + 2)
    joined = mark == "-" and page.glued(index + 1) and page.glued(index + 2)
    long = sum(c in DIGITS for c in page.raw[index]) >= 7
    return index + 3 if joined and long and check.isdigit() and len(check) <= 2 else 0


def _score(page: Page, index: int, lexicon: Lexicon) -> int:
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


def _is_verse(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "John 3:16": after a name inside a sentence."""
    before = index - 1
    if lexicon.noun_capitals or not page.is_name_like(before) or page.breaks(index) or page.opens_sentence(before):
        return False
    word = page.words[before]
    return not (word in lexicon.weekdays or word in lexicon.months or word in lexicon.function)


def end_of_idiom(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after an idiom that token `index` is part of, else 0."""
    word = "#" if page.is_number(index) else page.words[index]
    beside = lexicon.idiom_neighbours.get(word)
    if beside is None:
        return 0
    before = "#" if page.is_number(index - 1) else page.words[index - 1]
    after = "#" if page.is_number(index + 1) else page.words[index + 1]
    if before not in beside and after not in beside and word not in beside:
        return 0
    table = lexicon.idioms
    for first, pair in ((index - 1, (before, word)), (index, (word, after)), (index, (word,))):
        for position, phrase in table.get(pair, ()):
            if same(page.words, first - position, phrase):
                return max(index + 1, first - position + len(phrase))
    return 0


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


def _is_list_number(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "1. Preheat the oven. 2. Mix the flour." where a full stop makes no ordinal."""
    if lexicon.ordinal_before or len(page.raw[index]) > 2 or not page.raw[index].isdigit():
        return False
    stopped = page.shape(index + 1) == "." and page.glued(index + 1) and not page.glued(index + 2)
    return stopped and page.shape(index - 1) in (".", "!", "?") and page.is_capitalised(index + 2)


def is_place_code(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "seat 14C", "Route 9W": a number and a capital after a label are no temperature or power."""
    letter = draft.last - 1
    if draft.kind not in (Kind.TEMPERATURE, Kind.OTHER) or letter != draft.first + 1 or not page.glued(letter):
        return False
    return len(page.raw[letter]) == 1 and page.raw[letter].isupper() and _labelled(page, draft.first, lexicon)


def names_street(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether the date at token `index` is the name of a street: "Straße des 17. Juni", "rue du 8 Mai 1945"."""
    joined = page.word(index - 1) in lexicon.street_of and not page.breaks(index)
    return joined and page.word(index - 2) in lexicon.streets


def end_of_house_number(page: Page, index: int) -> int:
    """The index after the house number that stands at token `index`, or `index`."""
    house = page.is_number(index) and page.shape(index).isdigit() and len(page.shape(index)) < 4
    return index + 1 if house and not page.breaks(index) else index


def is_name(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """Whether a bare number in digits belongs to a name, a label, an address or a code rather than to a count."""
    index = draft.first
    if _opens_range(page, draft, lexicon) or _opens_days(page, draft, lexicon):
        return False
    if draft.hedge_first >= 0 or page.breaks(index):
        coded = _attached(page, draft) or _is_postcode(page, draft, noun, lexicon)
        return coded or _starts_address(page, draft, lexicon)
    return (
        _labelled(page, index, lexicon)
        or in_decade(page, draft, lexicon)
        or _is_ordinal(page, draft, lexicon)
        or _after_article(page, draft, noun, lexicon)
        or (not noun and draft.plain and not lexicon.noun_last and page.word(index - 1) in lexicon.weekdays)
        or _is_subscriber(page, draft, noun)
        or _is_postcode(page, draft, noun, lexicon)
        or _is_minute_of_play(page, draft)
        or _in_street(page, index, lexicon)
        or _starts_address(page, draft, lexicon)
        or _attached(page, draft)
        or _after_name(page, draft, noun, lexicon)
    )


def _after_article(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """ "el 112", "la 194", and any article with a capital of its own inside a sentence: "La 7", "Los 40"."""
    article = page.word(draft.first - 1)
    if not draft.plain:
        return False
    if article in lexicon.singular_articles:
        return not noun
    named = article in lexicon.articles and page.is_capitalised(draft.first - 1)
    return named and not lexicon.noun_capitals and not page.opens_sentence(draft.first - 1)


def _opens_range(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "gave the Alliance 38-40%": the second number has a unit, so the first is no part of a name."""
    dash = draft.last
    if page.shape(dash) not in DASHES or not (page.glued(dash) and page.glued(dash + 1) and page.is_number(dash + 1)):
        return False
    return bool(unit_after(page, dash + 2, lexicon, digits=True) or currency_after(page, dash + 2, lexicon))


def _opens_days(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "du 3 au 9 septembre", "vom 3. bis 9. September": the first of two days of a month."""
    index = draft.last
    if page.shape(index) == "." and page.glued(index):
        index += 1
    for end in range(index + 1, index + 4):
        if page.is_number(end):
            last = end + 2 if page.word(end + 1) in lexicon.day_ordinals else end + 1
            of = lexicon.day_of.at(page.words, last)
            month = page.word(of[0] if of else last)
            gap = page.gap(index, end)
            gap = gap[:-1] if len(gap) > 1 and gap[-1] in lexicon.weekdays else gap
            return month in lexicon.months and gap in lexicon.day_lists
    return False


def _labelled(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "page 17", "Articles 5, 6 and 7", "Tel: 112"."""
    position = index
    for _ in range(_LABELLED):
        if page.shape(position - 1) == ":" and lexicon.labels.before(page.words, position - 1):
            return True
        if lexicon.labels.before(page.words, position):
            return not page.breaks(position)
        linked = (page.word(position - 1),) in lexicon.lists or page.shape(position - 1) in (",", "-", "–", "/")
        if not linked or not page.is_number(position - 2):
            return False
        position -= 2
    return False


def in_decade(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "los años 80", "les années 1980", "negli anni '80"."""
    if not page.raw[draft.first].endswith("0"):
        return False
    position = draft.first - 1 if page.shape(draft.first - 1) in _APOSTROPHES else draft.first
    listed = (page.word(position - 1),) in lexicon.lists and page.shape(position - 2).endswith("0")
    if listed:
        position -= 3 if page.shape(position - 3) in _APOSTROPHES else 2
    return lexicon.decade_before.before(page.words, position) is not None


def is_short_year(page: Page, index: int) -> bool:
    """ "il '68", "the class of ’92": two digits after an apostrophe that opens no quotation of more."""
    mark = page.starts[index] - 1
    opened = page.glued(index) and page.text[mark] in "'’‘" and not page.glued(index - 1)
    return opened and len(page.raw[index]) == 2 and page.raw[index].isdigit()


def is_year_of_law(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "la legge 104 del 1992", "a Lei 8.666, de 1993": the year is part of the name."""
    of = lexicon.before_year.before(page.words, index) if lexicon.laws else None
    if of is None or len(page.raw[index]) != 4:
        return False
    number = of[0] - 2 if page.shape(of[0] - 1) == "," else of[0] - 1
    return page.is_number(number) and not lexicon.laws.isdisjoint(page.words[max(0, number - _LABELLED) : number])


def _is_ordinal(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "3.º B", "der 100. Geburtstag", "in der 2. Bundesliga"."""
    if page.shape(draft.last) != "." or not page.glued(draft.last):
        return False
    if page.glued(draft.last + 1) and page.shape(draft.last + 1) in ("º", "ª", "°"):
        return True
    determined = page.word(draft.first - 1) in lexicon.ordinal_before
    return determined and page.is_word(draft.last + 1) and not page.breaks(draft.last + 1)


def _is_subscriber(page: Page, draft: Draft, noun: str) -> bool:
    """Nine digits or more in groups apart that count nothing are a telephone number: "900 123 456"."""
    token = page.raw[draft.first]
    return not noun and len(token) >= 11 and sum(c in DIGITS for c in token) >= 9 and not set(token) & set(".,'")


def _is_minute_of_play(page: Page, draft: Draft) -> bool:
    """ "in the 67' of the match": an apostrophe after the number that closes no quotation."""
    end = draft.last
    if page.shape(end) not in ("'", "′") or not page.glued(end) or len(page.raw[draft.first]) > _MINUTES:
        return False
    start, _end = page.line(draft.first)
    return _APOSTROPHES.isdisjoint(page.raw[start : draft.first])


def _is_postcode(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """ "Calle Mayor 5, 28013 Madrid", "Dam 1, 1012 JS Amsterdam": after a house number, before a place.

    Five digits in a row need no house number where nouns have no capitals: "28013 Madrid".
    """
    five = draft.plain and len(page.raw[draft.first]) == 5 and not draft.step < 1
    if five and not noun and not lexicon.noun_capitals and page.is_capitalised(draft.last):
        return not page.glued(draft.last) and not page.breaks(draft.last) and not draft.spelled
    index = draft.first
    if not draft.plain or len(page.raw[index]) not in (4, 5) or not page.is_capitalised(draft.last):
        return False
    letters = page.shape(draft.last)
    if page.shape(index - 1) == "," and len(letters) == 2 and letters.isupper() and page.is_capitalised(draft.last + 1):
        return True  # "1012 JM Amsterdam"
    house = page.shape(index - 2)
    numbered = page.shape(index - 1) == "," and house.isdigit() and len(house) < 4
    return numbered and (page.is_capitalised(index - 3) or page.shape(index - 3) == ".")


def _in_street(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "Paseo del Muelle, 7", "Hauptstraße 12"."""
    position = index - 1
    if page.shape(position) == ",":
        position -= 1
    if page.shape(position) == "." and page.glued(position):
        return page.words[position - 1].endswith(lexicon.street_abbreviations)
    if not page.is_capitalised(position):
        return False
    if lexicon.street_suffixes and page.words[position].endswith(lexicon.street_suffixes):
        return True
    for back in range(position, max(position - 7, -1), -1):
        word = page.words[back]
        if word in lexicon.streets:
            return True
        if page.breaks(back) or not (page.is_capitalised(back) or word in lexicon.function):
            return False
    return False


def _starts_address(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "10 Downing Street", "12, rue de Rivoli"."""
    if not draft.plain or draft.spelled:
        return False
    position = draft.last
    if page.shape(position + 1) == "," and page.word(position) in lexicon.house_suffixes:
        position += 1
    if (
        page.shape(position) == ","
        and page.word(position + 1) in lexicon.streets
        and not page.is_capitalised(position + 1)
    ):
        return True
    if page.word(position) in lexicon.streets and not lexicon.noun_last and page.is_capitalised(position + 1):
        return True
    for ahead in range(position, position + 4):
        if not page.is_capitalised(ahead) or page.breaks(ahead):
            return False
        if ahead > position and page.words[ahead] in lexicon.streets:
            return True
    return False


def _attached(page: Page, draft: Draft) -> bool:
    """A word glued to the number, directly or by a hyphen: "7B", "3-D", "5-Sterne"."""
    if page.glued(draft.last) and page.is_word(draft.last):
        return True
    hyphen = page.shape(draft.last) == "-" and page.glued(draft.last) and page.glued(draft.last + 1)
    return hyphen and page.is_word(draft.last + 1)


def _after_name(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """A name right before ("Llama 2", "AQ 701"), unless it is a place before a count ("in Spain 12 people")."""
    index = draft.first
    before = index - 1
    grouped = not draft.plain and draft.step >= 1
    if not page.is_name_like(before) or grouped or page.raw[before].endswith("'"):
        return False
    word = page.words[before]
    if word in lexicon.function or word in lexicon.weekdays or word in lexicon.hedge_skipped or word in lexicon.months:
        return False
    code = page.raw[before].isupper() and len(word) <= 4
    if draft.step < 1 and not lexicon.noun_capitals:
        return True
    if noun and page.is_capitalised(draft.last) and not lexicon.noun_capitals:
        return True
    if page.opens_sentence(before):
        return code or not (noun or _counts_of_whole(page, draft.last, lexicon))
    if noun:
        placed = page.word(before - 1) in lexicon.locative
        return not placed and (code or not lexicon.noun_capitals)
    return True


def _counts_of_whole(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "Won 31 of the 75 seats": a whole follows."""
    of = lexicon.scale_of.at(page.words, index)
    if of is None or page.breaks(index):
        return False
    article = page.word(of[0]) in lexicon.function and not page.breaks(of[0])
    return page.is_number(of[0] + 1 if article else of[0])


def _is_counted(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a word of offers is what a number counts: "added 9.3 million subscribers"."""
    of = lexicon.scale_of.before(page.words, index)
    before = of[0] if of else index
    return page.is_number(before - 1) or lexicon.scale.before(page.words, before) is not None


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
