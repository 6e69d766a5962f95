"""What each sign counts, from `weights.toml`."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of signs, and the sum where no sign is seen."""

    start: float
    by_sign: Mapping[str, float]

    def sum(self, signs: Mapping[str, float]) -> float:
        """The logarithm of the odds that signs come to."""
        known = self.by_sign
        return self.start + math.fsum(value * known.get(name, 0.0) for name, value in signs.items())


@cache
def weights(table: str) -> Weights:
    """A table of `weights.toml`: "words", "agreeing", "clusters agreeing" or "clusters at odds"."""
    tables = tomllib.loads(files("search.compare").joinpath("weights.toml").read_text("utf-8"))
    entries = dict(tables[table])
    return Weights(entries.pop("start"), entries)
