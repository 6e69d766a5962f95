"""Whether two figures fit together."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.compare import rates
from search.compare.comparison import Verdict
from search.compare.rates import Rate, ecb_rate
from search.compare.values import comparable, judge, plain, short
from search.figures import Approximation, Figure, Kind

TABLE = tomllib.loads(Path(__file__).with_name("values.toml").read_text("utf-8"))["pair"]


def figure(kind, value, unit="", step="1"):
    common = {"start": 0, "end": 1, "text": value, "kind": Kind(kind), "unit": unit, "step": Decimal(step)}
    if kind in ("date", "time"):
        return Figure(low=None, high=None, moment=value, **common)
    if value.startswith(">="):
        return Figure(low=Decimal(value[2:]), high=None, approximation=Approximation.AT_LEAST, **common)
    if value.startswith("<="):
        return Figure(low=None, high=Decimal(value[2:]), approximation=Approximation.AT_MOST, **common)
    if ".." in value:
        low, high = value.split("..")
        return Figure(low=Decimal(low), high=Decimal(high), approximation=Approximation.BETWEEN, **common)
    number = Decimal(value.lstrip("~"))
    approximation = Approximation.ABOUT if value.startswith("~") else Approximation.EXACT
    return Figure(low=number, high=number, approximation=approximation, **common)


def reference_rate(source, target):
    return ecb_rate(source, target, date(2024, 2, 26))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
def test_the_table_of_pairs(row):
    a, b = figure(*row["a"]), figure(*row["b"])
    for first, second in ((a, b), (b, a)):
        if row["verdict"] == "incomparable":
            assert not comparable(first, second)
            continue
        assert comparable(first, second)
        outcome = judge(first, second, reference_rate)
        assert (outcome.verdict.value if outcome.verdict else "unknown") == row["verdict"], outcome.reason
        assert outcome.reason


def test_a_conversion_shows_rate_and_day():
    outcome = judge(
        figure("money", "15000000", "EUR", "1000000"), figure("money", "~16300000", "USD", "100000"), reference_rate
    )
    assert outcome.verdict is Verdict.COMPATIBLE
    assert "1.0852" in outcome.reason
    assert "ECB, 2024-02-26" in outcome.reason


def test_a_factor_of_a_thousand_is_named_as_a_possible_slip():
    outcome = judge(figure("money", "3000000000", "EUR"), figure("money", "3000000", "EUR"), reference_rate)
    assert outcome.verdict is Verdict.CONTRADICT
    assert "slip" in outcome.reason


def test_a_stated_rate_is_used_when_given():
    rate = Rate("EUR", "USD", Decimal("1.9"), Decimal("2.1"), Decimal(2), "stated in article 1")
    outcome = judge(
        figure("money", "10000000", "EUR", "1000000"), figure("money", "20000000", "USD", "1000000"), lambda *_: rate
    )
    assert outcome.verdict is Verdict.COMPATIBLE
    assert "stated in article 1" in outcome.reason


@pytest.mark.parametrize(
    ("currency", "day"),
    [("ARS", date(2024, 1, 1)), ("RUB", date(2023, 1, 1)), ("USD", date(1990, 1, 1)), ("XYZ", date(2024, 1, 1))],
)
def test_a_rate_that_nobody_published_is_unknown(currency, day):
    assert ecb_rate("EUR", currency, day) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("16278000", "16.28 million"),
        ("129.04", "129"),
        ("0.4567", "0.4567"),
        ("2100000000", "2\N{NO-BREAK SPACE}100 million"),
        ("0", "0"),
    ],
)
def test_numbers_for_people(value, shown):
    assert short(Decimal(value)) == shown


def test_a_value_in_plain_notation():
    assert plain(figure("money", "~2100000000", "USD")) == "about 2\N{NO-BREAK SPACE}100 million USD"
    assert plain(figure("count", ">=300", "people")) == "≥ 300"
    assert plain(figure("date", "2024-02")) == "2024-02"


values = st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False)


@given(values, values, st.sampled_from(["", "~"]), st.sampled_from(["1", "10", "0.1"]))
def test_a_judgement_does_not_depend_on_the_order(x, y, hedge, step):
    a, b = figure("count", f"{hedge}{x}", "", step), figure("count", str(y), "", "1")
    assert judge(a, b, reference_rate).verdict is judge(b, a, reference_rate).verdict


@given(values, st.sampled_from(["", "~", ">=", "<="]))
def test_a_figure_agrees_with_itself(x, bound):
    a = figure("money", f"{bound}{x}", "EUR")
    assert judge(a, a, reference_rate).verdict is Verdict.SAME


def test_an_article_newer_than_the_rates_gets_the_last_one():
    last = rates._last_day("USD")
    later = ecb_rate("EUR", "USD", last + timedelta(days=30))
    assert later is not None
    assert later.origin == f"ECB, {last.isoformat()}"
    assert ecb_rate("EUR", "USD", date(2099, 1, 1)) is None
