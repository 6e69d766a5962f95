"""The chart of a quantity: one unit, one axis, who on which side; and how the terminal and the page draw it."""

import xml.etree.ElementTree as ElementTree

import pytest

from search.report.chart import chart
from search.report.plot import cells, plot
from search.report.sides import Side
from search.report.svg import svg


def quantity(comparison, label):
    return next(quantity for quantity in comparison.quantities if label in quantity.label)


@pytest.fixture(scope="module")
def money(seeds):
    return chart(seeds, quantity(seeds, "investment"), "en")


@pytest.fixture(scope="module")
def deaths(compared):
    counts = ((12, 1), (12, 1), (19, 3), (31, 4))
    comparison = compared(
        *(f"The flood killed {count} people." for count, _ in counts), days=[day for _, day in counts]
    )
    return chart(comparison, comparison.quantities[0], "en")


def test_other_currencies_stand_on_the_axis_at_the_rate_an_article_states(money):
    assert money.unit == "US dollars"
    first, *others = money.marks
    assert first.side is Side.FIRST
    assert {mark.side for mark in others} == {Side.OTHER}
    assert [mark.note for mark in money.marks] == ["", *["at 1.0867 (stated in article 5)"] * 2, ""]
    assert max(mark.start for mark in others) - min(mark.start for mark in others) < 0.01


def test_an_axis_over_decades_goes_by_powers_of_ten(money):
    assert money.axis.logarithmic
    assert [tick.label for tick in money.axis.ticks] == ["$10 million", "$100 million", "$1 billion"]


def test_a_month_is_a_range_and_a_day_in_it_a_dot(seeds):
    picture = chart(seeds, quantity(seeds, "announce"), "en")
    day, month = picture.marks
    assert month.start < day.start == day.end < month.end


def test_bounds_are_open_and_hedges_reach(compared):
    comparison = compared(
        "The takeover cost Acme more than 30 million euros.", "The takeover cost Acme about 50 million euros."
    )
    open_, hedged = chart(comparison, comparison.quantities[0], "en").marks
    assert open_.open_above
    assert not open_.open_below
    assert hedged.least < hedged.start < hedged.most


def test_values_that_agree_are_not_torn_apart(compared):
    comparison = compared("The takeover cost Acme 30.1 million euros.", "The takeover cost Acme 30 million euros.")
    first, second = chart(comparison, comparison.quantities[0], "en").marks
    assert abs(first.start - second.start) < 0.02


def test_values_without_a_rate_are_named_and_not_placed(compared):
    comparison = compared(*["The takeover cost Acme 30 million euros."] * 2)
    picture = chart(comparison, comparison.quantities[0], "en")
    assert (len(picture.marks), picture.missing) == (2, ())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_terminal_plot_fits_and_shows_each_statement(seeds, earthquake, width):
    for comparison in (seeds, earthquake):
        for each in comparison.quantities:
            picture = chart(comparison, each, "en")
            rows = plot(picture, width)
            assert [row.statement for row in rows if row.side] == [
                mark.statement
                for mark in sorted(picture.marks, key=lambda m: (m.day, m.article) if picture.running else 0)
            ]
            assert not [row.text for row in rows if cells(row.text) > width]


def test_a_running_count_is_drawn_in_bars_that_grow_with_the_days(deaths):
    rows = [row.text for row in plot(deaths, 80) if row.side]
    assert deaths.running
    assert ["2024-03-01" in row for row in rows] == [True, True, False, False]
    assert [row.count("█") for row in rows] == sorted(row.count("█") for row in rows)


def test_the_svg_has_a_title_a_description_and_everything_in_its_frame(money, deaths):
    for picture in (money, deaths):
        root = ElementTree.fromstring(svg(picture, "q1", "en"))
        title, description = root[0], root[1]
        assert picture.label in title.text
        assert all(mark.value in description.text for mark in picture.marks)
        assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        _, _, width, height = map(float, root.get("viewBox").split())
        for shape in root.iter("circle"):
            assert 0 <= float(shape.get("cx")) <= width
            assert 0 <= float(shape.get("cy")) <= height


def test_names_cannot_break_out_of_the_svg(compared):
    evil = '"><script>alert(1)</script>'
    comparison = compared(
        "The takeover cost Acme 30 million euros.", "The takeover cost Acme 50 million euros.", sources=(evil, evil)
    )
    drawn = svg(chart(comparison, comparison.quantities[0], "en"), "q1", "en")
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn
