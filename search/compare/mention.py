"""A figure with all that its article says around it: what statements are made of."""

from dataclasses import dataclass

from search.compare.context import Context
from search.figures import Figure


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure with its context and what was made of it, before statements are grouped."""

    article: int
    figure: Figure
    context: Context
    role: str
    objects: frozenset[str]
    """Names that the figure is explicitly about ("in OpenAI")."""
    speaker: str = ""
    heads: tuple[str, ...] = ()
    """Concepts that this figure can measure, closest first."""
    published_years: frozenset[int] = frozenset()
    """The years that a statement of an article of its day can mean without saying so: this and the last."""
    counted: frozenset[str] = frozenset()
    """Concepts of the noun that a count counts, empty if unknown."""
