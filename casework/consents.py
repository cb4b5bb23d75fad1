"""What has a person agreed to? A ledger: rows are added and withdrawn, and hold until their last day.

An agreement to tell a host names the organizations that may be told. Withdrawing promises the outbox row
`consent_withdrawn`, by which whoever relies on the agreement hears of it.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from casework import wordings
from casework.models.consent import Consent, ConsentMethod, Purpose
from casework.models.person import Person
from core import audit, clock, outbox
from core.access import Actor
from core.errors import ConflictError, InvalidError
from core.facts import Fact
from core.words import word

WITHDRAWN = "consent_withdrawn"
"""The outbox kind; its payload is {"consent": key}."""


class Item(StrEnum):
    """What a host may be told."""

    NICKNAME = "nickname"
    WISHES = "wishes"
    STRENGTHS = "strengths"
    NEEDS = "needs"
    TIMES = "times"


def next_year() -> date:
    """The last day of an agreement that is given today, where nothing else was agreed."""
    today = clock.today()
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if is_leap_day else today.day)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What was agreed, how, after which wording, and until which day."""

    purpose: Purpose
    method: ConsentMethod
    wording_version: str
    recipients: Sequence[uuid.UUID] = ()
    items: Sequence[Item] = ()
    expires_on: date = field(default_factory=next_year)


def list_of(session: Session, person_id: uuid.UUID) -> list[Consent]:
    """The whole ledger of a person, newest first."""
    return list(session.execute(_ledger(person_id)).scalars())


def current(
    session: Session, person_id: uuid.UUID, purpose: Purpose, *, recipient: uuid.UUID | None = None
) -> Consent | None:
    """The newest agreement that holds today; for telling a host, the one that names it."""
    rows = session.execute(_holding(person_id, purpose)).scalars()
    return next((row for row in rows if recipient is None or str(recipient) in row.recipients), None)


def state(session: Session, person_id: uuid.UUID, purpose: Purpose) -> Fact:
    """Yes while an agreement holds, no after the last one was withdrawn, unknown where there is nothing to go by."""
    day = clock.today()
    rows = [row for row in list_of(session, person_id) if row.purpose is purpose]
    if any(holds_on(row, day) for row in rows):
        return Fact.YES
    return Fact.NO if rows and rows[0].withdrawn_at is not None else Fact.UNKNOWN


def refused_hosts(session: Session, person_id: uuid.UUID) -> frozenset[str]:
    """The organizations of which the person's last word is that they may not be told."""
    newest: dict[str, Consent] = {}
    for row in list_of(session, person_id):
        if row.purpose is Purpose.TELL_HOST:
            for recipient in row.recipients:
                newest.setdefault(str(recipient), row)
    return frozenset(host for host, row in newest.items() if row.withdrawn_at is not None)


def list_expiring(session: Session, person_ids: Iterable[uuid.UUID], *, until: date) -> list[Consent]:
    """The agreements of these people that hold today and end by a day, soonest first."""
    query = select(Consent).where(Consent.person_id.in_(list(person_ids)), Consent.withdrawn_at.is_(None))
    query = query.where(Consent.expires_on >= clock.today(), Consent.expires_on <= until)
    return list(session.execute(query.order_by(Consent.expires_on, Consent.id)).scalars())


def holds_on(consent: Consent, day: date) -> bool:
    """Whether an agreement can be relied on, on a day."""
    return consent.withdrawn_at is None and (consent.expires_on is None or consent.expires_on >= day)


def demand(session: Session, person_id: uuid.UUID, purpose: Purpose, *, recipient: uuid.UUID | None = None) -> Consent:
    """The agreement that holds, locked against being withdrawn before the caller's commit; else ConflictError."""
    locked = _holding(person_id, purpose).with_for_update()
    rows = session.execute(locked.execution_options(populate_existing=True)).scalars()
    consent = next((row for row in rows if recipient is None or str(recipient) in row.recipients), None)
    if consent is None:
        raise ConflictError(_missing(purpose))
    return consent


def give(session: Session, actor: Actor, person: Person, agreement: Agreement) -> Consent:
    """Add a row to the ledger, after the wording that the person was told."""
    _demand_whole(agreement)
    audit.take_turn(session)
    consent = Consent(
        municipality_id=person.municipality_id,
        person_id=person.id,
        purpose=agreement.purpose,
        recipients=[str(recipient) for recipient in agreement.recipients],
        items=[item.value for item in agreement.items],
        wording_version=agreement.wording_version,
        method=agreement.method,
        recorded_by=actor.user_id,
        expires_on=agreement.expires_on,
    )
    session.add(consent)
    session.flush()
    audit.record(session, actor, "consent.give", f"person:{person.id}", purpose=f"{agreement.purpose} {consent.id}")
    return consent


def withdraw(session: Session, actor: Actor, consent: Consent, *, note: str = "") -> Consent:
    """End an agreement at the person's word; what was told before cannot be untold, nothing new is told."""
    audit.take_turn(session)
    session.refresh(consent, with_for_update=True)
    if consent.withdrawn_at is not None:
        raise ConflictError("この同意は、もう取り下げられています。")
    consent.withdrawn_at = clock.now()
    consent.withdrawal_note = note.strip()
    session.flush()
    outbox.promise(session, WITHDRAWN, {"consent": str(consent.id)}, municipality_id=consent.municipality_id)
    subject = f"person:{consent.person_id}"
    audit.record(session, actor, "consent.withdraw", subject, purpose=f"{consent.purpose} {consent.id}")
    return consent


def _ledger(person_id: uuid.UUID) -> Select[Consent]:
    return select(Consent).where(Consent.person_id == person_id).order_by(Consent.given_at.desc(), Consent.id.desc())


def _holding(person_id: uuid.UUID, purpose: Purpose) -> Select[Consent]:
    query = _ledger(person_id).where(Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
    return query.where(or_(Consent.expires_on.is_(None), Consent.expires_on >= clock.today()))


def _demand_whole(agreement: Agreement) -> None:
    faults: dict[str, str] = {}
    if wordings.find(agreement.purpose, agreement.wording_version) is None:
        faults["wording_version"] = word("説明の文を選び直してください。")
    if agreement.expires_on < clock.today():
        faults["expires_on"] = word("いつまでかを確かめてください。もう過ぎています。")
    if agreement.purpose is Purpose.TELL_HOST and not agreement.recipients:
        faults["recipients"] = word("だれに伝えてよいかを選んでください。")
    if faults:
        raise InvalidError(faults)


def _missing(purpose: Purpose) -> str:
    match purpose:
        case Purpose.SUPPORT:
            return word("支援についての本人の同意がありません。同意を確かめてから進めてください。")
        case Purpose.TELL_HOST:
            return word("この受け入れ先に伝えることへの本人の同意がありません。同意を確かめてから進めてください。")
