"""Fit `search/compare/weights.toml` to annotated stories, and tell how well it does on stories left out.

    python tests/benchmarks/fit_weights.py [--write] [--show]

Read are the stories of tests/data/stories and own-stories (a folder with `gold.json` each), the five articles of seeds/
with their annotation, and pairs of short articles. A fifth of them at a time is left out and judged by weights fitted
to all others. `--write` fits to all and writes the file. The stories of tests/data/unseen-stories are only judged:
nothing is ever fitted to them.
"""

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np

from search.article import Article
from search.articles import read_articles
from search.compare import evidence, linking, pipeline, weights
from search.compare import grouping as grouping_module
from search.compare.grouping import Grouping
from search.compare.profile import CUES

ROOT = Path(__file__).resolve().parents[2]
PENALTY = 3.0
"""Of squared weights, in units of a pair's share of the likelihood, on signs of spread 1."""
PARTS = 5
"""Into how many parts the short stories are put to be left out."""


class Annotated:
    """Some articles, with the signs of each pair of figures and what the annotation says of it.

    `marked` holds (article, start, end, id, what), `gold` the verdict by pair of ids.
    """

    def __init__(self, name, articles, marked, gold, optional=frozenset()):
        self.name, self.articles, self.marked, self.gold = name, articles, marked, gold
        self.material = pipeline.read(articles)
        self.ids = [self._id(mention) for mention in self.material.mentions]
        self.optional = {i for i, own in enumerate(self.ids) if own in optional}
        self.what = {own: what for *_, own, what in marked}
        profiles, story, leading = self.material.profiles, self.material.story, self.material.leading
        plain = weights.Weights(0.0, {})
        self.signs = {}
        for a, b in combinations(leading, 2):
            if profiles[a].dimension != profiles[b].dimension or not story.kin(self._article(a), self._article(b)):
                continue
            if evidence.evidence(profiles[a], profiles[b], story, plain) is not None:
                self.signs[a, b] = evidence.signs(profiles[a], profiles[b], story)
        self.fits = {pair: self.material.judgement.fits(*pair) for pair in self.signs}
        self.reserved = {pair: evidence.reserve(*(self.material.mentions[i] for i in pair)) for pair in self.signs}
        self.parts = []
        self.counts = 1.0

    def _id(self, mention):
        found = (
            own
            for article, start, end, own, _ in self.marked
            if article == mention.article and start < mention.figure.end and mention.figure.start < end
        )
        return next(found, "")

    def _article(self, index):
        return self.material.mentions[index].article

    def part(self, only):
        """The story as told by some of its articles, by their indices."""
        marked = [(only.index(a), *rest) for a, *rest in self.marked if a in only]
        here = {own for *_, own, _ in marked}
        gold = {pair: verdict for pair, verdict in self.gold.items() if pair <= here}
        part = Annotated(self.name, [self.articles[i] for i in only], marked, gold)
        part.counts = AGAIN
        return part

    @classmethod
    def folder_of(cls, stories):
        """Several stories in one folder."""
        articles, marked, gold, optional = [], [], {}, set()
        for number, story in enumerate(stories):
            first = len(articles)
            articles += [replace(each, path=f"{number}/{each.path}") for each in story.articles]
            marked += [(first + a, start, end, f"{number} {own}", what) for a, start, end, own, what in story.marked]
            gold |= {frozenset(f"{number} {own}" for own in pair): verdict for pair, verdict in story.gold.items()}
            optional |= {f"{number} {story.ids[i]}" for i in story.optional}
        return cls("folder", articles, marked, gold, frozenset(optional))

    def verdict(self, pair):
        return self.gold.get(frozenset((self.ids[pair[0]], self.ids[pair[1]])))

    def weighed(self, table):
        """The evidence of each pair by a table of words."""
        return {
            pair: evidence.Evidence(table.sum(signs), self.reserved[pair], *evidence.of_clusters(signs))
            for pair, signs in self.signs.items()
        }

    def grouping(self, table):
        """The story's mentions, weighed by a table of words, none of them put together yet."""
        return Grouping(self.material.profiles, self.weighed(table), self.fits, self.material.story)


def folder(path):
    gold = json.loads((path / "gold.json").read_text("utf-8"))
    order = {a["id"]: i for i, a in enumerate(gold["articles"])}
    story = Annotated(
        path.name,
        [next(iter(read_articles(path / a["file"]))) for a in gold["articles"]],
        [(order[f["article"]], f["start"], f["end"], f["id"], f.get("what", "")) for f in gold["figures"]],
        {frozenset((p["a"], p["b"])): p["verdict"] for p in gold["pairs"]},
        frozenset(f["id"] for f in gold["figures"] if f.get("optional")),
    )
    story.parts = [story.part(only) for only in combinations(range(len(story.articles)), 2)]
    return story


def seeds():
    gold = json.loads((ROOT / "tests/data/seeds-figures.json").read_text("utf-8"))
    articles = list(read_articles(ROOT / "seeds"))
    order = {Path(a.path).name: i for i, a in enumerate(articles)}
    marked = [(order[f["file"]], f["start"], f["end"], f["id"], f["note"]) for f in gold["figures"]]
    pairs = {frozenset(p[:2]): p[2] for claim in gold["claims"] for p in claim["pairs"]}
    story = Annotated("seeds", articles, marked, pairs)
    story.parts = [story.part(only) for only in combinations(range(len(articles)), 2)]
    return story


def short(entry):
    articles, marked = [], []
    for index, (language, published, text) in enumerate((entry["a"], entry["b"])):
        day = date.fromisoformat(published) if published else None
        articles.append(Article(f"{index}.txt", "", "", language, day, text))
    gold = {}
    for number, (*texts, verdict) in enumerate(entry["expect"]):
        names = []
        for index, text in enumerate(texts):
            # A figure that the text has twice is marked by its occurrence: "12#2".
            text, _, occurrence = text.partition("#")
            places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", articles[index].body)]
            start = places[int(occurrence or 1) - 1]
            names.append(f"{number}{'ab'[index]}")
            marked.append((index, start, start + len(text), names[-1], entry["name"]))
        gold[frozenset(names)] = verdict
    return Annotated(entry["name"], articles, marked, gold)


FOR = {
    *("near", "around", "said", "common", "best common", "names", "spelling", "measure", "anchors"),
    *("links", "same year", "counted", "same noun", "same unit", "words", "least margin", "unmatched"),
    *("sentence alike", "passage alike", "best witness", "witnesses' words", "witnesses", "common counterparts"),
}
"""Signs that can only speak for one quantity."""
AGAINST = {
    *("apart", "many", "names differ", "narrower", "own", "contrast", "roles differ"),
    *("days differ", "one year", "years differ", "bare years", "other precision", "other things"),
    *("better counterpart", "other counterpart", "loose bound", *("cue " + cue for cue in CUES)),
}
"""Signs that can only speak against it."""
AGAIN = 0.5
"""What an example counts from two articles of a story, or from a folder: they are seen more than once."""
FOLDER = 10
"""Short stories in one folder."""


def fit(examples):
    """Logistic regression; a sign whose weight would contradict its meaning is left out.

    Examples are (signs, of one quantity or not) and may go on with how much the example counts, and with odds that are
    known beside the signs.
    """
    rows = [signs for signs, *_ in examples]
    labels = np.array([label for _, label, *_ in examples], dtype=float)
    counts = np.array([rest[0] if rest else 1.0 for _, _, *rest in examples])
    known = np.array([rest[1] if rest else 0.0 for _, _, *rest in examples])
    names = sorted({name for row in rows for name in row})
    place = {name: index for index, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for name, value in row.items():
            x[index, place[name]] = value
    while True:
        fitted = _newton(x[:, [place[name] for name in names]], labels, counts, known, names)
        wrong = {n for n, w in fitted.by_sign.items() if (n in FOR and w < 0) or (n in AGAINST and w > 0)}
        if not wrong:
            return fitted
        names = [name for name in names if name not in wrong]


def _newton(x, y, counts, known, names):
    spread = x.std(axis=0)
    spread[spread == 0] = 1.0
    x = np.hstack([x / spread, np.ones((len(x), 1))])
    penalty = np.diag([PENALTY] * len(names) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w + known, -30, 30)))
        gradient = x.T @ (counts * (p - y)) + penalty @ w
        step = np.linalg.solve((x.T * (counts * p * (1 - p))) @ x + penalty + 1e-9 * np.eye(len(w)), gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights.Weights(float(w[-1]), {n: float(v) for n, v in zip(names, w[:-1] / spread, strict=True)})


class Fitted:
    """All tables: of words, of pairs that agree, of clusters that agree and that are at odds."""

    def __init__(self, groups):
        """Fit each table to odds that the tables before it give to groups they were not fitted to."""
        turns = [groups[turn::PARTS] for turn in range(min(PARTS, len(groups)))]
        stories = [[*(story for group in held for story in group), *folders(held)] for held in turns]

        def but(held, found):
            return [example for turn, own in enumerate(found) if turn != held for example in own]

        words = [fit(but(turn, [_rows(held) for held in stories])) for turn in range(len(turns))]
        pairs = [[e for s in held for e in _agreeing(s, words[turn])] for turn, held in enumerate(stories)]
        agreeing = [fit(but(turn, pairs)) for turn in range(len(turns))]
        begun = []
        for turn, held in enumerate(stories):
            linking.weights = {"agreeing": agreeing[turn]}.__getitem__
            begun.append([(story, story.grouping(words[turn])) for story in held])
            for _, grouping in begun[-1]:
                grouping.agree()
        alike = [[e for s, g in held for e in _examples(s, g, lambda c, _: c.fits)] for held in begun]
        for turn, held in enumerate(begun):
            grouping_module.weights = {"clusters agreeing": fit(but(turn, alike))}.__getitem__
            for _, grouping in held:
                grouping.agree_as_clusters()
        odds = [[e for s, g in held for e in _examples(s, g, lambda c, g: g.may_differ(c))] for held in begun]
        self.tables = {
            "words": fit([row for held in stories for row in _rows(held)]),
            "agreeing": fit([row for own in pairs for row in own]),
            "clusters agreeing": fit([row for own in alike for row in own]),
            "clusters at odds": fit([row for own in odds for row in own]),
        }

    def use(self):
        """Compare with these tables from now on."""
        linking.weights = grouping_module.weights = self.tables.__getitem__


def folders(groups):
    """The long stories of some groups in one folder, the short ones in some more: here stories must be told apart."""
    long = [group[0] for group in groups if len(group) > 1]
    short_ = [group[0] for group in groups if len(group) == 1]
    found = [long, *(short_[first : first + FOLDER] for first in range(0, len(short_), FOLDER))]
    found = [Annotated.folder_of(stories) for stories in found if len(stories) > 1]
    for each in found:
        each.counts = AGAIN
    return found


def _rows(stories):
    return [(row, story.verdict(pair) is not None) for story in stories for pair, row in story.signs.items()]


def _agreeing(story, words):
    rest = linking.Counterparts(story.material.profiles, story.weighed(words), story.fits)
    return [(rest.signs(*pair), story.verdict(pair) is not None) for pair, fit in story.fits.items() if fit]


def _examples(story, grouping, wanted):
    """The candidates of a story, told apart by whether most of their pairs are of one quantity."""
    members = grouping.clusters.members
    for (first, second), candidate in grouping.candidates().items():
        if not wanted(candidate, grouping) or story.optional & {*members[first], *members[second]}:
            continue
        verdicts = [story.verdict((a, b)) is not None for a in members[first] for b in members[second]]
        known = 0.0 if candidate.fits else grouping_module.SLIP * candidate.slip
        yield candidate.signs, 2 * sum(verdicts) >= len(verdicts), story.counts, known


class Score:
    def __init__(self):
        self.right, self.said, self.gold = defaultdict(int), defaultdict(int), defaultdict(int)

    def __str__(self):
        parts = []
        for kind in ("contradict", "agree", "updated"):
            precision = self.right[kind] / self.said[kind] if self.said[kind] else 1.0
            recall = self.right[kind] / self.gold[kind] if self.gold[kind] else 1.0
            parts.append(f"{kind} P {precision:.3f} R {recall:.3f} ({self.said[kind]}/{self.gold[kind]})")
        return "; ".join(parts)


_KIND = {"same": "agree", "compatible": "agree", "contradict": "contradict", "updated": "updated"}


def judge(story, fitted, *totals, show=False):
    """Compare with fitted tables and count what is right, said and in the annotation."""
    fitted.use()
    score = Score()
    for each in (score, *totals):
        for verdict in story.gold.values():
            each.gold[_KIND[verdict]] += 1
    mentions, judgement = story.material.mentions, story.material.judgement
    for group in pipeline.gather(story.material, story.grouping(fitted.tables["words"])):
        running = judgement.running(group)
        for pair in combinations(group, 2):
            verdict = (
                judgement.outcome(*pair, running=running).verdict
                if len({mentions[i].article for i in pair}) == 2
                else None
            )
            gold = _KIND.get(story.verdict(pair) or "")
            if verdict is None or (gold == "updated" and _KIND[verdict] == "agree") or set(pair) & story.optional:
                continue
            kind = _KIND[verdict]
            for each in (score, *totals):
                each.said[kind] += 1
                each.right[kind] += gold == kind
            if show and gold != kind and kind == "contradict":
                texts = " against ".join(mentions[i].figure.text for i in pair)
                whats = " / ".join(story.what.get(story.ids[i], "") for i in pair)
                print(f"   {story.name}: false: {texts} ({whats})")
    return score


FITTED = ("stories", "own-stories")
SHORT = ("tests/compare/short-stories.toml", "tests/data/short-pairs.toml")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit to all and write weights.toml")
    parser.add_argument("--show", action="store_true", help="list the false contradictions")
    options = parser.parse_args()
    long = [folder(p.parent) for name in FITTED for p in sorted((ROOT / "tests/data" / name).glob("*/gold.json"))]
    long.append(seeds())
    entries = [e for name in SHORT for e in tomllib.loads((ROOT / name).read_text("utf-8"))["story"]]
    brief = [[short(entry)] for entry in entries]
    whole = [[story, *story.parts] for story in long]
    kinds = ("stories left out", "two articles of each", "short pairs left out", "folders left out")
    totals = {name: Score() for name in kinds}
    for turn in range(PARTS):
        held = whole[turn::PARTS] + brief[turn::PARTS]
        fitted = Fitted([group for group in whole + brief if group not in held])
        for story, *parts in held:
            kind = "stories left out" if parts else "short pairs left out"
            score = judge(story, fitted, totals[kind], show=options.show)
            for part in parts:
                judge(part, fitted, totals["two articles of each"])
            if parts:
                print(f"{story.name:28} {score}", flush=True)
        for each in folders(held):
            judge(each, fitted, totals["folders left out"])
    fitted = Fitted(whole + brief)
    totals |= {name: Score() for name in ("stories fitted to", "short pairs fitted to", "stories never seen")}
    for story, *parts in whole + brief:
        judge(story, fitted, totals["stories fitted to" if parts else "short pairs fitted to"])
    for path in sorted((ROOT / "tests/data/unseen-stories").glob("*/gold.json")):
        judge(folder(path.parent), fitted, totals["stories never seen"], show=options.show)
    for name, total in totals.items():
        print(f"{name:28} {total}")
    if options.write:
        write(fitted)


def write(fitted):
    path = Path(weights.__file__).with_name("weights.toml")
    lines = [path.read_text("utf-8").partition("\n[")[0].rstrip()]
    for name, table in fitted.tables.items():
        header = name if name.isidentifier() else json.dumps(name)
        lines.append(f"\n[{header}]\nstart = {table.start:.2f}")
        lines += [f"{json.dumps(sign)} = {value:.2f}" for sign, value in table.by_sign.items() if abs(value) >= 0.005]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
