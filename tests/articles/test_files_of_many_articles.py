"""JSON, feeds, exports of press archives and texts with several front matters: each article by itself."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from search.article import Article
from search.articles import Problem, find_candidates, read_articles, read_candidate

SENTENCE = "The council of the valley decided on Monday to rebuild the old dam before the next winter comes."


def read(path: Path) -> tuple[list[Article], list[str]]:
    problems: list[Problem] = []
    return list(read_articles(path, problems.append)), [problem.reason for problem in problems]


def written(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


class TestJson:
    def test_one_article_a_line(self, tmp_path: Path) -> None:
        rows = [
            {"title": "A", "text": SENTENCE, "source": {"name": "S"}, "lang": "en", "date": "2024-03-04", "url": "https://x.example/a"},
            {"headline": "B", "articleBody": f"<p>{SENTENCE}</p><p>Two.</p>", "publishedAt": 1709510400000},
            {"name": "C", "paragraphs": ["One.", "Two."], "publisher": "P", "language": "es_MX"},
        ]  # fmt: skip
        lines = [json.dumps(row) for row in rows]
        lines[1:1] = ["", "{broken", "[1]", '{"title": "no text"}']
        articles, problems = read(written(tmp_path, "a.jsonl", "\n".join(lines)))
        assert [(a.title, a.source, a.published) for a in articles] == [
            ("A", "S", date(2024, 3, 4)),
            ("B", "", date(2024, 3, 4)),
            ("C", "P", None),
        ]
        assert [a.body for a in articles] == [SENTENCE, f"{SENTENCE}\n\nTwo.", "One.\n\nTwo."]
        assert articles[0].url == "https://x.example/a"
        assert articles[2].language == "es"
        assert [Path(a.path).name for a in articles] == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
        assert problems == ["has in line 3 no JSON; and 2 more like it: the rest was read"]

    @pytest.mark.parametrize(
        "value",
        [
            {"status": "ok", "articles": [{"title": "A", "content": SENTENCE}]},
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "A", "content_text": SENTENCE}]},
            {"response": {"docs": [{"headline": "A", "body": SENTENCE}]}},
            [{"title": "A", "text": SENTENCE}],
            {"title": "A", "text": SENTENCE},
        ],
        ids=["service", "feed", "nested", "list", "single"],
    )
    def test_what_services_answer(self, tmp_path: Path, value: object) -> None:
        (article,), problems = read(written(tmp_path, "a.json", json.dumps(value)))
        assert (article.title, article.body, problems) == ("A", SENTENCE, [])
        assert article.path.endswith("a.json"), "a single article bears the name of its file"

    @pytest.mark.parametrize(
        "text", ["[" * 100_000, '{"a":' * 50_000, "9" * 100_000, "nonsense", '{"a": 1}', "[]", "null"]
    )
    def test_json_that_is_no_article_is_one_problem(self, tmp_path: Path, text: str) -> None:
        articles, problems = read(written(tmp_path, "a.json", text))
        assert articles == []
        assert len(problems) == 1

    def test_a_json_file_among_articles_is_only_listed(self, tmp_path: Path) -> None:
        written(tmp_path, "package.json", '{"name": "x"}')
        written(tmp_path, "sitemap.xml", "<urlset/>")
        written(tmp_path, "a.txt", SENTENCE)
        problems: list[Problem] = []
        assert len(list(read_articles(tmp_path, problems.append))) == 1
        assert [problem.quiet for problem in problems] == [True, True]

    def test_a_line_of_21_mb_does_not_stop_the_others(self, tmp_path: Path) -> None:
        line = json.dumps({"text": SENTENCE})
        content = f'{line}\n{{"text": "{"x" * 21 * 1024 * 1024}"}}\n{line}\n'
        articles, problems = read(written(tmp_path, "a.jsonl", content))
        assert len(articles) == 2
        assert "more than 20 MB" in problems[0]

    def test_a_packed_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": SENTENCE, "title": "A"}).encode()))
        assert [a.title for a in read(tmp_path / "a.jsonl.gz")[0]] == ["A"]


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Valley &amp; Post</title><language>en-gb</language>
<item><title>Dam &amp;amp; bridge</title><link>https://valley.example/1</link>
<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>{0}</p><ul><li>15 million</li></ul>]]></content:encoded></item>
<item><title>Only a summary</title>
<dc:date>2024-03-05</dc:date><description>&lt;p&gt;{0}&lt;/p&gt;</description></item>
<item><guid>nothing</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Valley</title>
<entry><title type="html">Dam &lt;b&gt;bursts&lt;/b&gt;</title><link rel="self" href="https://valley.example/self"/>
<link href="https://valley.example/1"/>
<updated>2024-03-04T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{0}</p><p>Two.</p></div></content></entry></feed>"""


class TestFeeds:
    def test_rss(self, tmp_path: Path) -> None:
        articles, problems = read(written(tmp_path, "a.rss", RSS.format(SENTENCE)))
        assert [(a.title, a.source, a.language, a.published) for a in articles] == [
            ("Dam & bridge", "The Valley & Post", "en", date(2024, 3, 4)),
            ("Only a summary", "The Valley & Post", "en", date(2024, 3, 5)),
        ]
        assert articles[0].body == f"Dam & bridge\n\n{SENTENCE}\n\n• 15 million"
        assert articles[0].url == "https://valley.example/1"
        assert articles[1].body == f"Only a summary\n\n{SENTENCE}"
        assert articles[1].notes == ("the feed gives a summary only",)
        assert "number 3, without text" in problems[0]

    def test_atom(self, tmp_path: Path) -> None:
        (article,), problems = read(written(tmp_path, "a.atom", ATOM.format(SENTENCE)))
        assert problems == []
        assert article.body == f"Dam bursts\n\n{SENTENCE}\n\nTwo."
        assert (article.title, article.source, article.published) == ("Dam bursts", "Valley", date(2024, 3, 4))
        assert article.url == "https://valley.example/1"

    def test_a_feed_with_the_usual_faults_is_mended(self, tmp_path: Path) -> None:
        item = f"<item><description>3&nbsp;% &copy {SENTENCE}</description></item>"
        broken = f"\ufeff\n<rss><channel><title>A & B\x0b</title>{item}</channel></rss>"
        (article,), problems = read(written(tmp_path, "a.xml", broken))
        assert problems == []
        assert article.source.startswith("A & B")
        assert article.body.startswith("3\xa0%")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ('<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss>&c;</rss>', "entities"),
            ("<rss>" + "<a>" * 5000, "beyond all measure"),
            ("<rss><channel></channel></rss>", "without entries"),
            ("<html><p>x</p></html>", "no feed"),
            ("nonsense", "no well-formed XML"),
        ],
    )
    def test_what_is_no_feed(self, tmp_path: Path, text: str, reason: str) -> None:
        articles, problems = read(written(tmp_path, "a.rss", text))
        assert articles == []
        assert reason in problems[0]


CLASSIC = """




Download Request: Selected Items: 1-2
Time Of Request: Monday, March 04, 2024  16:51:31

                               1 of 2 DOCUMENTS



                             The Valley Post (Orlac)

                            January 11, 2024 Thursday
                                   Edition 1;
                                    National

Dam to cost 15 million
euros, says mayor

BYLINE: Ana Ruiz

SECTION: NEWS; Pg. 3

LENGTH: 355 words

The council decided on Monday to rebuild the old dam for 15 million euros, the
mayor said on Tuesday.

NOTE: nobody had asked for that.
It will take three years.

LOAD-DATE: January 12, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                       Copyright 2024 Valley Publishing
                              All Rights Reserved

                               2 of 2 DOCUMENTS



                                  El Faro

                             12 de enero de 2024

La presa costará 18 millones

LENGTH: 90 words

El Gobierno regional ha anunciado una inversión de 18 millones de euros en la
presa del Orlac.

LANGUAGE: SPANISH; ESPAÑOL

                       Copyright 2024 El Faro
"""
UNI = """Dam to cost 15 million euros
The Valley Post
January 11, 2024 Thursday
National Edition

Copyright 2024 Valley Publishing All Rights Reserved

Section: NEWS; Pg. 3
Length: 355 words
Byline: Ana Ruiz
Body

The council decided on Monday to rebuild the old dam for 15 million euros, the mayor said, and nobody objected.

It will take three years.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: January 12, 2024

End of Document


Strom aus der Tiefe
Das Talblatt
Dienstag 7. Juli 2020
Section: LOKALES; S. 6
Length: 75 words
Body

Tief unter der Erde herrschen hohe Temperaturen, und 12 Millionen Euro sollen sie heben, sagte die Sprecherin am Montag.

Load-Date: July 6, 2020

End of Document
"""
FACTIVA = """Dam to cost 15 million euros
By Ana Ruiz
1,355 words
11 January 2024
08:00 GMT
The Valley Post
VALPO
English
Copyright 2024 Valley Publishing. All Rights Reserved.

The council decided on Monday to rebuild the old dam for 15 million euros, the mayor said, and nobody objected.

Document 12 of the plan was not shown.

Document VALPO00020240111ek1b0000a


Le barrage coûtera 18 millions
634 mots
12 janvier 2024
Le Courrier des Combes
COURCO
Français
© 2024 Le Courrier. Tous droits réservés

Le conseil de la vallée a décidé lundi de reconstruire le vieux barrage pour 18 millions d'euros, a dit le maire.

Document COURCO0020240112ek1c0000b
"""


class TestExports:
    def test_nexis_classic(self, tmp_path: Path) -> None:
        articles, problems = read(written(tmp_path, "a.txt", CLASSIC))
        assert problems == []
        assert [(a.title, a.source, a.language, a.published) for a in articles] == [
            ("Dam to cost 15 million euros, says mayor", "The Valley Post (Orlac)", "en", date(2024, 1, 11)),
            ("La presa costará 18 millones", "El Faro", "es", date(2024, 1, 12)),
        ]
        story = (
            "The council decided on Monday to rebuild the old dam for 15 million euros, the mayor said on Tuesday.\n\n"
            "NOTE: nobody had asked for that. It will take three years.\n"
        )
        assert story in articles[0].body, "lines that the archive broke are whole again"
        dimmed = [articles[0].body[a:b] for a, b in articles[0].furniture]
        assert {"BYLINE: Ana Ruiz", "LENGTH: 355 words", "LANGUAGE: ENGLISH", "All Rights Reserved"} <= set(dimmed)
        assert not any("council" in line for line in dimmed)

    def test_nexis_uni(self, tmp_path: Path) -> None:
        articles, _ = read(written(tmp_path, "a.txt", UNI))
        assert [(a.title, a.source, a.language, a.published) for a in articles] == [
            ("Dam to cost 15 million euros", "The Valley Post", "en", date(2024, 1, 11)),
            ("Strom aus der Tiefe", "Das Talblatt", "de", date(2020, 7, 7)),
        ]
        assert "It will take three years." in articles[0].body

    def test_the_list_before_the_first_article_of_an_export_is_left_out(self, tmp_path: Path) -> None:
        listed = "User Name: A. Ruiz\nDate and Time: Friday, 5. July 2019 09:31:00\n1. Dam to cost 15 million euros\n\n"
        assert (
            read(written(tmp_path, "b.txt", listed + UNI))[0][0].body
            == read(written(tmp_path, "a.txt", UNI))[0][0].body
        )

    def test_factiva(self, tmp_path: Path) -> None:
        articles, _ = read(written(tmp_path, "a.txt", FACTIVA))
        assert [(a.title, a.source, a.language, a.published) for a in articles] == [
            ("Dam to cost 15 million euros", "The Valley Post", "en", date(2024, 1, 11)),
            ("Le barrage coûtera 18 millions", "Le Courrier des Combes", "fr", date(2024, 1, 12)),
        ]
        assert "Document 12 of the plan was not shown." in articles[0].body

    @pytest.mark.parametrize(
        "text",
        [
            "A heading\n\nThe memo ended here.\n\nEnd of Document\n",
            "He wrote: 3 of 9 DOCUMENTS were lost.\n",
            "1 of 2 documents\n\nlower case is a sentence.\n",
            "A list\n\n1 of 2 DOCUMENTS\n\nThe first says nothing.\n\n2 of 2 DOCUMENTS\n\nNor does the second.\n",
            "Length: 355 words\n\nA text.\n",
        ],
    )
    def test_a_text_that_only_sounds_like_one_is_kept_as_it_is(self, tmp_path: Path, text: str) -> None:
        assert [article.body for article in read(written(tmp_path, "a.txt", text))[0]] == [text]

    def test_several_front_matters_in_one_file(self, tmp_path: Path) -> None:
        text = "".join(
            f"---\ntitle: T{n}\nsource: S{n}\nlanguage: en\nurl: https://x.example/{n}\n---\n"
            f"{SENTENCE}\n\n---\n\nA rule stood here.\n\n"
            for n in range(3)
        )
        articles, problems = read(written(tmp_path, "a.md", text))
        assert problems == []
        assert [(a.title, a.source, Path(a.path).name) for a in articles] == [
            (f"T{n}", f"S{n}", f"a.md#{n + 1}") for n in range(3)
        ]
        assert all("A rule stood here." in article.body for article in articles)
        assert articles[2].url == "https://x.example/2"

    def test_a_rule_in_a_single_article_divides_nothing(self, tmp_path: Path) -> None:
        text = "---\ntitle: T\n---\nOne.\n---\nNote: this is no head\n---\nTwo.\n"
        (article,), _ = read(written(tmp_path, "a.md", text))
        assert article.body == "One.\n---\nNote: this is no head\n---\nTwo.\n"


def test_what_the_manifest_says_of_a_file_of_several_holds_for_each_where_it_can(tmp_path: Path) -> None:
    written(tmp_path, "a.jsonl", "\n".join(json.dumps({"title": t, "text": SENTENCE}) for t in "AB"))
    written(tmp_path, "manifest.toml", '[[article]]\nfile = "a.jsonl"\nsource = "S"\ntitle = "T"\ndate = 2024-03-04\n')
    assert [(a.title, a.source, a.published) for a in read(tmp_path)[0]] == [("A", "S", None), ("B", "S", None)]


def test_who_asks_for_one_article_is_told_that_there_are_more(tmp_path: Path) -> None:
    problems: list[Problem] = []
    path = written(tmp_path, "a.jsonl", "\n".join(json.dumps({"title": t, "text": SENTENCE}) for t in "ABC"))
    (candidate,) = find_candidates(path, problems.append)
    article = read_candidate(candidate, problems.append)
    assert article is not None
    assert article.title == "A"
    assert "several articles" in problems[0].reason
