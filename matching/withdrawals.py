"""What happens when an agreement ends? What relied on it leaves the host's sight, and a human is told.

`keep_promise` is the handler of the outbox kind `consent_withdrawn`; agreements that ran out are looked for every day.
"""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from casework import consents
from casework.models.consent import Consent, Purpose
from core.outbox import OutboxMessage
from directory import inbox
from directory.models.host_inbox import HostQuestion
from matching import machine_tasks
from matching.answers import machine_of
from matching.machine_tasks import CONSENT_GONE
from matching.models.placement import Placement
from matching.placements import ENDED

KIND: Final = consents.WITHDRAWN
WORDS: Final = "同意が取り下げられました：受け入れ先への対応を本人と確かめる"
LAPSED: Final = "同意の期限が過ぎました：続けてよいか本人に確かめる"


def keep_promise(session: Session, message: OutboxMessage) -> None:
    """Take the questions that the agreement allowed out of every host's inbox."""
    consent = session.get(Consent, uuid.UUID(message.payload["consent"]))
    if consent is None:
        return
    for placement in _open_placements(session, consent.person_id):
        if _relied_on(session, placement, consent):
            actor = machine_of(placement)
            inbox.withdraw(session, actor, placement.reference)
            machine_tasks.promise_about(session, actor, placement, kind=CONSENT_GONE, words=WORDS, within_days=0)


def close_lapsed(session: Session) -> int:
    """Take back the open questions about people whose agreement has run out, and say for how many matches."""
    asked = select(HostQuestion.reference).where(inbox.is_open())
    query = select(Placement).where(Placement.reference.in_(asked))
    query = query.options(joinedload(Placement.person), joinedload(Placement.service))
    lapsed = [one for one in session.execute(query.order_by(Placement.id)).scalars() if not _may_be_told(session, one)]
    for placement in lapsed:
        actor = machine_of(placement)
        inbox.withdraw_open(session, actor, placement.reference)
        machine_tasks.promise_about(session, actor, placement, kind=CONSENT_GONE, words=LAPSED, within_days=0)
    return len(lapsed)


def _may_be_told(session: Session, placement: Placement) -> bool:
    host, person_id = placement.service.organization_id, placement.person_id
    told = consents.current(session, person_id, Purpose.TELL_HOST, recipient=host)
    return told is not None and consents.current(session, person_id, Purpose.SUPPORT) is not None


def _open_placements(session: Session, person_id: uuid.UUID) -> list[Placement]:
    query = select(Placement).where(Placement.person_id == person_id, Placement.state.not_in(ENDED))
    query = query.options(joinedload(Placement.person), joinedload(Placement.service))
    return list(session.execute(query.order_by(Placement.id)).scalars())


def _relied_on(session: Session, placement: Placement, consent: Consent) -> bool:
    """Whether nothing else allows what this agreement allowed."""
    host = placement.service.organization_id
    if consent.purpose is Purpose.SUPPORT:
        return consents.current(session, consent.person_id, Purpose.SUPPORT) is None
    is_meant = str(host) in consent.recipients
    return is_meant and consents.current(session, consent.person_id, Purpose.TELL_HOST, recipient=host) is None
