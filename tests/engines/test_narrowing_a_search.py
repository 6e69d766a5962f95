"""A search is narrowed down to languages, sources and months, and put into an order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import Document, Engine, Order, Within, parse_query

ARTICLES = {
    "a": ("en", "The Globe", 20240217),
    "b": ("es", "El Globo", 20240218),
    "c": ("es", "The Globe and Mail", 20240301),
    "d": ("", "", 0),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("narrow") / "index"
    engine = Engine(folder)
    engine.open()
    for key, (language, source, day) in ARTICLES.items():
        engine.add(Document(key, "", "a common text", source, language, day))
    engine.commit()
    yield engine
    engine.close()


def found(engine: Engine, query: str, within: Within | None = None, order: Order = Order.BEST) -> str:
    return "".join(key for key, _ in engine.search(parse_query(query), 9, within=within, order=order).hits)


def of(**values: str) -> Within:
    return Within(**{name: frozenset(listed.split("|")) for name, listed in values.items()})


@pytest.mark.parametrize(
    ("within", "keys"),
    [
        (of(languages="es"), "bc"),
        (of(languages="es|en"), "abc"),
        (of(languages=""), "d"),
        (of(sources="The Globe"), "a"),
        (of(sources="|El Globo"), "bd"),
        (of(months="2024-02"), "ab"),
        (of(months="2024-03|"), "cd"),
        (of(months="2024-02", languages="es"), "b"),
        (of(languages="xx"), ""),
        (Within(), "abcd"),
    ],
)
@pytest.mark.parametrize("query", ["common", ""])
def test_only_articles_that_lie_within_are_found(engine: Engine, query: str, within: Within, keys: str) -> None:
    assert "".join(sorted(found(engine, query, within))) == keys


def test_a_query_that_asks_for_nothing_finds_nothing_where_nothing_narrows_it(engine: Engine) -> None:
    assert found(engine, "") == ""


@pytest.mark.parametrize(
    ("order", "keys"), [(Order.NEWEST, "cbad"), (Order.OLDEST, "abcd"), (Order.SOURCE, "bacd"), (Order.BEST, "cbad")]
)
def test_articles_come_in_the_order_that_was_asked_for(engine: Engine, order: Order, keys: str) -> None:
    assert found(engine, "common", order=order) == keys


def test_the_values_of_a_facet_are_counted_as_if_none_of_it_were_chosen(engine: Engine) -> None:
    facets = engine.search(parse_query("common"), 0, facets=True, within=of(languages="es", months="2024-02")).facets
    assert facets["language"] == {"en": 1, "es": 1}
    assert facets["day"] == {20240218: 1, 20240301: 1}
    assert facets["origin"] == {"El Globo": 1}
