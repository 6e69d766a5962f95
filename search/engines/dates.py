"""Days as they are asked for in a query: "2024", "2024-02", "2024-01..2024-03", "last week"."""

import re
from calendar import monthrange
from datetime import date, timedelta

_STATED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_RELATIVE = re.compile(r"(last|this|past) (?:(\d{1,3}) )?(day|week|month|quarter|year)s?")

Span = tuple[date, date]
"""First and last day."""


def read_days(text: str, today: date) -> Span | None:
    """Return the days that `text` names, None when it names none.

    >>> read_days("2024-02", date(2024, 3, 1))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))

    A range is open where a side is missing: "2024-03..", "..2023". "last week" is the week from Monday to Sunday before
    this one, "last 7 days" end today.
    """
    text = " ".join(text.lower().replace("–", "..").replace("_", " ").split())
    if ".." in text:
        before, after = (part.strip(" .") for part in text.split("..", 1))
        first, last = _one(before, today), _one(after, today)
        if (before and first is None) or (after and last is None) or not (before or after):
            return None
        span = (first[0] if first else date.min, last[1] if last else date.max)
        return span if span[0] <= span[1] else (span[1], span[0])
    return _one(text, today)


def number_of(day: date) -> int:
    """Return a day as the number that the index keeps: 20240228."""
    return day.year * 10_000 + day.month * 100 + day.day


def _one(text: str, today: date) -> Span | None:
    if text in ("today", "yesterday"):
        day = today if text == "today" else today - timedelta(days=1)
        return day, day
    if match := _STATED.fullmatch(text):
        return _stated(*(int(part) if part else 0 for part in match.groups()))
    if match := _RELATIVE.fullmatch(text.replace("-", " ")):
        return _relative(match[1], int(match[2] or 0), match[3], today)
    return None


def _stated(year: int, month: int, day: int) -> Span | None:
    try:
        if day:
            only = date(year, month, day)
            return only, only
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _relative(which: str, count: int, unit: str, today: date) -> Span:
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit]
    if count or which == "past":  # the last 3 weeks, the past year: they end today
        return today - timedelta(days=days * max(1, count) - 1), today
    if unit == "day":
        day = today if which == "this" else today - timedelta(days=1)
        return day, day
    first = _start_of(unit, today)
    if which == "last":
        last = first - timedelta(days=1)
        return _start_of(unit, last), last
    return first, today


def _start_of(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "year":
        return date(day.year, 1, 1)
    month = day.month if unit == "month" else day.month - (day.month - 1) % 3
    return date(day.year, month, 1)
