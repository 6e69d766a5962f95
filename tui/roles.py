"""The roles that text plays on the screen; a theme gives each of them a look."""

from enum import StrEnum


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


VERDICT_ROLE: dict[str, Role] = {
    "same": Role.SAME,
    "compatible": Role.COMPATIBLE,
    "updated": Role.UPDATED,
    "contradict": Role.CONTRADICT,
}
"""Roles of the values of `search.compare.Verdict`, which is too heavy to import before the first paint."""

SIGN = {
    Role.SAME: "=",
    Role.COMPATIBLE: "~",
    Role.UPDATED: "↻",
    Role.CONTRADICT: "≠",
    Role.FIGURE: "·",
}
"""The mark of each verdict, so that colour is never the only sign."""
