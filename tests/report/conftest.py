"""Comparisons made from a few sentences, and the bundled ones."""

from datetime import date
from pathlib import Path

import pytest

from search.article import Article
from search.articles import read_articles
from search.compare import compare

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def compared():
    def make(*texts, language="en", days=None, sources=None):
        articles = []
        for number, text in enumerate(texts):
            day = date(2024, 3, 1) if days is None else date(2024, 3, days[number])
            source = f"Paper {number + 1}" if sources is None else sources[number]
            articles.append(Article(f"story/a{number}.txt", f"Title {number + 1}", source, language, day, text))
        return compare(articles)

    return make


@pytest.fixture(scope="session")
def seeds():
    return compare(list(read_articles(ROOT / "seeds")))


@pytest.fixture(scope="session")
def earthquake():
    return compare(list(read_articles(ROOT / "tests/data/own-stories/05-serrani-earthquake")))
