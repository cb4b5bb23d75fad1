"""Who without an account wants to come or to help, and has a coordinator rung back?

What is written is sealed, is read only by the coordinators of the district with every look audited, and is erased
ninety days after the answer.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, delete, false, or_, select
from sqlalchemy.orm import Session, joinedload

from accounts.models.municipality import Municipality
from core import audit, clock, outbox, tally
from core.access import Actor
from core.errors import ConflictError, InvalidError, NotFoundError
from core.japanese.phone import PhoneNumberError, to_e164
from core.words import word
from directory.models.district import District
from directory.models.inquiry import Inquiry, InquiryOutcome, InquiryWish
from directory.models.location import Location
from directory.models.service import Service
from directory.permissions import COORDINATORS

ASKED: Final = "inquiry"
"""The outbox kind of a new inquiry; its payload is {"inquiry": key}."""
KEPT: Final = timedelta(days=90)
MOST_AN_HOUR: Final = 60
"""More than this a town's residents do not write; it is a machine, and people are asked to ring."""
CALL_TIMES: Final[Mapping[str, str]] = {
    "morning": word("午前"),
    "afternoon": word("午後"),
    "evening": word("夕方（5時から7時）"),
}
"""When somebody may be rung."""
OUTCOME_LABELS: Final[Mapping[InquiryOutcome, str]] = {
    InquiryOutcome.TALKED: word("話をして、次を決めた"),
    InquiryOutcome.LED_ON: word("ほかの場所や窓口につないだ"),
    InquiryOutcome.UNREACHED: word("何度かかけたが、つながらなかった"),
    InquiryOutcome.WITHDRAWN: word("もうよいとのことだった"),
}


@dataclass(frozen=True, kw_only=True)
class NewInquiry:
    """What somebody wrote: what to be called, the number, when it may ring, and what to take care of."""

    wish: InquiryWish
    name: str
    phone: str
    times: Sequence[str] = ()
    care: str = ""
    words: str = ""


def ask(session: Session, town: Municipality, service: Service | None, new: NewInquiry) -> Inquiry:
    """Keep the wish and promise the coordinator's task in the same transaction."""
    if tally.add_one(session, f"inquiry:{town.id}", timedelta(hours=1)) > MOST_AN_HOUR:
        raise InvalidError({"form": word("いまは受け付けが混み合っています。電話でお知らせください。")})
    made = Inquiry(
        municipality_id=town.id,
        service_id=service.id if service else None,
        wish=new.wish,
        name=_asked_name(new.name),
        phone=_dialled(new.phone, town.area_code),
        times=[time for time in new.times if time in CALL_TIMES],
        care=new.care.strip() or None,
        words=new.words.strip() or None,
    )
    session.add(made)
    session.flush()
    outbox.promise(session, ASKED, {"inquiry": str(made.id)}, municipality_id=town.id)
    return made


def visible_to(actor: Actor) -> Select[Inquiry]:
    """The inquiries of the actor's areas (圏域); those about no place belong to every coordinator."""
    query = select(Inquiry).where(Inquiry.municipality_id == actor.municipality_id)
    if actor.role not in COORDINATORS:
        return query.where(false())
    query = query.options(joinedload(Inquiry.service))
    if not actor.area_codes:
        return query
    place = query.outerjoin(Inquiry.service).outerjoin(Service.location).outerjoin(Location.district)
    return place.where(or_(District.id.is_(None), District.area.in_(actor.area_codes)))


def get(session: Session, actor: Actor, inquiry_id: uuid.UUID) -> Inquiry:
    """One inquiry; one that the actor may not know of does not exist."""
    found = session.execute(visible_to(actor).where(Inquiry.id == inquiry_id)).scalar_one_or_none()
    if found is None:
        raise NotFoundError("このページは見つかりません。")
    return found


def list_open(session: Session, actor: Actor) -> list[Inquiry]:
    """What waits for a call, the oldest first."""
    query = visible_to(actor).where(Inquiry.answered_at.is_(None)).order_by(Inquiry.at, Inquiry.id)
    return list(session.execute(query).scalars())


def answer(session: Session, actor: Actor, inquiry: Inquiry, outcome: InquiryOutcome) -> None:
    """Note how it was answered."""
    if inquiry.answered_at is not None:
        raise ConflictError("これはもう済んでいます。")
    inquiry.answered_at, inquiry.answered_by_name, inquiry.outcome = clock.now(), actor.name, outcome
    session.flush()
    audit.record(session, actor, "inquiry.answer", f"inquiry:{inquiry.id}", purpose=outcome)


def is_waiting_about(session: Session, service_id: uuid.UUID | None) -> bool:
    """Whether anybody still waits for a call about this listing, or about none."""
    about = Inquiry.service_id == service_id if service_id else Inquiry.service_id.is_(None)
    query = select(Inquiry.id).where(about, Inquiry.answered_at.is_(None)).limit(1)
    return session.execute(query).first() is not None


def erase_old(session: Session) -> int:
    """Erase what was answered ninety days ago, and say how many were."""
    done = session.execute(delete(Inquiry).where(Inquiry.answered_at < clock.now() - KEPT))
    return int(getattr(done, "rowcount", 0))


def _asked_name(text: str) -> str:
    if not text.strip():
        raise InvalidError({"name": word("どうお呼びすればよいか、入れてください。")})
    return text.strip()


def _dialled(text: str, area_code: str) -> str:
    try:
        return to_e164(text, area_code=area_code)
    except PhoneNumberError as error:
        raise InvalidError({"phone": word("電話番号を市外局番から入れてください。例：0856-31-0000")}) from error
