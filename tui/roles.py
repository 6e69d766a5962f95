"""The roles that text plays on the screen; a theme gives each of them a look."""

from enum import StrEnum

from search.compare import Verdict


class Role(StrEnum):
    """What a piece of text is on the screen; the values are the keys of a theme file's `[looks]`."""

    TEXT = "text"
    DIM = "dim"
    TITLE = "title"
    ACCENT = "accent"
    RULE = "rule"
    BAR = "bar"
    FOCUS = "focus"
    KEY = "key"
    CURSOR = "cursor"
    CHOSEN = "chosen"
    HIT = "hit"
    FIGURE = "figure"
    SAME = "same"
    COMPATIBLE = "compatible"
    UPDATED = "updated"
    CONTRADICT = "contradict"
    HERE = "here"
    TRANSLATED = "translated"
    FAILED = "failed"


VERDICT_ROLE = {
    Verdict.SAME: Role.SAME,
    Verdict.COMPATIBLE: Role.COMPATIBLE,
    Verdict.UPDATED: Role.UPDATED,
    Verdict.CONTRADICT: Role.CONTRADICT,
}

SIGN = {
    Role.SAME: "=",
    Role.COMPATIBLE: "~",
    Role.UPDATED: "↻",
    Role.CONTRADICT: "≠",
    Role.FIGURE: "·",
}
"""The mark of each verdict, so that colour is never the only sign."""
