"""Where may words begin and end in a text that is folded? At signs, at particles, and where the script changes."""

import re
from dataclasses import dataclass
from typing import Final, Self

from core.japanese.folding import DASH, Folded, fold_with_offsets

PARTICLES: Final = (
    "から",
    "まで",
    "より",
    "など",
    "って",
    "には",
    "では",
    "とは",
    "にも",
    "でも",
    *"のでにをがはともへや",
)
_KANA: Final = re.compile(f"[ぁ-ゖゝゞ][ぁ-ゖゝゞ{DASH}]*")
_SIGN: Final = re.compile(r"[^\w\-]|_")


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text as typed and as folded; places are those of the folded text."""

    said: str
    folded: Folded

    @classmethod
    def of(cls, said: str) -> Self:
        """The lettering of any text."""
        return cls(said, fold_with_offsets(said))

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the text as typed."""
        return self.folded.span(start, end)

    def typed(self, start: int, end: int) -> str:
        """The text as typed between two places."""
        first, last = self.folded.span(start, end)
        return self.said[first:last]

    def is_kana(self, start: int, end: int) -> bool:
        """Whether nothing but kana stands between two places."""
        return _KANA.fullmatch(self.text, start, end) is not None

    def is_sign(self, place: int) -> bool:
        """Whether what stands here is neither letter nor digit."""
        return _SIGN.match(self.text, place) is not None

    def particle_at(self, place: int) -> int:
        """The length of the particle that may begin here; 0 for none."""
        return next((len(one) for one in PARTICLES if self.text.startswith(one, place)), 0)

    def particle_before(self, place: int) -> int:
        """The length of the particle that may end here; 0 for none."""
        return next((len(one) for one in PARTICLES if self.text.endswith(one, 0, place)), 0)

    def changes_script(self, place: int) -> bool:
        """Whether the letters before and after a place are of different scripts, as typed."""
        if place == 0:
            return True
        starts = self.folded.starts
        return _script(self.said[starts[place - 1]]) != _script(self.said[starts[place]])

    def ends_word(self, place: int) -> bool:
        """Whether a word in kana may end here."""
        return (
            place == len(self.text)
            or self.is_sign(place)
            or bool(self.particle_at(place))
            or self.changes_script(place)
        )


def _script(letter: str) -> int:
    if "ぁ" <= letter <= "ゖ":
        return 1
    if "ァ" <= letter <= "ー" or "ｦ" <= letter <= "ﾟ":
        return 2
    return 3 if letter.isdigit() else 4
