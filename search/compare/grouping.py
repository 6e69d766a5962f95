"""Which mentions speak of one quantity: at most one statement an article, the surest put together first."""

from collections.abc import Callable, Mapping, Sequence

from search.compare.clusters import Clusters
from search.compare.evidence import Evidence
from search.compare.joining import Candidate, Joining
from search.compare.linking import PairKey, agreements
from search.compare.profile import Profile
from search.compare.story import Story
from search.compare.weights import weights

AGREE = 0.6
"""Odds (logarithm) from which mentions whose values fit are taken for one quantity."""
JOIN = 0.0
"""The same for clusters of them."""
AT_ODDS = 1.2
"""The same for clusters whose values do not fit."""
UPDATED = -1.5
"""The same for states of a running count on different days, which raise no alarm."""
SLIP = 3.0
"""What a likely slip of the pen counts, as the logarithm of odds. One unrelated pair in a hundred has swapped digits by
chance, one contradiction in ten to five by error."""
_ONLY, _MUCH = 3.0, 1.4
"""How much likelier than any other two clusters must be by their words, and how much they must have in common, to be
certain where two sentences say the same."""
_ALONE, _LIKELY = 5.5, 0.9
"""The same where nothing else comes near, and how likely their words must make them."""
_CERTAIN = 2.0
"""The odds of what is certain."""
_HALF = 0.5

Moves = Callable[[Sequence[int], Sequence[int]], bool]
"""Whether two clusters would be states of one running count on different days."""


class Grouping:
    """The mentions of one story on their way to quantities."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        weighed: Mapping[PairKey, Evidence],
        fitting: Mapping[PairKey, bool],
        story: Story,
    ) -> None:
        """Take the evidence by the words and, for the same pairs, whether the values fit."""
        self._profiles = profiles
        self._weighed = weighed
        self._fitting = fitting
        self._joining = Joining(profiles, weighed, fitting, story)
        self.clusters = Clusters([profile.mention.article for profile in profiles])
        self.open: dict[PairKey, float] = {}
        """The odds of mentions that may be at odds, in clusters that were not joined."""

    def agree(self) -> None:
        """Put together what agrees."""
        self.clusters.join(agreements(self._profiles, self._weighed, self._fitting), AGREE)

    def agree_as_clusters(self) -> None:
        """Join clusters that agree."""
        self._join("clusters agreeing", JOIN, lambda _, found: found.fits)

    def differ(self, moves: Moves) -> None:
        """Join clusters whose values do not fit, running counts last."""

        def moving(names: PairKey) -> bool:
            return moves(*(self.clusters.members[name] for name in names))

        self._join(_AT_ODDS, AT_ODDS, lambda names, found: self.may_differ(found) and not moving(names))
        self._join(_AT_ODDS, UPDATED, lambda names, found: self.may_differ(found) and moving(names))
        for candidate in self.candidates().values():
            if not candidate.fits:
                self.open.update(dict.fromkeys(candidate.pairs, _odds(_AT_ODDS, candidate)))

    def may_differ(self, candidate: Candidate) -> bool:
        """Whether values that do not fit would prove something."""
        reserved = sum(bool(self._weighed[pair].reservation) for pair in candidate.pairs)
        return not candidate.fits and candidate.share >= _HALF and reserved < _HALF * len(candidate.pairs)

    def candidates(self) -> dict[PairKey, Candidate]:
        """The pairs of clusters that may still join."""
        return self._joining.candidates(self.clusters)

    def _join(self, table: str, least: float, ready: Callable[[PairKey, Candidate], bool]) -> None:
        """Join clusters, round by round those that are each other's likeliest, until none is likely enough."""
        while True:
            likely = []
            for names, candidate in self.candidates().items():
                if ready(names, candidate):
                    odds = _odds(table, candidate)
                    if odds >= least:
                        likely.append((odds, names))
            if not likely:
                return
            taken: set[int] = set()
            for _, (first, second) in sorted(likely, reverse=True):
                if first not in taken and second not in taken:
                    self.clusters.unite(first, second)
                taken |= {first, second}


_AT_ODDS = "clusters at odds"


def _odds(table: str, candidate: Candidate) -> float:
    odds = weights(table).sum(candidate.signs)
    if candidate.fits:
        return odds
    return max(odds + SLIP * candidate.slip, _CERTAIN if _certain(candidate) else odds)


def _certain(candidate: Candidate) -> bool:
    seen = candidate.signs
    much = seen["margin"] >= _ONLY and seen["common"] >= _MUCH
    return candidate.plain and (much or (seen["margin"] >= _ALONE and seen["words"] >= _LIKELY))
