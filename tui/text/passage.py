"""Which passage of an article shows best why it was found."""

from collections.abc import Sequence

LENGTH = 400
"""Characters of a passage: some rows, read at a glance."""


def best_passage(body: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return where the passage begins that holds the most different words of those found, and of these the most.

    Args:
        body: The text.
        spans: Where the words stand in it, in order; the first passage wins among equals. At least one.

    """
    words = [body[start:end].casefold() for start, end in spans]
    best, place, last = (0, 0), spans[0][0], 0
    inside: dict[str, int] = {}
    for first, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + LENGTH:
            inside[words[last]] = inside.get(words[last], 0) + 1
            last += 1
        if last <= first:  # a span longer than a passage
            last = first + 1
            inside = {words[first]: 1}
        if (worth := (len(inside), last - first)) > best:
            best, place = worth, start
        inside[words[first]] -= 1
        if not inside[words[first]]:
            del inside[words[first]]
    return place
