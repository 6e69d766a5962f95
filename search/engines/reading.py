"""How a query was read, in words."""

from search.engines.query import All, Asked, Days, Either, Node, Without, Words

_IN_FIELD = {"title": " in the title", "source": " in the name of the source"}


def describe(node: Node | None) -> str:
    """Return what a query asks for, as one sentence without a full stop.

    >>> describe(Words(("inver",), prefix=True))
    'articles with a word that begins with “inver”'
    """
    return f"articles {_part(node)}" if node is not None else "nothing is asked for"


def _part(node: Node) -> str:
    match node:
        case Words(field="language"):
            return " and ".join(f"in the language {word.lower()}" for word in node.words)
        case Words():
            return f"with {_words(node)}{_IN_FIELD.get(node.field, '')}"
        case Days():
            return _days(node)
        case Asked(field="has"):
            return f"with a {node.text}"
        case Asked(field="figure"):
            return f"with a figure of {node.text}"
        case Asked():
            return f"with a figure on {node.text}"
        case Without():
            return f"not ({_part(node.part)})"
        case Either():
            return f"({' or '.join(_part(part) for part in node.parts)})"
        case All():
            return ", ".join(_part(part) for part in node.parts)


def _words(node: Words) -> str:
    text = " ".join(node.words)
    if len(node.words) > 1:
        kind = "the phrase"
    elif node.prefix:
        return f"a word that begins with “{text}”"
    elif node.fuzzy:
        return f"a word like “{text}”, one letter apart"
    else:
        kind = "the word" if node.field == "source" else "any form of the word"
    return f"{kind} “{text}”{' (which may go on)' if node.typing or node.prefix else ''}"


def _days(node: Days) -> str:
    first, last = (f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}" for day in (node.first, node.last))
    if node.first <= 10101:
        return f"published until {last}"
    if node.last >= 99991231:
        return f"published from {first} on"
    return f"published on {first}" if first == last else f"published from {first} to {last}"
