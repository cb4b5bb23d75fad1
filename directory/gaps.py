"""Which places are missing? Needs that no place answers, counted by district, kind and reason, small numbers hidden."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core import audit
from core.access import Actor
from core.words import word
from directory.districts import list_districts
from directory.models.gap import Gap, GapReason, GapTime

FEWEST_SHOWN: Final = 5
"""A smaller number might tell of somebody."""
REASON_LABELS: Final[Mapping[GapReason, str]] = {
    GapReason.NONE_THERE: word("こういう場所がない"),
    GapReason.TOO_FAR: word("遠すぎる"),
    GapReason.NO_RIDE: word("行く手段がない"),
    GapReason.FULL: word("満員"),
    GapReason.WRONG_TIME: word("時間が合わない"),
    GapReason.COST: word("お金がかかりすぎる"),
    GapReason.REFUSED: word("受け入れてもらえなかった"),
    GapReason.OTHER: word("そのほか"),
}
TIME_LABELS: Final[Mapping[GapTime, str]] = {
    GapTime.ANY: word("いつでも"),
    GapTime.MORNING: word("平日の午前"),
    GapTime.AFTERNOON: word("平日の午後"),
    GapTime.EVENING: word("夕方・夜"),
    GapTime.WEEKEND: word("土曜・日曜"),
}


@dataclass(frozen=True, kw_only=True)
class NewGap:
    """What is missing, where, when and why; the words name nobody."""

    kind: str
    district_id: uuid.UUID | None
    reason: GapReason
    time: GapTime = GapTime.ANY
    words: str = ""


@dataclass(frozen=True)
class GapCount:
    """How often one kind is missing in one district, and for which reasons; None where the number is too small."""

    kind: str
    district_id: uuid.UUID | None
    district_name: str
    total: int | None
    reasons: Mapping[GapReason, int | None]


def note(session: Session, actor: Actor, municipality_id: uuid.UUID, new: NewGap) -> Gap:
    """Note that a place is missing."""
    gap = Gap(
        municipality_id=municipality_id,
        kind=new.kind,
        district_id=new.district_id,
        reason=new.reason,
        time=new.time,
        words=new.words.strip(),
        noted_by=actor.reference,
    )
    session.add(gap)
    session.flush()
    audit.record(session, actor, "gap.note", f"gap:{gap.id}", purpose=new.kind)
    return gap


def count_open(session: Session) -> list[GapCount]:
    """What is missing and not yet worked on, the most frequent first; those too few to tell by district."""
    rows = session.execute(
        select(Gap.kind, Gap.district_id, Gap.reason, func.count())
        .where(Gap.development_id.is_(None))
        .group_by(Gap.kind, Gap.district_id, Gap.reason)
    )
    cells: dict[tuple[str, uuid.UUID | None], Counter[GapReason]] = {}
    for kind, district_id, reason, count in rows:
        cells.setdefault((kind, district_id), Counter())[reason] = count
    places = {district.id: (place, district.name) for place, district in enumerate(list_districts(session))}
    found = [_count(kind, where, *_placed(places, where), reasons) for (kind, where), reasons in cells.items()]
    return [count for _position, count in sorted(found, key=lambda one: (-(one[1].total or 0), one[0], one[1].kind))]


def take_up(session: Session, development_id: uuid.UUID, kind: str, district_id: uuid.UUID | None) -> int:
    """Give what is missing of a kind in a district to the attempt to make it, and say how often it was missed."""
    where = Gap.district_id == district_id if district_id else Gap.district_id.is_(None)
    query = update(Gap).where(Gap.kind == kind, where, Gap.development_id.is_(None))
    return int(getattr(session.execute(query.values(development_id=development_id)), "rowcount", 0))


def list_taken_up(session: Session, development_id: uuid.UUID) -> list[Gap]:
    """What an attempt is to answer, the oldest first."""
    query = select(Gap).where(Gap.development_id == development_id).order_by(Gap.noted_on, Gap.id)
    return list(session.execute(query).scalars())


def told(number: int) -> int | None:
    """The number where it may be told."""
    return number if number >= FEWEST_SHOWN else None


def shown_reasons(reasons: Counter[GapReason]) -> dict[GapReason, int | None]:
    """The numbers that may be told; one hidden alone could be worked out from the total, so the smallest joins it."""
    shown = {reason: told(count) for reason, count in reasons.most_common()}
    if len(shown) > 1 and list(shown.values()).count(None) == 1:
        shown[min((reason for reason in shown if shown[reason] is not None), key=lambda reason: reasons[reason])] = None
    return shown


def _placed(places: Mapping[uuid.UUID, tuple[int, str]], where: uuid.UUID | None) -> tuple[int, str]:
    return places.get(where, (len(places), "")) if where else (len(places), "")


def _count(
    kind: str, where: uuid.UUID | None, position: int, name: str, reasons: Counter[GapReason]
) -> tuple[int, GapCount]:
    return position, GapCount(kind, where, name, told(reasons.total()), shown_reasons(reasons))
