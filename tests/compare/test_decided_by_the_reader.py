"""What a person decided changes a comparison, in any order, and wherever the statements are found again."""

from dataclasses import replace
from datetime import date
from itertools import combinations, permutations

import pytest

from search.article import Article
from search.compare import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.compare.decided import DISMISSED, LEFT_ALONE, TAKEN_OUT, apply, dismiss, join, reference, take_out
from search.compare.values import judge
from search.decision import Act
from search.figures import find_figures

DAY = date(2024, 3, 1)


def article(body, path, day=DAY):
    return Article(path, "", "", "en", day, body)


FIRST = article("Acme paid a fine of 30 million euros. The plant in Leeds employs 400 people.", "a.txt")
SECOND = article("The fine for Acme was 50 million euros. Its Leeds plant employs 430 people.", "b.txt")
THIRD = article("Acme was fined 30 million euros.", "c.txt")
FOURTH = article("Acme was fined 70 million euros.", "d.txt")
FINE = {"30 million euros", "50 million euros", "70 million euros"}


def compared(*articles, quantities=(FINE, {"400", "430"})):
    """A comparison by hand: figures of one set are one quantity, all others are alone."""
    statements = [
        Statement(index, figure, (0, len(each.body)))
        for index, each in enumerate(articles)
        for figure in find_figures(each.body, each.language, each.published)
    ]
    pairs, found = [], []
    for number, written in enumerate(quantities):
        members = [i for i, each in enumerate(statements) if each.figure.text in written]
        own = []
        for a, b in combinations(members, 2):
            if statements[a].article != statements[b].article:
                outcome = judge(statements[a].figure, statements[b].figure, lambda _source, _target: None)
                own.append(len(pairs))
                pairs.append(Pair(a, b, outcome.verdict, outcome.reason))
        if own:
            worst = max((pairs[i] for i in own), key=lambda pair: list(Verdict).index(pair.verdict))
            found.append(Quantity(f"q{number}", "", tuple(members), tuple(own), worst.verdict, worst.reason))
    alone = set(range(len(statements))) - {i for quantity in found for i in quantity.statements}
    left = (NotCompared("only one source states it", tuple(sorted(alone))),) if alone else ()
    return Comparison(tuple(articles), tuple(statements), tuple(pairs), tuple(found), left)


@pytest.fixture(scope="module")
def comparison():
    return compared(FIRST, SECOND, THIRD)


def number_of(comparison, text):
    """Index of the quantity with a figure."""
    for index, quantity in enumerate(comparison.quantities):
        if text in {comparison.statements[i].figure.text for i in quantity.statements}:
            return index
    raise AssertionError(f"nothing was compared with {text}: {comparison.quantities}")


def statement(comparison, text, article=None):
    return next(
        index
        for index, each in enumerate(comparison.statements)
        if each.figure.text == text and article in (None, each.article)
    )


def texts(comparison, indices):
    return [comparison.statements[index].figure.text for index in indices]


def assert_sound(comparison):
    for quantity in comparison.quantities:
        pairs = [comparison.pairs[index] for index in quantity.pairs]
        assert pairs
        assert {i for pair in pairs for i in (pair.a, pair.b)} == set(quantity.statements)
        assert quantity.verdict is max((pair.verdict for pair in pairs), key=list(Verdict).index)
    assert sorted(i for q in comparison.quantities for i in q.pairs) == list(range(len(comparison.pairs)))
    told = {i for q in comparison.quantities for i in q.statements}
    told |= {i for entry in comparison.not_compared for i in entry.statements}
    assert told == set(range(len(comparison.statements)))


def test_a_dismissed_quantity_is_none_and_says_why(comparison):
    fine = number_of(comparison, "50 million euros")
    after = apply(comparison, [dismiss(comparison, fine)])
    assert_sound(after)
    assert len(after.quantities) == len(comparison.quantities) - 1
    (left,) = [entry for entry in after.not_compared if entry.reason == DISMISSED]
    assert left.by_reader
    assert left.statements == comparison.quantities[fine].statements


def test_a_statement_taken_out_loses_its_pairs(comparison):
    out = take_out(comparison, statement(comparison, "50 million euros"))
    after = apply(comparison, [out])
    assert_sound(after)
    fine = after.quantities[number_of(after, "30 million euros")]
    assert fine.verdict is Verdict.SAME
    assert fine.by_reader
    assert [texts(after, e.statements) for e in after.not_compared if e.reason == TAKEN_OUT] == [["50 million euros"]]


def test_what_is_left_alone_by_a_statement_taken_out_is_named(comparison):
    after = apply(comparison, [take_out(comparison, statement(comparison, "430"))])
    assert_sound(after)
    assert [texts(after, e.statements) for e in after.not_compared if e.reason == LEFT_ALONE] == [["400"]]


def test_joined_quantities_are_judged_by_their_values():
    articles = [
        article("The dam cost 30 million euros. It holds 12 million litres.", "a.txt"),
        article("The dam cost 30 million euros. It holds 12 million litres.", "b.txt"),
        article("Engineers in Ostrava spent 45 million euros on concrete walls.", "c.txt"),
        article("Engineers in Ostrava spent 45 million euros on concrete walls.", "d.txt"),
    ]
    comparison = compared(*articles, quantities=({"30 million euros"}, {"45 million euros"}))
    one, other = number_of(comparison, "30 million euros"), number_of(comparison, "45 million euros")
    assert one != other
    decision = join(comparison, one, other)
    assert decision is not None
    after = apply(comparison, [decision])
    assert_sound(after)
    joined = after.quantities[number_of(after, "45 million euros")]
    assert joined.verdict is Verdict.CONTRADICT
    assert joined.by_reader
    assert joined.reason.startswith("joined by the reader: 30")
    assert sorted(texts(after, joined.statements)) == ["30 million euros"] * 2 + ["45 million euros"] * 2
    assert len(joined.pairs) == 6


def test_values_of_different_kinds_cannot_be_joined(comparison):
    assert join(comparison, number_of(comparison, "50 million euros"), number_of(comparison, "430")) is None


def test_decisions_hold_in_any_order(comparison):
    decisions = [
        dismiss(comparison, number_of(comparison, "430")),
        take_out(comparison, statement(comparison, "50 million euros")),
        take_out(comparison, statement(comparison, "30 million euros", 2)),
    ]
    outcomes = {apply(comparison, order) for order in permutations(decisions)}
    (only,) = outcomes
    assert_sound(only)
    assert only.quantities == ()


def test_no_decision_and_one_on_other_articles_change_nothing(comparison):
    strange = dismiss(compared(THIRD, replace(FIRST, body=FIRST.body + " It rained.")), 0)
    assert apply(comparison, []) is comparison
    moved = replace(strange, references=tuple(replace(r, article="0" * 64) for r in strange.references))
    assert apply(comparison, [moved]) is comparison


def test_decisions_hold_when_articles_come_and_go_and_change_places(comparison):
    out = take_out(comparison, statement(comparison, "50 million euros"))
    again = apply(compared(article("Nothing here.", "z.txt"), SECOND, THIRD, FIRST), [out])
    fine = again.quantities[number_of(again, "30 million euros")]
    assert fine.verdict is Verdict.SAME


def test_a_dismissed_quantity_comes_back_with_a_statement_nobody_looked_at(comparison):
    decision = dismiss(comparison, number_of(comparison, "50 million euros"))
    fewer = compared(FIRST, SECOND)
    assert "50 million euros" not in {
        t for q in apply(fewer, [decision]).quantities for t in texts(fewer, q.statements)
    }
    after = apply(compared(FIRST, SECOND, THIRD, FOURTH), [decision])
    assert after.quantities[number_of(after, "70 million euros")].verdict is Verdict.CONTRADICT


def test_a_figure_that_moved_a_little_is_found_again_and_one_that_moved_far_is_not(comparison):
    out = take_out(comparison, statement(comparison, "50 million euros"))
    (named,) = out.references
    near = replace(out, references=(replace(named, offset=named.offset + 40),))
    far = replace(out, references=(replace(named, offset=named.offset + 4000),))
    assert apply(comparison, [near]) == apply(comparison, [out])
    assert apply(comparison, [far]) is comparison


def test_a_reference_reads_as_hash_and_offset(comparison):
    index = statement(comparison, "50 million euros")
    named = reference(comparison, index)
    assert str(named) == f"{named.article[:12]}:{SECOND.body.index('50 million')}"
    assert take_out(comparison, index).act is Act.TAKE_OUT


def test_in_a_file_of_several_articles_only_the_statement_that_was_meant_is_taken_out():
    one, other = (replace(each, digest="f" * 64) for each in (FIRST, THIRD))
    comparison = compared(one, SECOND, other)
    meant = statement(comparison, "30 million euros", 2)
    after = apply(comparison, [take_out(comparison, meant)])
    assert [entry.statements for entry in after.not_compared if entry.reason == TAKEN_OUT] == [(meant,)]
