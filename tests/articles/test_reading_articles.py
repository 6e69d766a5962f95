"""Files become articles: bodies, front matter, manifests, encodings, titles, dates and languages."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.article import Article
from search.articles import Problem, read_articles, read_file
from search.articles.front_matter import split
from search.articles.language import detect_language, stated_language

SEEDS = Path(__file__).parents[2] / "seeds"
SPANISH = "El Gobierno anunció ayer una inversión de quince millones de euros en la empresa francesa.\n"


def only(path: Path) -> Article:
    problems: list[Problem] = []
    articles = list(read_articles(path, problems.append))
    assert len(articles) == 1, [str(problem) for problem in problems]
    return articles[0]


def written(folder: Path, content: str | bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_bundled_articles_open_without_a_problem_and_unchanged() -> None:
    problems: list[Problem] = []
    articles = list(read_articles(SEEDS, problems.append))
    assert problems == []
    assert [article.body for article in articles] == [
        path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))
    ]
    assert [article.language for article in articles] == ["es", "es", "it", "en", "fr"]
    assert [article.published for article in articles] == [None, None, date(2024, 2, 28), None, date(2024, 3, 4)]
    assert [article.title[:10] for article in articles] == ["", "", "Microsoft ", "Beyond GPT", "Après Open"]
    assert {article.source for article in articles} == {""}
    assert [article.notes for article in articles] == [()] * 5


def test_without_their_manifest_the_bundled_articles_say_the_same_of_themselves(tmp_path: Path) -> None:
    for path in SEEDS.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with_manifest = list(read_articles(SEEDS))
    without = list(read_articles(tmp_path))
    assert [(a.title, a.language, a.published) for a in without] == [
        (a.title, a.language, a.published) for a in with_manifest
    ]


def test_front_matter_gives_the_metadata_and_the_body_starts_right_after_it(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Ayer: una historia\nsource: El Faro\nlang: es-MX\npublished: 2024-05-17\ntags: x\n---\n\nCuerpo.\n"
    )
    article = only(written(tmp_path, text))
    assert (article.title, article.source, article.language) == ("Ayer: una historia", "El Faro", "es")
    assert article.published == date(2024, 5, 17)
    assert article.body == "\nCuerpo.\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: never closed\n\nThe body.\n",
        "---\nThis is a paragraph between two rules.\n---\nAnd another.\n",
        "---\n---\nNothing between.\n",
        " ---\ntitle: x\n---\nIndented.\n",
        "Text first\n---\ntitle: x\n---\n",
    ],
)
def test_what_is_not_front_matter_stays_in_the_body(tmp_path: Path, text: str) -> None:
    assert only(written(tmp_path, text)).body == text


@given(st.text(alphabet="-: \nab#title", max_size=60))
def test_front_matter_never_takes_text_that_is_not_above_its_closing_line(text: str) -> None:
    found = split("---\n" + text)
    body = ("---\n" + text)[found.body_start :]
    assert found.body_start == 0 or ("---\n" + text)[: found.body_start].rstrip("\n").endswith("\n---"), body


def test_line_ends_of_other_systems_become_newlines(tmp_path: Path) -> None:
    article = only(written(tmp_path, "---\r\ntitle: T\r\n---\r\nOne.\r\nTwo.\rThree.\r\n"))
    assert (article.title, article.body, article.notes) == ("T", "One.\nTwo.\nThree.\n", ())


def test_control_characters_are_counted_in_a_note(tmp_path: Path) -> None:
    article = only(written(tmp_path, "A \x1b[31mred\x1b[0m word and 15\u200b0 more.\n"))
    assert article.body == "A ␛[31mred␛[0m word and 150 more.\n"
    assert article.notes == ("3 control characters removed",)


def test_nothing_that_a_terminal_obeys_gets_into_metadata(tmp_path: Path) -> None:
    article = only(written(tmp_path, "---\ntitle: \x1b]0;pwned\x07 x\nsource: a\x9bb\n---\nBody.\n", "b\x1b[2J.txt"))
    assert "\x1b" not in article.path + article.title + article.source
    assert "\x9b" not in article.source


class TestManifest:
    def test_it_corrects_the_file_and_says_where_they_differ(self, tmp_path: Path) -> None:
        written(tmp_path, "---\ntitle: Old\nsource: El Faro\n---\nBody text.\n")
        written(tmp_path, '[[article]]\nfile = "a.txt"\ntitle = "New"\nsource = "El Faro"\n', "manifest.toml")
        article = only(tmp_path)
        assert (article.title, article.source) == ("New", "El Faro")
        assert article.notes == ("title: the manifest says “New”, the file “Old”",)

    def test_it_is_followed_when_a_single_file_is_named(self, tmp_path: Path) -> None:
        path = written(tmp_path, "Body text.\n")
        written(tmp_path, '[[article]]\nfile = "a.txt"\nsource = "El Faro"\n', "manifest.toml")
        article = read_file(path)
        assert article is not None
        assert article.source == "El Faro"

    def test_unknown_stops_a_title_or_date_from_being_read_out_of_the_text(self, tmp_path: Path) -> None:
        written(tmp_path, "A fine heading\n\nPublished 28 February 2024\n\nThe story begins here and goes on.\n")
        assert only(tmp_path).title == "A fine heading"
        assert only(tmp_path).published == date(2024, 2, 28)
        written(tmp_path, '[[article]]\nfile="a.txt"\ntitle="unknown"\ndate="unknown"\n', "manifest.toml")
        assert only(tmp_path).title == ""
        assert only(tmp_path).published is None

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            ('[[article]]\nfile = "a.txt"\ntitle = broken\n', "in line 3"),
            ("title = 1\n", "no [[article]]"),
            ('[[article]]\ntitle = "x"\n', "which file its article 1 is"),
            ('[[article]]\nfile = "gone.txt"\n', "names gone.txt, which is not there"),
            ('[[article]]\nfile = "../a.txt"\n', "not beside it"),
            ('[[article]]\nfile = "a.txt"\n[[article]]\nfile = "a.txt"\n', "twice"),
            ('[[article]]\nfile = "a.txt"\nauthor = "x"\n', "unknown key author"),
            ('[[article]]\nfile = "a.txt"\ntitle = 5\n', "put it in quotes"),
            (b"[[article]]\n# \xff\n", "in line 2"),
            ("a = " + "[" * 3000, "follow"),
            (b"#" * (1024 * 1024 + 1), "larger than"),
        ],
    )
    def test_what_is_wrong_with_it_is_said_in_one_clear_sentence(
        self, tmp_path: Path, content: str | bytes, expected: str
    ) -> None:
        written(tmp_path, "Body text.\n")
        written(tmp_path, content, "manifest.toml")
        problems: list[Problem] = []
        articles = list(read_articles(tmp_path, problems.append))
        assert len(articles) == 1, "the article still opens"
        assert len(problems) == 1
        assert expected in str(problems[0])
        assert problems[0].path.endswith("manifest.toml")
        assert "\n" not in str(problems[0])


class TestEncoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_what_the_bytes_declare_is_believed_without_a_note(self, tmp_path: Path, encoding: str) -> None:
        article = only(written(tmp_path, SPANISH.encode(encoding)))
        assert (article.body, article.notes) == (SPANISH, ())

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
    def test_what_is_guessed_is_labelled(self, tmp_path: Path, encoding: str) -> None:
        text = SPANISH * 4 + "Los años de la compañía “Mañana” valen 3 €.\n"
        article = only(written(tmp_path, text.encode(encoding)))
        assert article.body == text
        assert article.notes == (f"encoding guessed: {encoding}",)

    def test_one_broken_byte_does_not_garble_the_whole_of_a_utf_8_file(self, tmp_path: Path) -> None:
        text = "Los años de la compañía y la inversión.\n"
        article = only(written(tmp_path, text.encode() + b"\xff fin\n"))
        assert article.body == text + "\ufffd fin\n"
        assert "damaged" in article.notes[0]

    @given(st.binary(max_size=200))
    def test_any_bytes_are_an_article_or_a_reason(self, data: bytes) -> None:
        from search.articles.reader import article_of

        outcome = article_of(data, "x.txt", {"language": "en"}) if data else ""
        assert isinstance(outcome, str | Article)
        if isinstance(outcome, Article):
            assert outcome.body.strip()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A heading\n\nThe story.\n", "A heading"),
        ("A heading\nThe story, which is longer than its heading.\n", "A heading"),
        ("Is this a heading?\n\nYes.\n", "Is this a heading?"),
        ("This is a sentence.\n\nAnd another.\n", ""),
        ("- a list\n\n- of things\n", ""),
        ("One line alone", ""),
        ("news\n\nThe real heading\n\nThe story.\n", "The real heading"),
        ("\n\n  Heading after space  \n\nStory.\n", "Heading after space"),
        ("A first line that runs on " + "and on " * 40 + "\n\nStory.\n", ""),
        ("12 345\n\nStory.\n", ""),
    ],
)
def test_a_title_is_taken_only_from_what_looks_like_a_heading(tmp_path: Path, text: str, title: str) -> None:
    assert only(written(tmp_path, text)).title == title


def test_a_markdown_heading_is_the_title(tmp_path: Path) -> None:
    assert only(written(tmp_path, "# The title, with *stars*.\nStory.\n", "a.md")).title == "The title, with *stars*."


def test_quotes_round_a_markdown_title_are_dropped(tmp_path: Path) -> None:
    assert only(written(tmp_path, '---\ntitle: "Yes: now"\n---\nStory.\n', "a.md")).title == "Yes: now"


def test_a_date_that_is_no_day_is_said_and_not_guessed(tmp_path: Path) -> None:
    article = only(written(tmp_path, "---\ndate: 03/04/2024\n---\nStory.\n"))
    assert article.published is None
    assert "03/04/2024" in article.notes[0]


@pytest.mark.parametrize(
    ("stated", "code"),
    [("es", "es"), ("pt_BR", "pt"), ("Deutsch", "de"), ("español", "es"), ("fra", "fr"), ("klingon", ""), ("", "")],
)
def test_stated_languages_are_understood(stated: str, code: str) -> None:
    assert stated_language(stated) == code


@pytest.mark.parametrize(
    "text", ["", "15 millones", "Mistral AI 2.100 M$", "Microsoft OpenAI Azure Google Nvidia Meta Llama"]
)
def test_a_text_that_is_too_short_or_unclear_has_no_language(text: str) -> None:
    assert detect_language(text) == ""


def test_a_foreign_word_on_the_page_does_not_change_the_language() -> None:
    english = "The company said on Monday that it had raised fifteen million euros from several investors. "
    assert detect_language(english + "\n\nКомментарии\n") == "en"


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import search.articles, search.library, search.engines, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"whoosh", "py3langid", "charset_normalizer", "numpy", "textual", "lxml", "trafilatura", "pypdfium2"}
    assert not heavy & set(modules)
