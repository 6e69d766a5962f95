"""What to call a quantity, and how to say why a figure was read as a statement of it."""

from collections import Counter
from collections.abc import Sequence

from search.compare.mention import Mention


def label(mentions: Sequence[Mention]) -> tuple[str, str]:
    """A short name for people and the concept's identifier: ("investment · mistral", "investment")."""
    score: Counter[str] = Counter()
    sources = len({m.article for m in mentions})
    for mention in mentions:
        for name, closeness in mention.context.concepts.items():
            score[name] += closeness  # type: ignore[assignment]
        for name in mention.heads[:1]:
            score[name] += 0.5  # type: ignore[assignment]
    shared = [
        name for name, _ in score.most_common(8) if sum(name in m.context.concepts for m in mentions) > sources / 2
    ]
    heads = Counter(m.heads[0] for m in mentions if m.heads)
    concept = heads.most_common(1)[0][0] if heads and heads.most_common(1)[0][1] > len(mentions) / 2 else ""
    parts = ([concept] if concept else []) + [name for name in shared if name != concept]
    text = " · ".join(part.replace("_", " ") for part in parts[:2])
    return text or mentions[0].figure.kind.value, concept


def statement_reason(mention: Mention) -> str:
    """Why a figure was read as it was: concept, role, object."""
    parts = [f"measures {mention.heads[0].replace('_', ' ')}"] if mention.heads else []
    if mention.role:
        parts.append(mention.role.replace("_", " "))
    if mention.objects:
        parts.append("of " + ", ".join(sorted(mention.objects)))
    return "; ".join(parts)
