"""The list of languages to translate into, as a palette: type to find one, enter takes it."""

from collections.abc import Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.widgets.palette import Palette


def language_choice(languages: dict[str, str], take: Callable[[str], None]) -> Palette:
    """Return a palette of languages, code to name, that calls `take` with the code of the one that is chosen."""

    class Languages(Provider):
        """Offers the languages."""

        async def discover(self) -> Hits:
            """All of them."""
            for code, name in languages.items():
                yield DiscoveryHit(f"{name} ({code})", lambda code=code: take(code))

        async def search(self, query: str) -> Hits:
            """Those that match what is typed."""
            matcher = self.matcher(query)
            for code, name in languages.items():
                shown = f"{name} ({code})"
                if score := matcher.match(shown):
                    yield Hit(score, matcher.highlight(shown), lambda code=code: take(code))

    return Palette(providers=[Languages], placeholder="Translate into…", id="--command-palette")
