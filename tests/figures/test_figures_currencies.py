"""Which currency a name that several share means: as the article says it in full elsewhere, or else by habit."""

import pytest

from search.figures import find_figures


@pytest.mark.parametrize(
    ("language", "text", "units"),
    [
        ("es", "Destinó 20.000 millones de pesos argentinos. Luego pagó 300 y 450 millones de pesos.", "ARS ARS ARS"),
        ("es", "Pagó 20 millones de pesos. El peso argentino cayó ayer.", "ARS"),
        ("es", "20 pesos argentinos no son 30 pesos chilenos, ni 5 pesos.", "ARS CLP MXN"),
        ("es", "Pagó 20 millones de pesos.", "MXN"),
        ("en", "The mine cost A$50 million last year. The company later sold it for $20 million.", "AUD AUD"),
        ("en", "Canadian dollars are meant here. The province will spend $20 million.", "CAD"),
        ("en", "It made $5bn last year and paid C$30m for the rest.", "USD CAD"),
        ("en", "It paid C$30 million ($22 million). It had offered $20 million.", "CAD USD USD"),
        ("en", "It paid US$30 million at first. In the next year it offered $20 million.", "USD USD"),
        ("en", "The dividend rose to 95 cents. It earned €1.2bn, or €0.90 a share.", "EUR EUR EUR"),
        ("en", "It paid 95 cents a share; sales were €1.2bn ($1.3bn), debt €3bn, cost €1bn.", "EUR EUR USD EUR EUR"),
        ("en", "It paid 95 cents of the €3, not of the $4.", "USD EUR USD"),
        ("en", "It paid 95 cents and £3.", "USD GBP"),
        ("en", "It paid 95 pence and €3.", "GBP EUR"),
        ("fr", "Cela coûte 50 centimes, contre 3 francs suisses.", "CHF CHF"),
        ("fr", "Cela coûte 50 centimes.", "EUR"),
        ("es", "Cuesta 50 céntimos, y no 3 euros.", "EUR EUR"),
    ],
)  # fmt: skip
def test_a_shared_name_means_what_the_article_says_in_full(language: str, text: str, units: str) -> None:
    assert " ".join(figure.unit for figure in find_figures(text, language)) == units, text


def test_the_steps_tell_why_a_bare_name_is_that_currency() -> None:
    figure = find_figures("Pagó 20 millones de pesos. El peso argentino cayó ayer.", "es")[0]
    assert any("ARS, the only one of that name" in step for step in figure.steps)
