"""How figures are read: steps, separators, years, explanations, and the data files behind it."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import search.figures
from search.figures import find_figures
from search.figures.figure import Figure

LANGUAGES = Path(search.figures.__file__).parent / "languages"


def only(text: str, language: str, published: date | None = None) -> Figure:
    (figure,) = find_figures(text, language, published)
    return figure


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("It cost $2.3bn.", "100000000"),
        ("It cost $3bn.", "1000000000"),
        ("It cost $340m.", "10000000"),
        ("It cost $400m.", "10000000"),
        ("It counted 1,245 people.", "1"),
        ("It counted 12,000 people.", "1000"),
        ("It counted 300 people.", "10"),
        ("It counted 40 people.", "1"),
        ("It counted 7 people.", "1"),
        ("It counted two million people.", "1000000"),
        ("It fell 0.25%.", "0.01"),
        ("It cost €39.90.", "0.01"),
        ("It took two and a half hours.", "0.5"),
    ],
)
def test_the_step_is_one_unit_of_the_last_significant_digit(text: str, step: str) -> None:
    assert only(text, "en").step == Decimal(step)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "Hubo 2.100 muertos.", "2100"),
        ("en", "It cost 2.100 euros.", "2.1"),
        ("fr", "Il y a 1 234 567,8 euros.", "1234567.8"),
        ("fr", "Il y a 1\u00a0234\u00a0567 habitants.", "1234567"),
        ("fr", "Il y a 18\u202f500 habitants.", "18500"),
        ("de", "Es kostet 1.234,50 Euro.", "1234.5"),
        ("de", "Es kostet 1'234'500 Franken.", "1234500"),
        ("de", "Es kostet 1’234.50 Franken.", "1234.5"),
        ("en", "It cost Rs 12,34,567.", "1234567"),
        ("it", "Costa 1,234.50 dollari.", "1234.5"),
        ("pt", "Custa 0,125 euros.", "0.125"),
    ],
)
def test_separators_are_read_as_the_language_writes_them(language: str, text: str, value: str) -> None:
    assert only(text, language).low == Decimal(value)


def test_an_article_that_clearly_writes_numbers_another_way_is_read_its_way() -> None:
    mexican = "Subió 3.4%, de 1,234.50 a 2,500.75 pesos. La tasa fue de 56.7% y murieron 1,234 personas."
    figures = find_figures(mexican, "es")
    assert [str(figure.low) for figure in figures] == ["3.4", "1234.5", "2500.75", "56.7", "1234"]
    assert any("decimal mark" in step for step in figures[-1].steps)


def test_one_odd_number_does_not_change_how_an_article_is_read() -> None:
    text = "La versión llegó al 2.5 del índice. Hubo 2.100 muertos y 3.200 heridos, un 4,5 % más."
    assert [str(figure.low) for figure in find_figures(text, "es")][1:] == ["2100", "3200", "4.5"]


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [
        ("en", "1 billion", 10**9),
        ("fr", "1 billion", 10**12),
        ("es", "1 billón", 10**12),
        ("es", "1 mil millones", 10**9),
        ("pt", "1 bilhão", 10**9),
        ("pt", "1 bilião", 10**12),
        ("pt", "1 mil milhões", 10**9),
        ("de", "1 Billion", 10**12),
        ("de", "1 Milliarde", 10**9),
        ("it", "1 miliardo", 10**9),
    ],
)
def test_scale_words_that_look_alike_keep_the_value_of_their_language(language: str, word: str, value: int) -> None:
    assert find_figures(f"({word} €)", language)[0].low == value


@pytest.mark.parametrize(
    ("text", "published", "moment"),
    [
        ("Il 26 febbraio ha parlato.", date(2024, 2, 28), "2024-02-26"),
        ("Il 26 febbraio ha parlato.", None, "--02-26"),
        ("Il 26 agosto ha parlato.", date(2024, 2, 28), "--08-26"),
        ("Il 28 dicembre ha parlato.", date(2024, 1, 3), "2023-12-28"),
        ("Ha parlato a dicembre.", date(2024, 2, 28), "2023-12"),
        ("Ha parlato a dicembre.", None, "--12"),
        ("Ha parlato il 29 febbraio.", date(2024, 3, 1), "2024-02-29"),
        ("Ha parlato il 3 maggio 1999.", date(2024, 3, 1), "1999-05-03"),
    ],
)
def test_a_missing_year_is_that_nearest_to_publication_where_it_is_certain(
    text: str, published: date | None, moment: str
) -> None:
    assert only(text, "it", published).moment == moment


def test_no_date_of_publication_is_too_early_or_too_late() -> None:
    for published in (date.min, date.max):
        assert only("Il 26 febbraio ha parlato.", "it", published).moment == "--02-26"


def test_a_number_that_borrows_scale_and_unit_keeps_its_own_span() -> None:
    left, right = find_figures("Dos rondas por 105 y 385 millones de euros.", "es")[1:]
    assert (left.text, left.low, left.unit) == ("105", 105_000_000, "EUR")
    assert (right.text, right.low, right.unit) == ("385 millones de euros", 385_000_000, "EUR")


def test_a_figure_explains_how_it_was_read() -> None:
    figure = only("Costó más de 2.100 millones de dólares.", "es")
    said = "; ".join(figure.steps)
    for clause in ("decimal mark", "scale word: millones = 10^6", "unit: de dólares = USD", "lower bound: más de"):
        assert clause in said


def test_an_amount_without_currency_is_money_only_beside_money_of_one_currency() -> None:
    alone = only("Perdió 96 millones en el ejercicio.", "es")
    assert (alone.kind, alone.unit) == ("count", "")
    with_currency = find_figures("Ganó 20 millones de euros. Después perdió 96 millones en el ejercicio.", "es")[1]
    assert (with_currency.kind, with_currency.unit) == ("money", "EUR")
    mixed = find_figures("Ganó 20 millones de euros y 3 millones de dólares. Luego perdió 96 millones.", "es")[2]
    assert mixed.kind == "count"


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("??.toml")), ids=lambda path: path.stem)
def test_a_data_file_has_the_sections_of_the_others_and_no_unknown_lists(path: Path) -> None:
    def keys(file: Path) -> dict[str, set[str]]:
        return {name: set(section) for name, section in tomllib.loads(file.read_text(encoding="utf-8")).items()}

    everything: dict[str, set[str]] = {}
    for file in LANGUAGES.glob("??.toml"):
        for name, section in keys(file).items():
            everything.setdefault(name, set()).update(section)
    assert set(keys(path)) | {"currency_prefixes", "glued_currencies"} == set(everything), path.name
    source = "".join(file.read_text(encoding="utf-8") for file in LANGUAGES.parent.glob("*.py"))
    free = {"units", "currencies", "currency_prefixes"}
    unread = {key for name in set(everything) - free for key in keys(path).get(name, set()) if f'"{key}"' not in source}
    assert unread == set(), f"{path.name}: lists that nothing reads"


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("??.toml")), ids=lambda path: path.stem)
def test_every_unit_and_currency_name_of_a_data_file_is_read(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    unread = []
    for section in ("units", "currencies"):
        for names in data[section].values():
            for name in names:
                figures = find_figures(f"({37} {name})", path.stem)
                if len(figures) != 1 or (figures[0].kind == "count" and name not in ("token", "tokens", "jetons")):
                    unread.append(name)
    assert unread == [], path.name
