"""How long a text takes to read."""

from rich.cells import cell_len

WORDS_A_MINUTE = 238
"""Of adults who read silently, in English; the mean of 190 studies (Brysbaert 2019). Other languages are close."""

WIDE_A_MINUTE = 260
"""Characters of Chinese, Japanese and Korean, from the same source."""

LONGEST_SAMPLE = 100_000
"""Characters that are looked at; a longer text is reckoned from its beginning."""


def minutes_to_read(text: str) -> int:
    """Return the minutes that a text takes to read, one at least.

    >>> minutes_to_read("one two " * 238)
    2
    """
    sample = text[:LONGEST_SAMPLE]
    wide = 0 if sample.isascii() else cell_len(sample) - len(sample)
    words = len(sample.split())
    minutes = words / WORDS_A_MINUTE if wide <= words else wide / WIDE_A_MINUTE
    return max(1, round(minutes * len(text) / max(1, len(sample))))
