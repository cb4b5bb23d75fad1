"""What happens when a person takes an agreement back? What relied on it leaves the host's sight, and a human is told.

The handler of the outbox kind `consent_withdrawn`.
"""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from casework import consents
from casework.models.consent import Consent, Purpose
from core.outbox import OutboxMessage
from directory import inbox
from matching import machine_tasks
from matching.answers import machine_of
from matching.machine_tasks import CONSENT_GONE
from matching.models.placement import Placement
from matching.placements import ENDED

KIND: Final = consents.WITHDRAWN
WORDS: Final = "同意が取り下げられました：受け入れ先への対応を本人と確かめる"


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
