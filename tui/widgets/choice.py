"""A few things to choose one of, as a palette: type to find one, enter takes it."""

from collections.abc import Callable, Mapping

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.widgets.palette import Palette


def choice(names: Mapping[str, str], take: Callable[[str], None], question: str) -> Palette:
    """Return a palette of names, by the keys that stand for them; `take` is called with the key of the one chosen.

    `question` stands in the line to type in, as long as nothing is typed.
    """

    class Names(Provider):
        """Offers the names."""

        async def discover(self) -> Hits:
            """All of them."""
            for key, name in names.items():
                yield DiscoveryHit(name, lambda key=key: take(key))

        async def search(self, query: str) -> Hits:
            """Those that match what is typed."""
            matcher = self.matcher(query)
            for key, name in names.items():
                if score := matcher.match(name):
                    yield Hit(score, matcher.highlight(name), lambda key=key: take(key))

    return Palette(providers=[Names], placeholder=question, id="--command-palette")
