"""Whatever is typed is a query, and the reading says how it was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.query import LONGEST, All, Node, Query, Without, Words, parse_query


def shown(node: Node | None) -> str:
    """Write a query's meaning out in full."""
    if node is None:
        return "nothing"
    if isinstance(node, Words):
        words = " ".join(node.words) + ("*" if node.prefix else "~" if node.typing else "")
        quoted = f'"{words}"' if len(node.words) > 1 else words
        return quoted if node.field == "text" else f"{node.field}:{quoted}"
    if isinstance(node, Without):
        return f"NOT {shown(node.part)}"
    joined = (" AND " if isinstance(node, All) else " OR ").join(shown(part) for part in node.parts)
    return f"({joined})"


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("microsoft mistral", "(microsoft AND mistral)"),
        ("a AND b OR c", "((a AND b) OR c)"),
        ("a (b OR c)", "(a AND (b OR c))"),
        ("a NOT b", "(a AND NOT b)"),
        ("a -b", "(a AND NOT b)"),
        ("NOT (a b)", "NOT (a AND b)"),
        ("a-b", '"a b"'),
        ('"dos palabras" tres', '("dos palabras" AND tres)'),
        ("“dos palabras”", '"dos palabras"'),
        ("inver*", "inver*"),
        ("2.100 millones", '("2 100" AND millones)'),
        ("l'accordo", '"l accordo"'),
        ("lang:es inversión", "(language:es AND inversión)"),
        ('title:"uno dos" source:(El Faro)', '(title:"uno dos" AND (source:El AND source:Faro))'),
        ("and or not", "(and AND or AND not)"),
        ("", "nothing"),
        ("   ", "nothing"),
    ],
)
def test_a_query_that_is_read_as_typed(typed: str, meaning: str) -> None:
    query = parse_query(typed)
    assert (shown(query.node), query.reading) == (meaning, "")


@pytest.mark.parametrize(
    ("typed", "meaning", "reading"),
    [
        ('"azul claro', '"azul claro"', "quotation mark is not closed"),
        ("a OR", "a", "OR joins nothing"),
        ("OR a", "a", "OR joins nothing"),
        ("a AND OR b", "(a AND b)", "OR joins nothing"),
        ("NOT", "nothing", "NOT excludes nothing"),
        ("lang:", "nothing", "lang: names nothing"),
        ("lang: source:x", "source:x", "lang: names nothing"),
        ("autor:juan", "(autor AND juan)", "no field autor:"),
        ("(a b", "(a AND b)", "parenthesis is not closed"),
        ("a) b", "(a AND b)", "has no opening one"),
        ("() a", "a", "empty parentheses"),
        ('"" a', "a", "empty phrase"),
        ("€ a", "a", "holds no word"),
        ("(" * 30 + "a" + ")" * 30, "a", "to a depth of"),
    ],
)
def test_a_query_that_does_not_parse_is_still_answered(typed: str, meaning: str, reading: str) -> None:
    query = parse_query(typed)
    assert shown(query.node) == meaning
    assert reading in query.reading


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("gob", "gob~"),
        ("lang:es gob", "(language:es AND gob~)"),
        ("a OR gob", "(a OR gob~)"),
        ("gob ", "gob"),
        ('"un gob"', '"un gob"'),
        ("a -gob", "(a AND NOT gob)"),
        ("inv*", "inv*"),
    ],
)
def test_while_typing_the_last_word_may_go_on(typed: str, meaning: str) -> None:
    assert shown(parse_query(typed, as_typed=True).node) == meaning


@given(st.text(alphabet='ab"():-* ORANDT\x1b\u202elang€', max_size=80) | st.text(max_size=80), st.booleans())
def test_any_text_is_a_query(typed: str, as_typed: bool) -> None:
    query = parse_query(typed, as_typed)
    assert isinstance(query, Query)
    assert "\n" not in query.reading
    assert "\x1b" not in query.reading + shown(query.node)


@pytest.mark.parametrize("piece", ["(", ")", '"', "a ", "NOT ", "-", "a:", "(a OR "])
def test_a_very_long_query_is_cut_and_answered(piece: str) -> None:
    assert len(shown(parse_query(piece * 100_000).node)) < 10 * LONGEST
