"""What to call a quantity, and how to say why a figure was read as a statement of it."""

from collections import Counter
from collections.abc import Callable, Sequence

from search.compare.mention import Mention

_CLOSE = 0.35


def label(mentions: Sequence[Mention]) -> tuple[str, str]:
    """A short name for people and the concept's identifier: ("investment · Mistral", "investment").

    The first word is what most of them measure or count, the second the closest other word or name they share.
    """
    measured = _most_common(mentions, lambda m: [*m.counted, *m.heads[:1]])
    score: dict[str, float] = {}
    for mention in mentions:
        for name, closeness in mention.context.concepts.items():
            score[name] = score.get(name, 0.0) + closeness
        for name, closeness in mention.context.names.items():
            score[name.title()] = score.get(name.title(), 0.0) + closeness
    close = [name for name, total in score.items() if total >= _CLOSE * len(mentions)]
    ranked = sorted(close, key=lambda name: (-score[name], name))
    parts = [measured, *(name for name in ranked if name != measured)] if measured else ranked
    text = " · ".join(part.replace("_", " ") for part in parts[:2])
    return text or mentions[0].figure.kind.value, measured


def _most_common(mentions: Sequence[Mention], names: Callable[[Mention], Sequence[str]]) -> str:
    count = Counter(name for mention in mentions for name in dict.fromkeys(names(mention)))
    best = max(count, key=lambda name: (count[name], name), default="")
    return best if best and count[best] > len(mentions) / 2 else ""


def statement_reason(mention: Mention) -> str:
    """Why a figure was read as it was: concept, role, object."""
    parts = [f"measures {mention.heads[0].replace('_', ' ')}"] if mention.heads else []
    if mention.role:
        parts.append(mention.role.replace("_", " "))
    if mention.objects:
        parts.append("of " + ", ".join(sorted(mention.objects)))
    return "; ".join(parts)
