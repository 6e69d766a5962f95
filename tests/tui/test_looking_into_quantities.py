"""Camps, scale, detail, table and choice of quantities: pure functions, and their keys."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.article import Article
from search.compare import Comparison, Pair, Quantity, Statement, Verdict, compare
from search.figures import Figure, Kind
from tui.text.camps import camps
from tui.text.choosing import Choice, chosen, described, next_kind
from tui.text.detail import lay_out_detail
from tui.text.matrix import lay_out_matrix
from tui.text.rows import Row, row_width
from tui.text.sheet import lay_out_sheet

TEXTS = {
    "A": "The fire destroyed 12 houses on Monday. Insurers put the damage at 4.2 million euros.",
    "B": "The fire destroyed 12 houses on Monday. Insurers put the damage at 9 million euros.",
    "C": "The fire destroyed 12 houses on Monday. Insurers put the damage at 4.2 million euros.",
}


def text_of(row: Row) -> str:
    return "".join(run.text for run in row).rstrip()


def hand_made(verdicts: dict[tuple[int, int], Verdict], number: int) -> Comparison:
    """One quantity of so many sources; pairs that are not named are the same."""
    articles = tuple(Article(f"{n}.txt", "", f"Paper {n}", "en", None, "It cost 5 euros.") for n in range(number))
    figure = Figure(8, 15, "5 euros", Kind.MONEY, Decimal(5), Decimal(5), "EUR")
    statements = tuple(Statement(n, figure, (0, 16), "price", normalised="5 EUR") for n in range(number))
    pairs = tuple(
        Pair(a, b, verdicts.get((a, b), Verdict.SAME), f"{a} and {b}")
        for a in range(number)
        for b in range(a + 1, number)
    )
    worst = max((pair.verdict for pair in pairs), key=list(Verdict).index)
    quantity = Quantity("price", "price", tuple(range(number)), tuple(range(len(pairs))), worst, "a reason")
    return Comparison(articles, statements, pairs, (quantity,), ())


def test_those_who_agree_stand_in_one_camp_and_the_larger_camp_is_the_first() -> None:
    at_odds = {(0, 1): Verdict.CONTRADICT, (0, 2): Verdict.CONTRADICT}
    comparison = hand_made(at_odds, 3)
    assert camps(comparison, comparison.quantities[0]) == ((1, 2), (0,))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 6), st.data())
def test_no_two_of_a_camp_are_at_odds_and_none_is_lost(number: int, data) -> None:
    verdicts = {(a, b): data.draw(st.sampled_from(Verdict)) for a in range(number) for b in range(a + 1, number)}
    comparison = hand_made(verdicts, number)
    sides = camps(comparison, comparison.quantities[0])
    assert sorted(index for side in sides for index in side) == list(range(number))
    for side in sides:
        for a in side:
            for b in side:
                assert verdicts.get((a, b)) not in (Verdict.CONTRADICT, Verdict.UPDATED)


@pytest.fixture(scope="module")
def fire() -> Comparison:
    return compare([Article(f"{name}.txt", "Fire", f"Paper {name}", "en", None, text) for name, text in TEXTS.items()])


def test_the_detail_quotes_each_source_and_says_why(fire: Comparison) -> None:
    quantity = next(q for q in fire.quantities if q.verdict is Verdict.CONTRADICT)
    rows = [text_of(row) for row in lay_out_detail(fire, quantity, 90)]
    drawn = "\n".join(rows)
    for expected in ("Insurers put the damage at 9 million euros.", "1 Paper A", "●", "2 sources", "against it", "Why"):
        assert expected in drawn, drawn
    assert "Taken for one quantity, because" in drawn


@pytest.mark.parametrize("width", [10, 24, 40, 80, 200])
def test_no_row_of_detail_or_table_is_wider_than_the_screen(width: int, fire: Comparison, story: Comparison) -> None:
    for comparison in (fire, story):
        for quantity in comparison.quantities:
            for row in lay_out_detail(comparison, quantity, max(width, 20)):
                assert row_width(row) <= max(width, 20), text_of(row)
        for row in lay_out_matrix(comparison, range(len(comparison.quantities)), max(width, 24)):
            assert row_width(row) <= max(width, 24), text_of(row)


def test_the_table_has_a_cell_for_each_source_also_of_many() -> None:
    comparison = hand_made({(0, 1): Verdict.CONTRADICT}, 12)
    rows = [text_of(row) for row in lay_out_matrix(comparison, [0], 60)]
    drawn = "\n".join(rows)
    for number in range(12):
        assert f"{number + 1} Paper" in drawn
    assert drawn.count("5 euros") == 12
    assert "≠5 euros" in drawn


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("number", [2, 5, 8, 12])
def test_the_table_shows_each_value_to_its_end_and_its_tables_are_even(number: int, width: int) -> None:
    comparison = hand_made({(0, 1): Verdict.CONTRADICT}, number)
    written = "dix-sept millions et demi d'euros"
    figure = replace(comparison.statements[1].figure, text=written)
    first, second, *others = comparison.statements
    comparison = replace(comparison, statements=(first, replace(second, figure=figure), *others))
    rows = [text_of(row) for row in lay_out_matrix(comparison, [0], width)]
    drawn = " ".join(" ".join(rows).split())
    for word in written.split():
        assert word in drawn, drawn
    assert "…" not in drawn
    heads = [row.count(" Paper") for row in rows if " Paper" in row]
    assert sum(heads) == number
    assert max(heads) - min(heads) < len(heads)


def test_a_further_table_leaves_out_what_none_of_its_sources_states(story: Comparison) -> None:
    drawn = [text_of(row) for row in lay_out_matrix(story, range(len(story.quantities)), 40)]
    assert sum("valuation" in row for row in drawn) < sum("─" in row for row in drawn)


def test_a_source_differs_where_it_is_at_odds_with_another_not_where_it_fits(fire: Comparison) -> None:
    at_odds, alike = (
        next(i for i, q in enumerate(fire.quantities) if (q.verdict is Verdict.CONTRADICT) is each)
        for each in (True, False)
    )
    pair = fire.pairs[fire.quantities[alike].pairs[0]]
    pairs = tuple(replace(each, verdict=Verdict.COMPATIBLE) if each is pair else each for each in fire.pairs)
    assert chosen(replace(fire, pairs=pairs), Choice(source=1)) == (at_odds,)


def test_who_was_read_alike_is_named_in_one_line(fire: Comparison) -> None:
    quantity = next(q for q in fire.quantities if q.verdict is Verdict.CONTRADICT)
    drawn = [text_of(row).strip() for row in lay_out_detail(fire, quantity, 90)]
    reasons = [row for row in drawn[drawn.index("Taken for one quantity, because") + 1 :] if ": " in row]
    texts = [row.split(": ", 1)[1] for row in reasons]
    assert len(texts) == len(set(texts)), reasons


def test_a_choice_leaves_the_rest_out_and_says_so_in_words(story: Comparison) -> None:
    only = chosen(story, Choice(contradictions=True))
    assert only == tuple(i for i, q in enumerate(story.quantities) if q.verdict is Verdict.CONTRADICT)
    assert chosen(story, Choice()) == tuple(range(len(story.quantities)))
    against = chosen(story, Choice(source=0))
    assert against
    assert all(
        any(story.statements[number].article == 0 for number in story.quantities[index].statements) for index in against
    )
    assert described(Choice(True, "money", 1), ("A", "B")) == "contradictions, money, 2 B against the rest"


def test_kinds_come_one_after_the_other_and_then_all(story: Comparison) -> None:
    choice, seen = Choice(), []
    for _ in range(20):
        choice = next_kind(story, choice)
        if not choice.kind:
            break
        seen.append(choice.kind)
        assert chosen(story, choice)
    assert len(seen) == len(set(seen)) > 0
    assert choice == Choice()


def test_from_a_hundred_columns_the_sides_stand_beside_each_other(fire: Comparison) -> None:
    rows = [text_of(row) for row in lay_out_sheet(fire, 120).rows]
    (row,) = [row for row in rows if "9 million" in row and "│" in row]
    assert row.index("4.2 million") < row.index("│") < row.index("9 million")
    assert all("│" not in text_of(row) for row in lay_out_sheet(fire, 99).rows)


@pytest.mark.parametrize("width", [40, 99, 100, 140, 220])
def test_no_row_of_a_split_sheet_is_too_wide(width: int, fire: Comparison) -> None:
    long = "A very long name of a newspaper " * 3
    wide = replace(fire, articles=tuple(replace(article, source=long) for article in fire.articles))
    for comparison in (fire, wide):
        for row in lay_out_sheet(comparison, width).rows:
            assert row_width(row) <= width, text_of(row)


@pytest.mark.usefixtures("by_hand")
async def test_the_keys_of_quantities(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
        await pilot.press("c")
        await until(pilot, lambda: app.screen.comparing and app.screen.query_one("#compare").comparison)
        await pilot.press("n", "enter")
        await until(pilot, lambda: "un movimiento estratégico" in picture(app) and "esc closes" in picture(app))
        await pilot.press("escape", "v")
        await until(pilot, lambda: "Quantities by source" in picture(app) and "≠2.100" in picture(app))
        await pilot.press("escape", "c")
        await until(pilot, lambda: "only contradictions: 1 of 4 (c shows all)" in picture(app))
        await pilot.press("n", "n")
        assert app.screen.query_one("#compare").quantity == 0
        await pilot.press("c", "n", "n", "n", "n")
        await until(pilot, lambda: "That was all of them" in picture(app))
        await pilot.press("f")
        await until(pilot, lambda: "only money" in picture(app))
        await pilot.press("c", "r")
        await until(pilot, lambda: "against the rest" in picture(app))


@pytest.mark.usefixtures("by_hand")
async def test_comparing_what_a_search_lists_says_that_others_are_left_out(reader, until, picture) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 5)
        await pilot.press("slash", *"millones", "enter")
        await until(pilot, lambda: len(app.screen.query_one("#articles").entries) == 2)
        await pilot.press("c")
        await until(pilot, lambda: "2 articles that the search lists; 3 others are left out." in picture(app))
