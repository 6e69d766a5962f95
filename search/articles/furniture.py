"""Page furniture: lines of an article's file that belong to the page, not to the story (pagers, bylines, counters).

The rules are data, in furniture.toml. Nothing is taken away: the spans let a screen dim the lines.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

REPEATED = 120
"""Characters of the longest line that counts as furniture when it repeats an earlier one."""
FOREIGN_WORDS = 5
"""Words of the longest line that counts as furniture when it is in another script than the article."""

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_NUMBER = r"[0-9]{1,3}(?:[.,   ]?[0-9]{3}){0,3}(?:[.,][0-9])?[kKmM]?"
_NAME = (
    r"(?-i:[^\W\d_a-zß-öø-ÿ][\w'.-]{0,30}"
    r"(?: (?:[^\W\d_a-zß-öø-ÿ][\w'.-]{0,30}|d[aeiou]s?|del|della|von|van|der|and|y|et|e|und)){0,5})"
)
_WORDS = r"[^\W\d][^\s\d]{0,39}(?: [^\s\d]{1,40}){0,19}"
_TIME = (
    r"(?:,? ?(?:-|–|\||at|à|a las|alle|alle ore|ore|um|às)? ?"
    r"[0-9]{1,2}[:.h][0-9]{2}(?: ?(?:[ap]\.?m\.?|uhr|h))?(?: [a-z]{2,4})?)?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of page furniture."""

    start: int
    end: int
    """Span in the body, without the line's end."""
    why: str
    """Name of the rule, such as "pager"."""
    published: date | None = None
    """Day that the line states in full as the day of publication."""
    rank: int = 0
    """How directly the line says so; a lower number is more direct."""


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    dates: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    edge: int
    longest: int
    months: Mapping[str, int]
    rules: tuple[_Rule, ...]


def find_furniture(body: str) -> list[Line]:
    """Return the lines of page furniture at the two ends of `body`, in their order."""
    rules = _rules()
    found: list[Line] = []
    seen: set[str] = set()
    script = _script(body[:20_000])
    for start, end in _edges(body, rules.edge):
        if end - start > rules.longest:
            continue
        text = " ".join(body[start:end].replace("’", "'").split())
        line = _matched(text, start, end, rules)
        if line is None and len(text) <= REPEATED and text in seen:
            line = Line(start, end, "repeated")
        if line is None and _is_foreign(text, script):
            line = Line(start, end, "another script")
        if line is not None:
            found.append(line)
        seen.add(text)
    return found


def read_date(text: str) -> date | None:
    """Return the day that a text such as "2024-02-28", "28 feb 2024" or "March 4, 2024" is, None when it is not one.

    Days and months in digits are read day first, as in Europe, when only that is possible or the separator is a full
    stop; otherwise "03/04/2024" could be two days and is none.
    """
    rules = _rules()
    match = _date_pattern().fullmatch(" ".join(text.split()))
    return _day(match, rules.months) if match else None


def _matched(text: str, start: int, end: int, rules: _Rules) -> Line | None:
    for rule in rules.rules:
        match = rule.pattern.fullmatch(text)
        if match is None:
            continue
        day = _day(match, rules.months) if rule.dates else None
        return Line(start, end, rule.name, day, rule.dates)
    return None


def _edges(body: str, count: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the first and the last `count` lines that are not empty, each once."""
    first = list(_lines_forward(body, count))
    stop = first[-1][1] if first else 0
    yield from first
    yield from reversed([span for span in _lines_backward(body, count) if span[0] > stop])


def _lines_forward(body: str, count: int) -> Iterator[tuple[int, int]]:
    start = 0
    while count and start < len(body):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        if body[start:end].strip():
            count -= 1
            yield start, end
        start = end + 1


def _lines_backward(body: str, count: int) -> Iterator[tuple[int, int]]:
    end = len(body)
    while count and end >= 0:
        start = body.rfind("\n", 0, end) + 1
        if body[start:end].strip():
            count -= 1
            yield start, end
        end = start - 1


def _script(text: str) -> str:
    """Name the script of most letters of `text`, "" when it has none."""
    plain = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if 2 * plain > len(text):
        return "LATIN"
    votes: dict[str, int] = {"LATIN": plain} if plain else {}
    for character in () if text.isascii() else set(text):
        if not character.isascii() and character.isalpha():
            name = _script_of(character)
            votes[name] = votes.get(name, 0) + text.count(character)
    return max(votes, key=lambda name: votes[name]) if votes else ""


@cache
def _script_of(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _is_foreign(text: str, script: str) -> bool:
    if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") or len(text.split()) > FOREIGN_WORDS:
        return False  # scripts that are written together
    return not any(character.isdigit() for character in text) and _script(text) not in ("", script)


# The rules are compiled once, when the first article is read.


@cache
def _rules() -> _Rules:
    data = tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))
    months = {
        word: number
        for names in data["months"].values()
        for number, words in enumerate(names, 1)
        for word in words.split()
    }
    slots = {
        "<n>": _NUMBER,
        "<date>": _date_expression(months, " ".join(data["weekdays"].values()).split()),
        "<name>": _NAME,
        "<words>": _WORDS,
    }
    rules = tuple(_Rule(rule["name"], rule.get("dates", 0), _compile(rule, slots)) for rule in data["rule"])
    return _Rules(data["edge"], data["longest"], months, rules)


@cache
def _date_pattern() -> re.Pattern[str]:
    data = tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))
    return re.compile(_date_expression(_rules().months, " ".join(data["weekdays"].values()).split()), re.IGNORECASE)


def _compile(rule: Mapping[str, Any], slots: Mapping[str, str]) -> re.Pattern[str]:
    expression = rule.get("form", "<phrase>")
    lists = {f"<{key}>": value for key, value in rule.items() if isinstance(value, dict)}
    for slot, phrases in lists.items():  # by language
        every = sorted({phrase for phrases_of in phrases.values() for phrase in phrases_of}, key=len, reverse=True)
        expression = expression.replace(slot, f"(?:{'|'.join(re.escape(phrase) for phrase in every)})")
    for slot, pattern in slots.items():
        expression = expression.replace(slot, pattern)
    return re.compile(expression, re.IGNORECASE)


def _date_expression(months: Mapping[str, int], weekdays: list[str]) -> str:
    month = "|".join(sorted(months, key=len, reverse=True))
    day = "|".join(sorted(weekdays, key=len, reverse=True))
    return (
        rf"(?:(?:{day})\.?,? )?(?:"
        r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:t[0-9:.z+-]{1,20})?"
        r"|(?P<digits>[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4})"
        r"|(?P<day>[0-9]{1,2})(?:\.|º|°|er|st|nd|rd|th)? "
        rf"(?:de |of |d')?(?P<month>{month})\.?,?(?: (?:de |del )?(?P<year>[0-9]{{4}}))?"
        rf"|(?P<month2>{month})\.? (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>[0-9]{{4}}))?"
        rf"){_TIME}"
    )


def _day(match: re.Match[str], months: Mapping[str, int]) -> date | None:
    """Return the day that a match of the date expression states in full."""
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"])
        if parts["digits"]:
            return _digits(parts["digits"])
        year, month, day = (
            (parts["year"], parts["month"], parts["day"])
            if parts["day"]
            else (parts["year2"], parts["month2"], parts["day2"])
        )
        return date(int(year), months[month.lower()], int(day)) if year else None
    except ValueError:  # 31 February
        return None


def _digits(text: str) -> date | None:
    first, second, year = (int(part) for part in re.split(r"[./-]", text))
    if "." in text or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None
