"""Everything that casework stores about one person: read out, joined with another's, or erased."""

import uuid
from collections.abc import Iterator

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from casework.models.consent import Consent
from casework.models.person import Person, TeamMember
from casework.models.task import Task
from core import clock
from core.person_records import RecordLine

TABLES = frozenset({"person", "team_member", "consent", "task"})
PURPOSE_LABELS = {"support": "支援", "tell_host": "受け入れ先に伝えること"}


class CaseworkRecords:
    """The port of casework (core.person_records)."""

    tables = TABLES

    def lines(self, session: Session, person_id: uuid.UUID) -> Iterator[RecordLine]:
        """The person, the ledger of agreements and the promises made, in that order."""
        person = session.get(Person, person_id)
        if person is not None:
            yield from _about(person)
        for consent in session.scalars(select(Consent).where(Consent.person_id == person_id).order_by(Consent.id)):
            yield _about_consent(consent)
        for task in session.scalars(select(Task).where(Task.person_id == person_id).order_by(Task.id)):
            yield RecordLine("すること", task.due_on.isoformat(), " ".join(filter(None, (task.title, task.note))))

    def merge(self, session: Session, person_id: uuid.UUID, into: uuid.UUID) -> None:
        """Move agreements, promises and team; the row that has become empty is closed."""
        known = select(TeamMember.user_id).where(TeamMember.person_id == into)
        twins = (TeamMember.person_id == person_id) & TeamMember.user_id.in_(known)
        session.execute(delete(TeamMember).where(twins).execution_options(synchronize_session="fetch"))
        moved = TeamMember.person_id == person_id
        session.execute(update(TeamMember).where(moved).values(person_id=into, is_in_charge=False))
        for table in (Consent, Task):
            session.execute(update(table).where(table.person_id == person_id).values(person_id=into))
        session.get_one(Person, person_id).closed_at = clock.now()
        session.flush()
        session.expire_all()

    def erase(self, session: Session, person_id: uuid.UUID) -> None:
        """Delete the person and every row that names them."""
        for table in (Task, Consent, TeamMember):
            session.execute(delete(table).where(table.person_id == person_id))
        session.execute(delete(Person).where(Person.id == person_id))


def _about(person: Person) -> Iterator[RecordLine]:
    at = person.created_at.isoformat()
    stored = {
        "名前": person.name,
        "名前の読み": person.name_kana,
        "呼び名": person.nickname,
        "生年月日": person.birth_date.isoformat() if person.birth_date else None,
        "性別": person.gender,
        "地区": person.district.name if person.district else None,
        "住所": person.address,
        "電話番号": person.phone,
        "安全な連絡のしかた": person.safe_contact,
        "連絡の手段": "、".join(person.contact_means) or None,
    }
    yield from (RecordLine(kind, at, words) for kind, words in stored.items() if words)
    for member in person.team:
        until = member.ends_on.isoformat() if member.ends_on else ""
        words = f"{member.starts_on.isoformat()}〜{until} {'主担当' if member.is_in_charge else '担当'}"
        yield RecordLine("担当者", at, words)


def _about_consent(consent: Consent) -> RecordLine:
    words = [PURPOSE_LABELS[consent.purpose], f"説明の版 {consent.wording_version}", *consent.items]
    if consent.expires_on:
        words.append(f"{consent.expires_on.isoformat()}まで")
    if consent.withdrawn_at:
        words.append(f"取り下げ {consent.withdrawn_at.isoformat()} {consent.withdrawal_note}".strip())
    return RecordLine("同意", consent.given_at.isoformat(), " ".join(words))
