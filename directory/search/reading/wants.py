"""Where do words say how things are? Whole phrases that somebody means something by (directory.search.phrases)."""

from collections.abc import Iterator

from directory.search.phrases import wants
from directory.search.reading.conditions import Matter
from directory.search.reading.finds import Find


def find_wants(folded: str) -> Iterator[Find]:
    """Every place where the words say what somebody wants."""
    for want in wants():
        for says in want.says:
            for match in says.finditer(folded):
                if want.fact:
                    yield Find(match.start(), match.end(), Matter.FACT, (want.fact,))
                else:
                    yield Find(match.start(), match.end(), means=want.name, is_weak=want.is_weak)
