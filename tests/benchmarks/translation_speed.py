"""How soon a translation is there, by a server on loopback that takes 50 ms for an answer.

    python tests/benchmarks/translation_speed.py [ARTICLE]

Prints the time to the first paragraph and to the whole of an article (by default the longest of the bundled ones),
one paragraph after another and as the reader asks for them; and what eight threads make of one translator.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from search.articles import read_articles
from search.translate import Provider, Translator
from tests.translate.libre_server import LibreServer
from tui import checked_translation

ROOT = Path(__file__).resolve().parents[2]
ANSWER_SECONDS = 0.05


def timed(server: LibreServer, article, at_once: int) -> tuple[float, float, int]:
    checked_translation.AT_ONCE = at_once
    translator = Translator(Provider("test", f"{server.address}/slow/{ANSWER_SECONDS}"))
    waiting = iter(range(len(checked_translation.block_texts(article))))
    began, first, number = time.perf_counter(), 0.0, 0
    target = "en" if article.language != "en" else "es"
    for outcome in checked_translation.outcomes(
        translator, article, target, lambda: next(waiting, None), lambda: False
    ):
        assert outcome.translated is not None, outcome.error
        first = first or time.perf_counter() - began
        number += 1
    return first, time.perf_counter() - began, number


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:]] or [ROOT / "seeds"]
    articles = [article for path in paths for article in read_articles(path) if article.language in ("en", "es", "fr")]
    article = max(articles, key=lambda each: len(each.body))
    server = LibreServer()
    timed(server, article, 1)  # what is loaded once: the library, the words of figures
    print(f"{article.path}: {len(article.body):,} characters, an answer takes {ANSWER_SECONDS * 1000:.0f} ms")
    for at_once in (1, _DEFAULT):
        first, whole, number = timed(server, article, at_once)
        print(
            f"  {at_once} at once: first paragraph {first * 1000:.0f} ms, all {number} paragraphs {whole * 1000:.0f} ms"
        )
    translator = Translator(Provider("test", f"{server.address}/slow/0.005"))
    texts = [f"El texto {number} de la prueba." for number in range(800)]
    began = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: translator.translate(text, "es", "en"), texts))
    wrong = sum(answer != f"en: {text}" for text, answer in zip(texts, answers, strict=True))
    print(
        f"  eight threads, one translator: {len(texts)} answers in {time.perf_counter() - began:.1f} s, {wrong} wrong"
    )
    server.close()


_DEFAULT = checked_translation.AT_ONCE
if __name__ == "__main__":
    main()
