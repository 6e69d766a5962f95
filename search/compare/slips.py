"""How figures go wrong on their way from one text to another: digits swapped, a power of ten lost.

Two values that differ just so are likelier to be one quantity, badly copied, than two values that differ anyhow.
Swapped neighbours are the commonest error of people who copy numbers, after a single wrong digit.
"""

from decimal import Decimal

from search.figures import Figure, Kind

_POWERS = (3, 6)
"""Of ten, between thousand, million and billion; a factor of ten or a hundred is too common by chance."""


def slip(a: Figure, b: Figure) -> float:
    """How much two different values look like one, badly copied: 1 for three and more digits, less for two, else 0.

    >>> from decimal import Decimal as D
    >>> slip(*(Figure(0, 6, t, Kind.COUNT, D(t), D(t), "", "exact", D(1)) for t in ("4312", "4132")))
    1.0
    """
    if a.kind is not b.kind or a.kind in (Kind.DATE, Kind.TIME) or (a.unit != b.unit and a.kind is not Kind.COUNT):
        return 0.0
    values = [figure.high if figure.low is None else figure.low for figure in (a, b)]
    first, second = (_digits(value) if value is not None else "" for value in values)
    if len(first) < 2 or len(second) < 2 or values[0] == values[1]:
        return 0.0
    strength = 1.0 if len(first) > 2 else 0.5
    if first == second:
        factor = abs(values[0].adjusted() - values[1].adjusted())  # type: ignore[union-attr]
        return strength if factor in _POWERS else 0.0
    swapped = len(first) == len(second) and sorted(first) == sorted(second)
    alike = values[0].adjusted() == values[1].adjusted()  # type: ignore[union-attr]
    return strength if swapped and alike else 0.0


def _digits(value: Decimal) -> str:
    """The significant digits, without zeros at the end."""
    return "".join(map(str, value.as_tuple().digits)).strip("0")
