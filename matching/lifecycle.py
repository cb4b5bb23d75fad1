"""Which steps may one match take, who may take them, and in which states does it hold a place?

After matching.md §5. `host_ok` is the host's answer that leads to a planned visit; a new try after an ending is a new
match. Nothing here writes: `matching.placements` asks this table before it does.
"""

from collections.abc import Mapping
from enum import StrEnum

from core.life_cycle import LifeCycle
from core.words import word


class State(StrEnum):
    """Where one match stands (matching.md §5)."""

    PROPOSED = "proposed"
    OFFERED = "offered"
    ASKED = "asked"
    VISIT_PLANNED = "visit_planned"
    VISITED = "visited"
    TRIAL = "trial"
    ACCEPTED = "accepted"
    ATTENDING = "attending"
    SETTLED = "settled"
    PAUSED = "paused"
    STOPPED = "stopped"
    GRADUATED = "graduated"
    DECLINED_BY_PERSON = "declined_by_person"
    DECLINED_BY_HOST = "declined_by_host"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ENDINGS = frozenset({State.DECLINED_BY_PERSON, State.DECLINED_BY_HOST, State.WITHDRAWN})
LIFE_CYCLE = LifeCycle(
    {
        State.PROPOSED: frozenset({State.OFFERED, State.DECLINED_BY_PERSON, State.WITHDRAWN}),
        State.OFFERED: frozenset({State.ASKED, State.EXPIRED, State.DECLINED_BY_PERSON, State.WITHDRAWN}),
        State.ASKED: ENDINGS | {State.VISIT_PLANNED, State.EXPIRED},
        State.VISIT_PLANNED: ENDINGS | {State.VISIT_PLANNED, State.VISITED},
        State.VISITED: ENDINGS | {State.TRIAL, State.ACCEPTED},
        State.TRIAL: ENDINGS | {State.TRIAL, State.ACCEPTED},
        State.ACCEPTED: ENDINGS | {State.ATTENDING},
        State.ATTENDING: frozenset({State.SETTLED, State.PAUSED, State.STOPPED}),
        State.SETTLED: frozenset({State.PAUSED, State.STOPPED, State.GRADUATED}),
        State.PAUSED: frozenset({State.ATTENDING, State.STOPPED}),
    }
)
SOFT_RESERVING = frozenset({State.OFFERED, State.ASKED, State.VISIT_PLANNED, State.VISITED})
"""The states that keep a place free for the person, without their having it."""
CONSUMING = frozenset({State.TRIAL, State.ACCEPTED, State.ATTENDING, State.SETTLED, State.PAUSED})
"""The states in which the person has the place."""
HOLDING = SOFT_RESERVING | CONSUMING
"""The states in which a match holds one of the host's places."""
ATTENDED = frozenset({State.VISITED, State.TRIAL, State.ACCEPTED, State.ATTENDING, State.SETTLED, State.PAUSED})
"""The states in which the person has been there and is followed up."""
KNOWN_TO_HOST = HOLDING - {State.OFFERED}
"""The states in which the host has heard of the person."""
NEEDS_REASON = ENDINGS | {State.PAUSED, State.STOPPED}
"""The states that nobody enters without saying why."""
NEEDS_AGREED_WORDS = frozenset({State.ASKED})
"""The states that tell the host something: only what the person agreed to."""
NEEDS_BOTH_YES = frozenset({State.ACCEPTED})
"""The states that stand for the word of both the person and the host."""
OFFER_DAYS = 14
"""How long an offer holds its place before it expires."""


class Mover(StrEnum):
    """Who takes a step: the coordinator (also for the person), the host by its answers, the clock."""

    COORDINATOR = "coordinator"
    HOST = "host"
    CLOCK = "clock"


HOST_MOVES = frozenset(
    {State.VISIT_PLANNED, State.VISITED, State.TRIAL, State.ATTENDING, State.DECLINED_BY_HOST, State.STOPPED}
)
"""What an answer of the host can lead to, once it knows of the person."""
CLOCK_MOVES = frozenset({State.EXPIRED})
"""The machine itself only lets an unanswered offer or question expire."""


def may_move(mover: Mover, before: State, after: State) -> bool:
    """Whether this side may take this step."""
    if not LIFE_CYCLE.allows(before, after):
        return False
    match mover:
        case Mover.COORDINATOR:
            return True
        case Mover.HOST:
            return before in KNOWN_TO_HOST and after in HOST_MOVES
        case Mover.CLOCK:
            return after in CLOCK_MOVES


LABELS: Mapping[State, str] = {
    State.PROPOSED: word("候補"),
    State.OFFERED: word("提案済"),
    State.ASKED: word("打診中"),
    State.VISIT_PLANNED: word("見学の予定"),
    State.VISITED: word("見学済"),
    State.TRIAL: word("体験中"),
    State.ACCEPTED: word("受入決定"),
    State.ATTENDING: word("参加中"),
    State.SETTLED: word("定着"),
    State.PAUSED: word("休止"),
    State.STOPPED: word("終了"),
    State.GRADUATED: word("次の段階へ"),
    State.DECLINED_BY_PERSON: word("見送り（本人）"),
    State.DECLINED_BY_HOST: word("見送り（受け入れ先）"),
    State.WITHDRAWN: word("取り下げ"),
    State.EXPIRED: word("期限切れ"),
}
"""What each state is called on a coordinator's page."""
MOVE_LABELS: Mapping[State, str] = {
    State.OFFERED: word("本人に提案した"),
    State.ASKED: word("受け入れ先に聞く"),
    State.VISIT_PLANNED: word("見学の日を決める"),
    State.VISITED: word("見学に行った"),
    State.TRIAL: word("体験した"),
    State.ACCEPTED: word("両方の「はい」を記録する"),
    State.ATTENDING: word("参加が始まった"),
    State.SETTLED: word("定着したと記録する"),
    State.PAUSED: word("休止にする"),
    State.STOPPED: word("終了にする"),
    State.GRADUATED: word("次の段階へ進む"),
    State.DECLINED_BY_PERSON: word("本人が見送る"),
    State.DECLINED_BY_HOST: word("受け入れ先が見送る"),
    State.WITHDRAWN: word("取り下げる"),
    State.EXPIRED: word("期限切れにする"),
}
"""What the press is called that leads to each state."""
