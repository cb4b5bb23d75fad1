"""Why did a match pause or end? Codes that can be counted, and the coordinator's own words after them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from core.words import word
from matching.lifecycle import State

_BETWEEN: Final = ": "


class StepReason(StrEnum):
    """What it was, in one word."""

    HEALTH = "health"
    FAMILY = "family"
    TIME = "time"
    TRAVEL = "travel"
    MONEY = "money"
    PEOPLE = "people"
    SEASON = "season"
    NOT_DRAWN = "not_drawn"
    OTHER_PLACE = "other_place"
    WORK = "work"
    STUDY = "study"
    ROLE = "role"
    MOVED = "moved"
    LOST_CONTACT = "lost_contact"
    HOST_FULL = "host_full"
    HOST_HANDS = "host_hands"
    HOST_RESTS = "host_rests"
    NO_FIT = "no_fit"
    MISTAKE = "mistake"
    CHANGED = "changed"
    CONSENT = "consent"
    OTHER = "other"


LABELS: Final[Mapping[StepReason, str]] = {
    StepReason.HEALTH: word("体調"),
    StepReason.FAMILY: word("家庭の事情"),
    StepReason.TIME: word("時間が合わない"),
    StepReason.TRAVEL: word("行き方"),
    StepReason.MONEY: word("費用"),
    StepReason.PEOPLE: word("人との関係"),
    StepReason.SEASON: word("季節・雪"),
    StepReason.NOT_DRAWN: word("気が進まない"),
    StepReason.OTHER_PLACE: word("ほかの場所にする"),
    StepReason.WORK: word("仕事が決まった"),
    StepReason.STUDY: word("学ぶ場に進む"),
    StepReason.ROLE: word("支える側になる"),
    StepReason.MOVED: word("引っ越し"),
    StepReason.LOST_CONTACT: word("連絡がとれない"),
    StepReason.HOST_FULL: word("いっぱいだった"),
    StepReason.HOST_HANDS: word("受け入れ先の人手が足りない"),
    StepReason.HOST_RESTS: word("受け入れ先の都合"),
    StepReason.NO_FIT: word("内容が合わない"),
    StepReason.MISTAKE: word("まちがえて選んだ"),
    StepReason.CHANGED: word("事情が変わった"),
    StepReason.CONSENT: word("同意が取り下げられた"),
    StepReason.OTHER: word("その他"),
}
CHOICES: Final[Mapping[State, Sequence[StepReason]]] = {
    State.DECLINED_BY_PERSON: (
        *(StepReason.NOT_DRAWN, StepReason.HEALTH, StepReason.TIME, StepReason.TRAVEL),
        *(StepReason.MONEY, StepReason.PEOPLE, StepReason.OTHER_PLACE, StepReason.OTHER),
    ),
    State.DECLINED_BY_HOST: (
        *(StepReason.HOST_FULL, StepReason.HOST_HANDS, StepReason.NO_FIT),
        *(StepReason.HOST_RESTS, StepReason.OTHER),
    ),
    State.WITHDRAWN: (StepReason.CHANGED, StepReason.MISTAKE, StepReason.CONSENT, StepReason.OTHER),
    State.PAUSED: (
        *(StepReason.HEALTH, StepReason.FAMILY, StepReason.SEASON),
        *(StepReason.HOST_RESTS, StepReason.OTHER),
    ),
    State.STOPPED: (
        *(StepReason.HEALTH, StepReason.FAMILY, StepReason.TRAVEL, StepReason.PEOPLE, StepReason.MOVED),
        *(StepReason.WORK, StepReason.HOST_RESTS, StepReason.LOST_CONTACT, StepReason.OTHER),
    ),
    State.GRADUATED: (StepReason.WORK, StepReason.STUDY, StepReason.ROLE, StepReason.OTHER),
}
"""By the state that a step leads to: what may be chosen."""


def written(reason: StepReason, words: str = "") -> str:
    """The reason as a step keeps it: health: 膝の手術."""
    return f"{reason.value}{_BETWEEN}{words.strip()}" if words.strip() else reason.value


def read(text: str) -> tuple[StepReason | None, str]:
    """The code and the words of a step's reason; a reason in words alone has no code."""
    code, _between, words = text.partition(_BETWEEN)
    if code in set(StepReason):
        return StepReason(code), words
    return None, text
