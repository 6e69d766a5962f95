"""The day of publication as files state it: for machines, as mails write it, or in words."""

import re
from datetime import date

from search.articles.furniture import read_date

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_PLAIN = re.compile(r"((?:19|20)[0-9]{2})([/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_EARLIEST = 1600  # newspapers begin; what is older is the zero of some program


def day_of(text: str) -> date | None:
    """Return the day that a file states, None when it is none or could be two.

    The hour and its zone are left aside: the day is the one the publisher wrote.

    >>> day_of("Wed, 28 Feb 2024 23:10:00 -0500").isoformat()
    '2024-02-28'
    """
    text = " ".join(text[:120].split())
    match = _ISO.match(text) or _PLAIN.match(text)
    try:
        if match:
            groups = match.groups()
            day = date(int(groups[0]), int(groups[-2]), int(groups[-1]))
        elif "," in text[:5] or text[:2].strip().isdigit():
            mailed = _mailed(text) if ":" in text else None
            day = date(*mailed[:3]) if mailed else read_date(text)  # type: ignore[assignment]
        else:
            day = read_date(text)  # type: ignore[assignment]
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if day is not None and day.year >= _EARLIEST else None


def _mailed(text: str) -> tuple[int, ...] | None:
    """The parts of a date in the notation of mail (RFC 5322); what reads it is loaded when there is one."""
    from email.utils import parsedate

    return parsedate(text)
