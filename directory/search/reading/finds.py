"""Where in folded words may something be meant? A stretch of them with what it would mean."""

from dataclasses import dataclass

from directory.search.reading.conditions import Matter


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch that may be a condition; without a matter it is a word that is known (`values` is empty).

    `means` is what a whole phrase is looked for as; a weak one tells only why something is asked.
    """

    start: int
    end: int
    matter: Matter | None = None
    values: tuple[str, ...] = ()
    is_negated: bool = False
    is_filler: bool = False
    is_background: bool = False
    means: str = ""
    is_weak: bool = False

    @property
    def is_subject(self) -> bool:
        """Whether it is a word that a listing must have."""
        return self.matter is None and not (self.is_filler or self.is_background)
