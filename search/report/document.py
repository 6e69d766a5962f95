"""A comparison as one JSON object, schema version 1."""

from decimal import Decimal
from typing import Any

from search.compare import Comparison
from search.figures import Figure

VERSION = 1


def document(comparison: Comparison) -> dict[str, Any]:
    """Plain values, ready for `json.dumps`; figures are called "f0", "f1", … in the order of the statements."""
    return {
        "version": VERSION,
        "articles": [
            {
                "path": article.path,
                "title": article.title,
                "source": article.source,
                "language": article.language,
                "date": article.published.isoformat() if article.published else "",
            }
            for article in comparison.articles
        ],
        "figures": [
            {"id": _identifier(index), "article": statement.article, **plain_figure(statement.figure)}
            for index, statement in enumerate(comparison.statements)
        ],
        "pairs": [
            {"a": _identifier(pair.a), "b": _identifier(pair.b), "verdict": pair.verdict.value, "reason": pair.reason}
            for pair in comparison.pairs
        ],
        "quantities": [
            {
                "label": quantity.label,
                "concept": quantity.concept,
                "statements": [_identifier(index) for index in quantity.statements],
                "verdict": quantity.verdict.value,
                "reason": quantity.reason,
                **_decided(quantity.by_reader),
            }
            for quantity in comparison.quantities
        ],
        "not_compared": [
            {"article": left.article, "reason": left.reason, **_decided(left.by_reader)}
            if left.article is not None
            else {
                "figures": [_identifier(index) for index in left.statements],
                "reason": left.reason,
                **_decided(left.by_reader),
            }
            for left in comparison.not_compared
        ],
        **({"copies": [list(group) for group in comparison.copies]} if comparison.copies else {}),
    }


def _decided(by_reader: bool) -> dict[str, bool]:
    return {"by_reader": True} if by_reader else {}


def _identifier(index: int) -> str:
    return f"f{index}"


def plain_figure(figure: Figure) -> dict[str, Any]:
    """A figure as plain values: numbers as decimal strings, None for an open end, dates and times as they are."""
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "kind": figure.kind.value,
        "low": figure.moment or decimal_text(figure.low),
        "high": figure.moment or decimal_text(figure.high),
        "unit": figure.unit,
        "approximation": figure.approximation.value,
    }


def decimal_text(value: Decimal | None) -> str | None:
    """The digits of a value without an exponent."""
    return None if value is None else f"{value:f}"
