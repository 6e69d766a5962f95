from datetime import date

import pytest

from search.article import Article
from search.compare import Comparison, NotCompared, Pair, Quantity, Statement, Verdict, compare
from search.figures import Figure, Kind
from tui.roles import Role
from tui.text.arrange import bring_in, members, pane_count
from tui.text.rows import Row, row_width
from tui.text.sheet import lay_out_sheet, summary


def text_of(row: Row) -> str:
    return "".join(run.text for run in row).rstrip()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 220])
def test_no_row_is_wider_than_the_panel(width: int, story: Comparison) -> None:
    for row in lay_out_sheet(story, width).rows:
        assert row_width(row) <= width, text_of(row)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_each_quantity_has_a_head_and_a_line_for_each_source(width: int, story: Comparison) -> None:
    sheet = lay_out_sheet(story, width)
    for number, quantity in enumerate(story.quantities):
        rows = [text_of(row) for row, owner in zip(sheet.rows, sheet.quantity_of, strict=True) if owner == number]
        assert quantity.label in rows[0]
        written = [story.statements[each].figure.text for each in quantity.statements]
        for text in written:
            assert any(text[:20] in row for row in rows), (text, rows)


def test_a_line_says_to_which_source_its_sign_refers(story: Comparison) -> None:
    rows = [text_of(row) for row in lay_out_sheet(story, 140).rows]
    (line,) = [row for row in rows if "400 milioni" in row]
    assert line.split()[0] == "~"
    narrow = [text_of(row) for row in lay_out_sheet(story, 80).rows]
    place = next(number for number, row in enumerate(narrow) if "15 millions d'euros" in row)
    assert narrow[place].split()[0] == "="
    assert narrow[place + 1].strip() == "as in 4"


def test_values_that_contradict_have_the_look_of_a_contradiction(story: Comparison) -> None:
    looks = {run.text: run.roles for row in lay_out_sheet(story, 140).rows for run in row}
    assert looks["2.100 millones de dólares"] == (Role.CONTRADICT,)
    assert looks["2.000 millones de euros"] == (Role.SAME,)


def test_what_was_not_compared_comes_last_with_its_reason(story: Comparison) -> None:
    rows = [text_of(row) for row in lay_out_sheet(story, 200).rows]
    place = next(number for number, row in enumerate(rows) if "not compared, because" in row)
    assert "no other source states this quantity" in rows[place + 1]
    assert all("no other source" not in row for row in rows[:place])


def test_an_article_that_was_left_out_is_named() -> None:
    article = Article("x.txt", "", "Gazette", "xx", None, "Text.")
    comparison = Comparison((article,), (), (), (), (NotCompared("no figures are read in xx", article=0),))
    rows = [text_of(row) for row in lay_out_sheet(comparison, 80).rows]
    assert any("1 Gazette: no figures are read in xx" in row for row in rows)


def test_nothing_to_compare_is_said() -> None:
    assert "No figure" in text_of(lay_out_sheet(Comparison((), (), (), (), ()), 80).rows[0])


def test_the_summary_counts_each_verdict(story: Comparison) -> None:
    assert summary(story).startswith("≠ 1 contradiction   ~ 2 compatible   = 1 same   · ")


@pytest.mark.parametrize(
    ("articles", "width", "panes"),
    [(2, 80, 2), (4, 80, 2), (3, 60, 1), (5, 140, 3), (9, 500, 4), (1, 200, 1), (3, 10, 1)],
)
def test_as_many_panes_as_fit(articles: int, width: int, panes: int) -> None:
    assert pane_count(articles, width) == panes


def test_articles_that_state_the_quantity_take_the_place_of_those_that_do_not() -> None:
    assert bring_in((0, 1, 2, 3), (7, 2), panes=4, articles=9) == (0, 1, 2, 7)
    assert bring_in((), (), panes=2, articles=5) == (0, 1)
    assert bring_in((0, 1), (4,), panes=1, articles=5) == (4,)


def test_those_who_decided_the_verdict_come_first(story: Comparison) -> None:
    assert members(story, story.quantities[0]) == (0, 3, 4)


def test_the_head_drops_words_before_it_is_cut(story: Comparison) -> None:
    whole = summary(story)
    for width in range(20, len(whole) + 1):
        text = summary(story, width)
        assert len(text) <= width or text == summary(story, 1)
        assert [word for word in text.split() if word.isdigit()] == [w for w in whole.split() if w.isdigit()]


def test_the_columns_of_split_quantities_stand_below_each_other() -> None:
    texts = (
        "The fire killed 4 people. Insurers put the damage at 9 million euros.",
        "The fire killed 5 people. Insurers put the damage at 90 million euros.",
    )
    comparison = compare(
        [
            Article(f"{name}.txt", "", name, "en", None, text)
            for name, text in zip(("Gazette", "The Evening Standard"), texts, strict=True)
        ]
    )
    rows = [text_of(row) for row in lay_out_sheet(comparison, 200).rows if "│" in text_of(row)]
    assert len(rows) == 2
    assert len({row.index("│") for row in rows}) == 1
    assert rows[0].index("│") < 70
    assert len({row.index(" en ", row.index("│")) for row in rows}) == 1


def test_a_line_says_whether_its_article_is_earlier_or_later_than_the_one_it_differs_from() -> None:
    days = (date(2024, 5, 15), date(2024, 5, 15), date(2024, 5, 14), date(2024, 5, 16), None)
    values = ("7", "7", "4", "9", "8")
    articles = tuple(Article(f"{n}.txt", "", f"Gazette {n}", "en", day, "Dead: 7.") for n, day in enumerate(days))
    statements = tuple(
        Statement(n, Figure(6, 7, value, Kind.COUNT, None, None, ""), (0, 8), normalised=value)
        for n, value in enumerate(values)
    )
    pairs = tuple(Pair(a, b, Verdict.UPDATED, "a running count") for a in range(5) for b in range(a + 1, 5))
    dead = Quantity("dead", "death", (0, 1, 2, 3, 4), tuple(range(len(pairs))), Verdict.UPDATED, "a running count")
    rows = [
        text_of(row).strip() for row in lay_out_sheet(Comparison(articles, statements, pairs, (dead,), ()), 80).rows
    ]
    assert "later than in 1, 7" in rows[rows.index("earlier than in 1, 7") + 1 :]
    assert rows[-1] == "otherwise in 1, 7", "where a day is not known, nothing is said of it"
