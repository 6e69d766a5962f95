"""Which pairs of mentions are worth weighing, and their evidence by the words alone."""

from collections import defaultdict
from collections.abc import Sequence

from search.compare.evidence import Evidence, evidence
from search.compare.linking import PairKey
from search.compare.profile import Profile
from search.compare.story import Story
from search.compare.weights import weights


def weigh(profiles: Sequence[Profile], leading: Sequence[int], story: Story) -> dict[PairKey, Evidence]:
    """Evidence by pair (lower index first) of `leading` mentions of articles of one story that nothing forbids."""
    by_dimension: dict[str, list[int]] = defaultdict(list)
    for index in leading:
        by_dimension[profiles[index].dimension].append(index)
    table = weights("words")
    found: dict[PairKey, Evidence] = {}
    for indices in by_dimension.values():
        for position, a in enumerate(indices):
            for b in indices[position + 1 :]:
                if story.kin(profiles[a].mention.article, profiles[b].mention.article):
                    weighed = evidence(profiles[a], profiles[b], story, table)
                    if weighed is not None:
                        found[a, b] = weighed
    return found
