"""Whatever is typed is a query, and the reading says how it was read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.query import (
    LONGEST,
    MOST_OPEN,
    MOST_WORDS,
    All,
    Asked,
    Days,
    Node,
    Query,
    Without,
    Words,
    parse_query,
)
from search.engines.reading import describe


def shown(node: Node | None) -> str:
    """Write a query's meaning out in full."""
    if node is None:
        return "nothing"
    if isinstance(node, Words):
        words = " ".join(node.words) + ("*" if node.prefix else "~" if node.typing else "±" if node.fuzzy else "")
        quoted = f'"{words}"' if len(node.words) > 1 else words
        return quoted if node.field == "text" else f"{node.field}:{quoted}"
    if isinstance(node, Days):
        return f"{node.first}-{node.last}"
    if isinstance(node, Asked):
        return f"{node.field}<{node.text}>"
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
        ("mistrl~", "mistrl±"),
        ("mistrl~1 x", "(mistrl± AND x)"),
        ("date:2024", "20240101-20241231"),
        ("date:2024-02 x", "(20240201-20240229 AND x)"),
        ("date:2024-01..2024-03", "20240101-20240331"),
        ("date:2024-02-17", "20240217-20240217"),
        ("date:..2023", "10101-20231231"),
        ("figure:3% x", "(figure<3%> AND x)"),
        ("figure:10..20M EUR x", "(figure<10..20M EUR> AND x)"),
        ("figure:>1000 person x", "(figure<>1000 person> AND x)"),
        ("figure:>1000 x", "(figure<>1000> AND x)"),
        ('figure:"15 millones de euros" x', "(figure<15 millones de euros> AND x)"),
        ("quantity:deaths -x", "(quantity<deaths> AND NOT x)"),
        ("and or not", "(and AND or AND not)"),
        ("", "nothing"),
        ("   ", "nothing"),
    ],
)
def test_a_query_that_is_read_as_typed(typed: str, meaning: str) -> None:
    query = parse_query(typed, is_unit={"EUR", "person"}.__contains__)
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
        ("date:soon a", "a", "“soon” is no date"),
        ("a* " * 20, f"({' AND '.join(['a*'] * MOST_OPEN)})", "words were read"),
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


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("date:today", "20240306-20240306"),
        ("date:yesterday", "20240305-20240305"),
        ("date:last week", "20240226-20240303"),
        ('date:"last week"', "20240226-20240303"),
        ("date:this-month", "20240301-20240306"),
        ("date:last month x", "(20240201-20240229 AND x)"),
        ("date:last 7 days", "20240229-20240306"),
        ("date:last year", "20230101-20231231"),
        ("date:last quarter", "20231001-20231231"),
    ],
)
def test_days_are_reckoned_from_today_and_said(typed: str, meaning: str) -> None:
    query = parse_query(typed, today=date(2024, 3, 6))
    assert shown(query.node) == meaning
    assert "was read as 20" in query.reading


@pytest.mark.parametrize("typed", ["* " * 10_000, "a* " * 10_000, "a~ " * 10_000, "a OR " * 10_000, "x" * 1_000_000])
def test_a_hostile_query_is_read_in_part(typed: str) -> None:
    query = parse_query(typed)
    assert shown(query.node).count("a") <= MOST_WORDS
    assert query.reading


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("", "nothing is asked for"),
        ("inver*", "articles with a word that begins with “inver”"),
        ("a -lang:es", "articles with any form of the word “a”, not (in the language es)"),
        ('title:"a b" OR date:2024-02', None),
        ("date:2024-02..", "articles published from 2024-02-01 on"),
        ("figure:3%", "articles with a figure of 3%"),
    ],
)
def test_what_a_query_asks_is_told_in_words(typed: str, meaning: str | None) -> None:
    told = describe(parse_query(typed).node)
    expected = "articles (with the phrase “a b” in the title or published from 2024-02-01 to 2024-02-29)"
    assert told == (meaning or expected)


@pytest.mark.parametrize("typed", ['figure:"" bridge', 'bridge quantity:""', 'figure:("  ") bridge'])
def test_what_asks_for_nothing_is_left_out_and_said(typed: str) -> None:
    query = parse_query(typed)
    assert isinstance(query.node, Words)
    assert "asks for nothing and was left out" in query.reading
