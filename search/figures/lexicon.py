"""What the readers know of a language, loaded from `languages/*.toml`.

The files hold all words; this module only turns their lists into tables that are quick to look up. A language is
added by adding a file: no code names a language.
"""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from search.figures.figure import Kind
from search.figures.page import split, split_raw
from search.figures.phrases import Phrases
from search.figures.sections import Sections, by_pair, fraction, inverted, labelled, neighbours

_FOLDER = Path(__file__).parent / "languages"
AGE, HALF, SCALE, CURRENCY, UNIT = 1, 2, 4, 8, 16
"""What a word after a number can be."""


class Lexicon:
    """The words of one language, by the job they do. Attribute names follow the sections of the data files."""

    def __init__(self, code: str, common: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        """Make the tables of a language from its own file and the one that all share."""
        self.code = code
        section = Sections(own)

        digits = section.table("digits")
        self.decimal: str = digits.get("decimal", "." if not own else ",")
        self.plain_spaces: bool = digits.get("plain_spaces", False)
        self.indian_groups: bool = digits.get("indian_groups", False)
        self.feet_marks: bool = digits.get("feet_marks", False)
        self.dotted_times: bool = digits.get("dotted_times", False)
        self.month_first: bool = digits.get("month_first", False)
        self.minus = frozenset(digits.get("minus", ()))
        self.minus_after = section.phrases("digits", "minus_after")

        spelled = section.table("spelled")
        self.spelled = {word: Decimal(str(value)) for word, value in spelled.get("words", {}).items()}
        self.units_spelled = frozenset(word for word, value in self.spelled.items() if value < 10)
        self.ones = frozenset(spelled.get("one", ()))
        self.doubtful = frozenset(spelled.get("doubtful", ()))
        self.inside_only = frozenset(spelled.get("inside_only", ()))
        self.joiners = frozenset(spelled.get("joiners", ()))
        self.joined_hundreds = frozenset(spelled.get("joined_hundreds", ()))
        self.compound_parts = tuple(sorted(spelled.get("compound_parts", ()), key=len, reverse=True))
        self.compound_starts = frozenset(part[:3] for part in self.compound_parts)

        scale = section.table("scale")
        self.scale = Phrases((split(word), int(power)) for word, power in scale.get("words", {}).items())
        self.scale_with_money = Phrases((split(word), int(p)) for word, p in scale.get("with_money", {}).items())
        self.scale_symbols: dict[str, int] = dict(common["scale_symbols"])
        self.scale_of = section.phrases("scale", "of")
        self.scale_joined = frozenset(scale.get("joined", ()))
        self.dotted = frozenset(scale.get("dotted", ()))

        self.half_before = section.phrases("halves", "before")
        halves = section.table("halves")
        parts = {**dict.fromkeys(halves.get("after", ()), "1/2"), **halves.get("parts", {})}
        self.half_after = Phrases((split(phrase), fraction(part)) for phrase, part in parts.items())
        units = section.table("units")
        self.half_units = frozenset(name for unit in section.table("halves").get("units", ()) for name in units[unit])
        collectives = section.table("collectives")
        self.collectives = {word: Decimal(str(v)) for word, v in collectives.get("words", {}).items()}
        self.collective_plurals = {word: Decimal(str(v)) for word, v in collectives.get("plurals", {}).items()}
        self.collective_articles = frozenset(collectives.get("articles", ()))
        self.collective_adjectives = frozenset(collectives.get("adjectives", ()))

        fractions = section.table("fractions")
        self.fraction_wholes = Phrases((split(p), fraction(v)) for p, v in fractions.get("whole", {}).items())
        self.fractions_hedged = Phrases((split(p), fraction(v)) for p, v in fractions.get("hedged", {}).items())
        self.fraction_nouns = {word: int(n) for word, n in fractions.get("nouns", {}).items()}
        self.fraction_before = frozenset(fractions.get("before", ()))
        self.fraction_to = frozenset(fractions.get("to", ()))
        self.fraction_after = frozenset(fractions.get("after", ()))
        ratios = section.table("ratios")
        self.ratio_between = section.phrases("ratios", "between")
        self.divided = section.phrases("ratios", "divided")
        self.times = frozenset(ratios.get("times", ()))
        self.ratio_apart = section.phrases("ratios", "apart")
        self.ratios_reach = bool(self.ratio_apart)
        self.ratio_words = frozenset(
            {*self.ratio_between.first_words, *self.ratio_apart.first_words, *self.fraction_nouns, *self.times}
        )
        self.ratio_every = frozenset(ratios.get("every", ()))
        self.multiples = Phrases((split(p), Decimal(str(n))) for p, n in ratios.get("multiples", {}).items())
        self.times_words = {word: Decimal(n) for word, n in ratios.get("times_words", {}).items()}
        self.multiplied = section.phrases("ratios", "multiplied")
        self.times_after = section.phrases("ratios", "times_after")

        self._fill_units(common, section)
        self.time_zones = frozenset(common["times"]["zones"])

        approximations = section.table("approximations")
        self.hedges = labelled(approximations, ("exact", "about", "at_least", "at_most"))
        self.hedge_ends = frozenset(self.hedges.last_words)
        self.hedges_after = labelled(approximations, ("about_after", "at_least_after", "at_most_after"))
        self.hedges_of_size = section.words("approximations", "not_of_time")
        self.hedges_of_spread = section.words("approximations", "spread")
        self.hedge_skipped = frozenset(approximations.get("skipped", ()))
        contractions = approximations.get("contractions", {}).values()
        self.definite = frozenset(
            {*approximations.get("definite", ()), *(word for words in contractions for word in words)}
        )
        self.earlier = section.phrases("approximations", "earlier")
        self.levels_reached = section.words("approximations", "level")

        ranges = section.table("ranges")
        self.range_between = section.words("ranges", "between")
        self.range_and = section.words("ranges", "and")
        self.range_from = section.words("ranges", "from")
        self.range_to = section.words("ranges", "to")
        self.range_or = section.words("ranges", "or")
        self.range_change = section.words("ranges", "change")
        self.change_stems = tuple(ranges.get("change_stems", ()))
        self.fall_stems = tuple(ranges.get("fall_stems", ()))
        self.range_plus = section.words("ranges", "plus")
        self.range_versus = section.words("ranges", "versus")
        self.range_by = section.words("ranges", "by")
        self.range_part = section.phrases("ranges", "part")
        self.range_articles = frozenset(ranges.get("articles", ()))
        self.lists = section.words("ranges", "lists")

        self._fill_dates(section)

        ages = section.table("ages")
        self.age_before = section.phrases("ages", "before")
        self.age_verbs = section.phrases("ages", "verbs")
        self.age_after = section.phrases("ages", "after")
        self.age_said = section.phrases("ages", "said")
        self.age_said_followed = frozenset(ages.get("said_followed", ()))
        self.age_particles = frozenset(ages.get("particles", ()))
        self.age_plural = frozenset(ages.get("plural", ()))
        self.age_persons = frozenset(ages.get("persons", ()))
        persons = [(split(f"{person} {of}"), person) for person in ages.get("persons", ()) for of in ages.get("of", ())]
        self.age_people = Phrases([*((split(phrase), phrase) for phrase in ages.get("people", ())), *persons])
        self.age_at = section.phrases("ages", "at")
        self.age_not_followed = frozenset(ages.get("not_followed", ()))
        self.age_sentence_stems = tuple(ages.get("sentence_stems", ()))
        self.age_life_stems = tuple(ages.get("life_stems", ()))
        self.age_names_alone: bool = ages.get("names_alone", False)
        self.age_names_bracketed: bool = ages.get("names_bracketed", False)

        ranks = section.table("ranks")
        self.ordinals: dict[str, int] = dict(ranks.get("ordinals", {}))
        self.ordinal_before = frozenset(ranks.get("before", ()))
        self.rank_places = section.phrases("ranks", "places")
        self.rank_compounds = {
            f"{start}{superlative}": int(value)
            for start, value in ranks.get("compounds", {}).items()
            for superlative in ranks.get("superlatives", ())
        }
        self.magnitude_before = section.phrases("magnitude", "before")
        self.quakes = frozenset(section.table("magnitude").get("quakes", ()))
        self.magnitude_after = section.phrases("magnitude", "after")

        names = section.table("names")
        self.labels = section.phrases("names", "labels")
        self.laws = frozenset(names.get("laws", ()))
        self.streets = frozenset(names.get("streets", ()))
        self.street_suffixes = tuple(names.get("street_suffixes", ()))
        self.street_abbreviations = tuple(names.get("street_abbreviations", ()))
        self.street_of = frozenset(names.get("street_of", ()))
        self.house_suffixes = frozenset(names.get("house_suffixes", ()))
        self.cities = frozenset(common["names"]["cities"])
        self.locative = frozenset(names.get("locative", ()))
        self.views = section.phrases("names", "views")
        self.pagers = frozenset(names.get("pagers", ()))
        self.furniture = section.phrases("names", "furniture")
        self.furniture_words = frozenset(self.furniture.first_words)
        self.weekdays = frozenset(names.get("weekdays", ()))

        nouns = section.table("nouns")
        self.noun_capitals: bool = nouns.get("capitals", False)
        self.noun_last: bool = nouns.get("noun_last", False)
        self.function = frozenset(nouns.get("function", ()))
        self.adjectives = frozenset(nouns.get("adjectives", ()))
        self.adjective_endings = tuple(nouns.get("adjective_endings", ()))
        self.counted_compounds: dict[str, str] = dict(nouns.get("compounds", {}))
        self.plural_looks = tuple(nouns.get("plural_looks", ()))
        self.plurals = frozenset(nouns.get("plurals", ()))
        self.subjects = frozenset(nouns.get("subjects", ()))
        self.tolls = frozenset(nouns.get("tolls", ()))
        self.of_them = section.phrases("nouns", "of_them")
        self.number_nouns = frozenset(nouns.get("number_nouns", ()))
        self.levels = section.phrases("nouns", "levels")
        self.plural_endings = tuple(nouns.get("plural_endings", ()))
        self.plural_apostrophe = frozenset(nouns.get("plural_apostrophe", ()))
        self.unit_skipped = frozenset(nouns.get("before_unit", ()))
        self.plural_strict = tuple(nouns.get("plural_strict", nouns.get("plural_endings", ())))
        self.copulas = frozenset(nouns.get("copulas", ()))
        self.articles = frozenset(nouns.get("articles", ()))
        self.singular_articles = frozenset(nouns.get("singular_articles", ()))
        self.plural_not = tuple(nouns.get("plural_not", ()))

        self.crowns = frozenset(section.table("elided").get("crowns", ()))
        self.money_totals = section.phrases("elided", "totals")
        money = section.table("elided").get("money", ())
        self.money_words = frozenset(word for word in money if not word.endswith("*"))
        self.money_stems = tuple(word[:-1] for word in money if word.endswith("*"))

        self.sign_currencies = frozenset(section.table("elided").get("dollar_sign", ()))
        self.money_nouns = frozenset(section.table("elided").get("nouns", ()))
        self.idioms = by_pair(section.table("idioms").get("phrases", ()))
        self.idiom_neighbours = neighbours(self.idioms)
        self.starters = self._starters()
        self.after_number = self._after_number()
        self.age_leaders = frozenset(
            word
            for table in (self.age_people, self.age_before, self.age_verbs, self.age_at, self.age_said)
            for word in table.last_words
        )
        self.ratio_starters = frozenset(
            {
                *self.fraction_wholes.first_words,
                *self.fractions_hedged.first_words,
                *self.multiples.first_words,
                *self.multiplied.first_words,
                *self.divided.first_words,
                *self.times_words,
                *self.ratio_every,
            }
        )
        self.day_followers = frozenset({*self.months, *self.day_ordinals, *self.day_of.first_words})
        self.counters = frozenset({*self.views.first_words, *self.pagers})

    def _fill_units(self, common: Mapping[str, Any], section: "Sections") -> None:
        self.families = {unit: Kind(family) for family, units in common["families"].items() for unit in units}
        self.symbols = inverted(common["symbols"], split_raw)
        self.glued_symbols = inverted(common["glued_symbols"], split_raw)
        self.units = inverted(section.table("units"), split)
        percent = section.table("percent")
        self.percents = inverted(
            {
                "%": percent.get("words", ()),
                "pp": percent.get("points", ()),
                "bp": percent.get("basis_points", ()),
            },
            split,
        )
        self.decimal_points = frozenset(percent.get("decimal_points", ()))
        self.points_about = frozenset(percent.get("points_about", ()))
        symbols = [(split_raw(s), code) for code, written in common["currency_symbols"].items() for s in written]
        codes = [(split_raw(code), code) for code in common["currency_codes"]["codes"]]
        self.currency_symbols = Phrases(symbols + codes)
        self.currency_names = frozenset(common["currency_codes"]["names"])
        glued = section.table("glued_currencies")
        self.glued_currencies = inverted(glued.get("names", {}), split_raw)
        self.glued_currencies_not_after = frozenset(glued.get("not_after", ()))
        self.currency_prefixes = inverted(section.table("currency_prefixes"), split)
        self.currencies = inverted(section.table("currencies"), split)
        self.scaled_currencies = inverted(section.table("scale").get("currencies", {}), split)
        self.currency_leaders = frozenset(
            word.lower() for table in (self.currency_symbols, self.currency_prefixes) for word in table.last_words
        )
        families = common["currency_families"]
        self.currency_families = tuple(frozenset(codes) for codes in families["names"])
        self.open_currency: str = families["open"]
        self.world_dollar: str = families["world"]
        self.cent_currencies = frozenset(families["cents"])
        self.currency_qualifiers = frozenset(
            phrase[0].lower()
            for table in (self.currency_symbols, self.currencies)
            for phrase, code in table.items()
            if len(phrase) > 1 and any(code in family for family in self.currency_families)
        )
        places = families["places"].items()
        self.currency_places = {word: code for code, words in places for word in words}
        rates = section.table("rates")
        self.rate_per = section.phrases("rates", "per")
        self.rate_units = Phrases((split(p), str(u)) for p, u in rates.get("units", {}).items())

    def _fill_dates(self, section: "Sections") -> None:
        dates = section.table("dates")
        months = dates.get("months", {})
        self.year_participles = tuple(dates.get("participles", ()))
        self.months = {word: int(n) for n, names in months.items() for word in names}
        self.month_abbreviations = frozenset(name for names in months.values() for name in names[1:] if len(name) < 6)
        self.capital_months: bool = dates.get("capital_months", False)
        self.feast_articles = frozenset(dates.get("feast", ()))
        self.year_in = section.phrases("dates", "in")
        self.month_in = section.phrases("dates", "month_in")
        self.before_year = section.phrases("dates", "before_year")
        self.day_ordinals = frozenset(dates.get("ordinal", ()))
        self.day_of = section.phrases("dates", "day_of")
        self.day_lists = section.words("dates", "day_lists")
        self.decade_before = section.phrases("dates", "decade_before")
        times = section.table("times")
        self.time_before = section.phrases("times", "before")
        self.time_after = section.phrases("times", "after")
        self.afternoon = section.words("times", "afternoon")
        self.time_mark = frozenset(times.get("mark", ()))
        self.time_taken = frozenset(times.get("taken", ()))
        self.time_bare = section.phrases("times", "bare")
        self.hour_before = section.phrases("times", "hour_before")
        self.minutes_after = section.phrases("times", "with_minutes_after")
        self.minutes_before = section.phrases("times", "with_minutes_before")

    def _starters(self) -> frozenset[str]:
        """Every word at which a figure without digits may begin."""
        return frozenset(
            {
                *self.spelled,
                *self.ones,
                *self.collectives,
                *self.ordinals,
                *self.rank_compounds,
                *self.fraction_wholes.first_words,
                *self.fractions_hedged.first_words,
                *self.multiples.first_words,
                *self.multiplied.first_words,
                *self.divided.first_words,
                *self.times_words,
                *self.ratio_every,
                *self.half_before.first_words,
                *self.half_units,
                *self.months,
            }
        )

    def _after_number(self) -> dict[str, int]:
        """What every word that may change a number before it can be: a sum of AGE, HALF, SCALE, CURRENCY and UNIT."""
        scales = (self.scale, self.scale_with_money)
        currencies: tuple[Phrases[str], ...] = (
            self.currency_symbols,
            self.currencies,
            self.glued_currencies,
            self.scale_of,
        )
        units: tuple[Phrases[str], ...] = (self.symbols, self.glued_symbols, self.percents, self.units, self.scale_of)
        jobs: tuple[tuple[int, Iterable[str]], ...] = (
            (AGE, self.age_after.first_words),
            (HALF, self.half_after.first_words),
            (SCALE, (*self.scale_symbols, *self.collective_plurals, *(w for t in scales for w in t.first_words))),
            (CURRENCY, (word for table in currencies for word in table.first_words)),
            (UNIT, ("-", "‑", *self.unit_skipped, *self.decimal_points)),
            (UNIT, (word for table in units for word in table.first_words)),
        )
        found: dict[str, int] = {}
        for job, words in jobs:
            for word in words:
                lower = word.lower()
                found[lower] = found.get(lower, 0) | job
        return found


@lru_cache(maxsize=32)
def lexicon_for(language: str) -> Lexicon:
    """The lexicon of an ISO 639-1 code ("pt", also "pt-BR"); of an unknown one, the part that all languages share."""
    code = language.split("-")[0].split("_")[0].lower()
    common = _load("common")
    known = code.isascii() and code.isalpha() and code != "common" and (_FOLDER / f"{code}.toml").is_file()
    return Lexicon(code if known else "", common, _load(code) if known else {})


@lru_cache(maxsize=32)
def _load(name: str) -> dict[str, Any]:
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
