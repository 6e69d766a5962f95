"""Dates, years and clock times."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, Page

_NUMBER_SIGNS = ("§", "°", "º", "№", "#")
_CERTAIN_DAYS = 150
"""A date without a year is that nearest to publication if it is nearer than this; half a year off could be either."""
_YEARS = range(1000, 2101)
_LIKELY_YEARS = range(1800, 2060)
_MINUTES = frozenset({"m", "min", "mn"})
_RAISED = frozenset("ºª°")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_date(page: Page, index: int, lexicon: Lexicon, published: date | None) -> Draft | None:
    """The date that begins at token `index`, at a day ("22 de mayo") or at a month ("May 22", "mars 2024")."""
    if page.is_number(index):
        token = page.raw[index]
        parted = page.glued(index + 1) or token.count(".") == 2
        found = _numeric(page, index, lexicon) if parted else None
        follows = page.words[index + 1] in lexicon.day_followers or page.words[index + 2] in _RAISED
        if found is None and len(token) <= 2 and follows:
            found = _day_first(page, index, lexicon, published)
        return found
    if page.words[index] in lexicon.months:
        return _month_first(page, index, lexicon, published)
    return None


def read_year(page: Page, index: int, lexicon: Lexicon, followed: bool) -> Draft | None:
    """A bare year; `followed` tells whether a noun that it could count follows."""
    token = page.raw[index]
    if (
        len(token) != 4
        or page.shape(index - 1) in _NUMBER_SIGNS
        or not token.isdigit()
        or int(token) not in _YEARS
        or (page.glued(index + 1) and page.is_word(index + 1))
    ):
        return None
    announced = lexicon.year_in.before(page.words, index) is not None
    if page.is_name_like(index - 1) and not announced and not page.opens_sentence(index - 1):
        inner = page.raw[index - 1][1:] != page.words[index - 1][1:]
        if inner or not lexicon.noun_capitals:
            return None
    bracketed = page.shape(index - 1) == "(" and page.shape(index + 1) in (")", ",", "-", "–")
    likely = int(token) in _LIKELY_YEARS
    participle = bool(lexicon.year_participles) and page.words[index + 1].endswith(lexicon.year_participles)
    free = not followed or (participle and page.is_word(index + 1) and not page.is_capitalised(index + 1))
    if (announced and (likely or free)) or bracketed or (likely and free and int(token) % 100):
        return Draft(index, index + 1, Kind.DATE, moment=token, steps=["year: four digits where a year stands"])
    return None


def read_time(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """The clock time that begins at token `index`: "21:14", "9.30am", "21h14", "18 Uhr", "alle 22.30"."""
    if len(page.raw[index]) > 2 and not (lexicon.dotted_times and "." in page.raw[index]):
        return _zoned(page, index, lexicon)
    hour_text, minute_text, end = _clock(page, index, lexicon)
    if minute_text and page.word(index - 1) in lexicon.time_taken and page.shape(index + 1) == ":":
        return None  # "800 metres in 2:06"
    if not hour_text or not (hour_text.isdigit() and len(hour_text) <= 2 and int(hour_text) < 25):
        return None
    lasting = _lasting(page, index, end, hour_text, minute_text, lexicon)
    if lasting:
        return lasting
    after = lexicon.time_after.at(page.words, end)
    if after is None and minute_text:
        after = lexicon.minutes_after.at(page.words, end)
    announced = (
        lexicon.time_before.before(page.words, index) is not None
        or (minute_text and lexicon.minutes_before.before(page.words, index) is not None)
        or (page.word(end) in lexicon.time_mark and lexicon.hour_before.before(page.words, index) is not None)
    )
    marked = minute_text and page.text[page.ends[index] : page.ends[index] + 1] == ":"
    announced = announced or _is_bare_hour(page, index, end, lexicon)
    if not (after or announced or marked or (minute_text and page.word(index + 1) in lexicon.time_mark)):
        return None
    hour = int(hour_text)
    if not after and not minute_text and page.word(end) in lexicon.time_mark:
        end += 1
    if after and after[0] > end:
        if _name(page, end, after[0]) in lexicon.afternoon and hour < 12:
            hour += 12
        end = after[0]
    if hour > 24:
        return None
    return Draft(index, end, Kind.TIME, moment=f"{hour:02}:{minute_text or '00'}", steps=["clock time"])


def _zoned(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "0400 GMT": hours and minutes without a mark."""
    token = page.raw[index]
    if page.shape(index + 1) not in lexicon.time_zones or len(token) != 4 or not token.isdigit():
        return None
    if token >= "2400" or token[2:] >= "60":
        return None
    return Draft(index, index + 1, Kind.TIME, moment=f"{token[:2]}:{token[2:]}", steps=["clock time"])


def _is_bare_hour(page: Page, index: int, end: int, lexicon: Lexicon) -> bool:
    """ "alle 19", "a las 8": an hour alone, with nothing after it that it could count."""
    if end > index + 1 or lexicon.time_bare.before(page.words, index) is None or page.breaks(index):
        return False
    if page.shape(end) in "%‰" and page.shape(end):
        return False
    after = page.word(end)
    return page.ends_clause(end) or after in lexicon.function or (after,) in lexicon.lists


def _name(page: Page, start: int, end: int) -> tuple[str, ...]:
    return page.gap(start, end)


def _clock(page: Page, index: int, lexicon: Lexicon) -> tuple[str, str, int]:
    """Hour, minute ("" if not stated) and the index after them; ("", "", index) if this is no clock time."""
    token = page.raw[index]
    nothing = "", "", index
    if not lexicon.code and ":" not in (page.shape(index + 1), page.shape(index - 1)):
        return nothing
    if "." in token:
        hour, _, minute = token.partition(".")
        return (hour, minute, index + 1) if lexicon.dotted_times and _is_minute(minute) else nothing
    follower, minute = page.shape(index + 1), page.shape(index + 2)
    if follower == ":" and page.glued(index + 1):
        whole = page.glued(index + 2) and _is_minute(minute) and len(token) <= 2
        longer = page.shape(index + 3) == ":" or page.shape(index - 1) == ":"
        return (token, minute, index + 3) if whole and not longer else nothing
    lasting = None
    if page.is_number(index + 2):
        lasting = lexicon.symbols.at(page.raw, index + 3) or lexicon.units.at(page.words, index + 3)
    if lasting and lasting[1] == "minute":
        return nothing  # "2 h 30 min" is how long something takes
    if follower.lower() in lexicon.time_mark and _is_minute(minute):
        return token, minute, index + 3
    return token, "", index + 1


def _lasting(page: Page, index: int, end: int, hours: str, minutes: str, lexicon: Lexicon) -> Draft | None:
    """ "3:58 Stunden", "2:15 hours": hours and minutes that something takes."""
    if minutes and page.glued(end) and page.word(index + 1) in lexicon.time_mark and page.word(end) in _MINUTES:
        return _hours(index, end + 1, hours, minutes)  # "4h12m"
    unit = lexicon.units.at(page.words, end)
    if not minutes or unit is None or unit[1] != "hour" or page.shape(index + 1) != ":" or page.breaks(end):
        return None
    if page.words[end] in lexicon.time_mark or lexicon.minutes_after.at(page.words, end):
        return None
    return _hours(index, unit[0], hours, minutes)


def _hours(first: int, last: int, hours: str, minutes: str) -> Draft:
    value = (Decimal(hours) + Decimal(minutes) / 60).quantize(Decimal("0.0001"))
    return Draft(first, last, Kind.DURATION, value, value, Decimal("0.01"), "hour", steps=["hours and minutes"])


def _is_minute(token: str) -> bool:
    return len(token) == 2 and token.isdigit() and token < "60"


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Day, month and year of a numeric date."""

    year: int
    month: int
    day: int


def _numeric(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ISO dates and d/m/y, d.m.y in the language's order."""
    token = page.raw[index]
    if token.count(".") == 2:
        parts, end = token.split("."), index + 1
    else:
        mark = page.shape(index + 1)
        if mark not in ("/", "-", ".") or page.shape(index + 3) != mark or not page.is_number(index + 4):
            return None
        if not all(page.glued(k) for k in range(index + 1, index + 5)):
            return None
        parts, end = [token, page.raw[index + 2], page.raw[index + 4]], index + 5
    if not all(part.isdigit() and len(part) in (1, 2, 4) for part in parts) or (
        page.glued(end) and page.shape(end) in ("-", "/")
    ):
        return None
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        numbers = _Numbers(first, second, third)
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and page.shape(index + 1) != "-" and len(parts[0]) == 2):
        year = third if len(parts[2]) == 4 else 2000 + third
        month_first = lexicon.month_first and first <= 12
        if lexicon.month_first and first <= 12 and second <= 12 and first != second:
            return None
        numbers = _Numbers(year, first, second) if month_first else _Numbers(year, second, first)
    else:
        return None
    if numbers.year not in _YEARS or not _is_day(numbers.month, numbers.day):
        return None
    moment = f"{numbers.year:04}-{numbers.month:02}-{numbers.day:02}"
    return Draft(index, end, Kind.DATE, moment=moment, steps=["date in digits"])


def _day_first(page: Page, index: int, lexicon: Lexicon, published: date | None) -> Draft | None:
    """ "22 de mayo", "1er mars 2025", "20. November", "22nd of May"."""
    token = page.raw[index]
    if len(token) > 2 or not token.isdigit():
        return None
    position = ordinal_mark(page, index + 1, lexicon)
    of = lexicon.day_of.at(page.words, position)
    position = of[0] if of else position
    month = _month(page, position, lexicon)
    if month is None or page.breaks(position) or not _is_day(month, int(token)):
        return None
    return _dated(page, index, _skip_point(page, position, lexicon), month, int(token), lexicon, published)


def end_of_feast(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after "25 de Abril" in "o 25 de Abril", else 0.

    With an article, a capital and no year the day is the name of a feast or of an event.
    """
    if page.word(index - 1) not in lexicon.feast_articles:
        return 0
    position = ordinal_mark(page, index + 1, lexicon)
    of = lexicon.day_of.at(page.words, position)
    month = of[0] if of else position
    if _month(page, month, lexicon) is None or not page.is_capitalised(month):
        return 0
    after = lexicon.before_year.at(page.words, month + 1)
    return 0 if page.is_number(after[0] if after else month + 1) else month + 1


def ordinal_mark(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after the mark of an ordinal ("1st", "1º", "1.º") if one stands at `index`, else `index`."""
    if not page.glued(index):
        return index
    if page.shape(index) == "." and page.glued(index + 1) and page.word(index + 1) in _RAISED:
        return index + 2
    return index + 1 if page.word(index) in lexicon.day_ordinals else index


def _month_first(page: Page, index: int, lexicon: Lexicon, published: date | None) -> Draft | None:
    """ "May 22", "mars 2024", "a dicembre"."""
    month = _month(page, index, lexicon)
    if month is None:
        return None
    position = _skip_point(page, index, lexicon)
    token = page.shape(position)
    if lexicon.capital_months and token.isdigit() and len(token) <= 2 and not page.breaks(position):
        ordinal = page.glued(position + 1) and page.word(position + 1) in lexicon.day_ordinals
        attached = page.glued(position + 1) and page.is_word(position + 1) and not ordinal
        if _is_day(month, int(token)) and not attached and page.shape(position + 1) != "%":
            return _dated(page, index, position + 1 + ordinal, month, int(token), lexicon, published)
    dated = _dated(page, index, position, month, 0, lexicon, published)
    stated_year = len(dated.moment) == 7 and dated.last > position
    short = page.words[index] in lexicon.month_abbreviations  # "para dez" is ten as well as December
    announced = None if short else lexicon.month_in.before(page.words, index)
    if announced and announced[0] == index - 1 and not lexicon.capital_months and page.is_capitalised(index):
        named = lexicon.scale_of.at(page.words, index - 1) is not None
        announced = None if named else announced  # "Rio de Janeiro", "capitães de Abril"
    return dated if stated_year or announced else None


def _month(page: Page, index: int, lexicon: Lexicon) -> int | None:
    month = lexicon.months.get(page.word(index))
    if month is None or (lexicon.capital_months and not page.is_capitalised(index)):
        return None
    return month


def _skip_point(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after the month at `index`, over the full stop of an abbreviation."""
    short = page.words[index] in lexicon.month_abbreviations and page.shape(index + 1) == "." and page.glued(index + 1)
    return index + 2 if short else index + 1


def _dated(page: Page, first: int, last: int, month: int, day: int, lexicon: Lexicon, published: date | None) -> Draft:
    """The date of tokens [first, last), with the year after it or the one that publication suggests."""
    position = last
    of = lexicon.before_year.at(page.words, position)
    if of and (day or of[1] != ","):
        position = of[0]
    token = page.shape(position)
    day_text = f"-{day:02}" if day else ""
    if len(token) == 4 and token.isdigit() and int(token) in _YEARS and not page.breaks(position):
        return Draft(
            first, position + 1, Kind.DATE, moment=f"{token}-{month:02}{day_text}", steps=["date with its year"]
        )
    year = _nearest_year(month, day, published)
    if year is None:
        return Draft(first, last, Kind.DATE, moment=f"--{month:02}{day_text}", steps=["date without a year"])
    moment = f"{year:04}-{month:02}{day_text}"
    return Draft(first, last, Kind.DATE, moment=moment, steps=[f"year {year}: the nearest to publication"])


def _nearest_year(month: int, day: int, published: date | None) -> int | None:
    if published is None or not 2 <= published.year <= 9998:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    distances = sorted((abs((_day_of(year, month, day or 15) - published).days), year) for year in years)
    return distances[0][1] if distances[0][0] <= _CERTAIN_DAYS else None


def _day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]


def share_month(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Give a bare day the month of the date that it is listed with: "3 and 5 May", "del 3 al 5 de mayo"."""
    for bare, dated in pairwise(drafts):
        if dated.kind is not Kind.DATE or not bare.bare or bare.spelled or not bare.plain or bare.low is None:
            continue
        gap = page.gap(bare.last, dated.first)
        if gap and gap[0] == "." and not lexicon.capital_months:
            gap = gap[1:]
        if len(gap) > 1 and gap[-1] in lexicon.weekdays:
            gap = gap[:-1]  # "sabato 8 e domenica 9 giugno"
        ordinals = len(gap) > 1 and gap[0] in lexicon.day_ordinals
        linked = (gap[1:] if ordinals else gap) in lexicon.day_lists or (len(gap) == 1 and gap[0] in DASHES)
        day = int(bare.low)
        if (
            linked
            and len(dated.moment) >= 7
            and page.is_number(dated.first)
            and 1 <= day <= 31
            and _ends_in_day(dated.moment)
        ):
            bare.kind, bare.low, bare.high = Kind.DATE, None, None
            bare.moment = f"{dated.moment[:-2]}{day:02}"
            bare.certain = True
            bare.steps = ["day of the month named after it"]


def share_year(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Give the first day of a period the year stated with the last: "from September 3 to September 9, 2023"."""
    for left, right in pairwise(drafts):
        if left.kind is not Kind.DATE or right.kind is not Kind.DATE or right.steps != ["date with its year"]:
            continue
        linked = page.gap(left.last, right.first) in lexicon.day_lists
        if linked and _ends_in_day(left.moment) and _ends_in_day(right.moment) and left.steps != right.steps:
            day, year = left.moment[-5:], int(right.moment[:4])
            left.moment = f"{year - (day > right.moment[-5:]):04}-{day}"
            left.steps = ["year of the day named after it"]


def _ends_in_day(moment: str) -> bool:
    return len(moment.removeprefix("--")) in (5, 10)
