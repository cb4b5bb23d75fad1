"""A person of the town with what was agreed; a test says only what it changes."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework import consents, persons, wordings
from casework.consents import Agreement
from casework.models.consent import Consent, ConsentMethod, Purpose
from casework.models.person import Person
from casework.persons import PersonDetails
from core.access import Actor
from directory.models.organization import Organization

DETAILS = PersonDetails(
    name="山根 澄子",
    name_kana="やまね すみこ",
    nickname="スミさん",
    birth_date=date(1951, 3, 4),
    gender="female",
    address="島根県見本市駅前町17番1号",
    phone="0856-31-0999",
    safe_contact="妹の携帯 090-1234-5678 に 夕方",
    contact_means=("phone",),
)


def details(**changes: Any) -> PersonDetails:
    """The usual person's details, with these changes."""
    return replace(DETAILS, **changes)


def a_person(session: Session, actor: Actor, **changes: Any) -> Person:
    """A person whom the actor has registered."""
    return persons.register(session, actor, details(**{"is_another_person": True, **changes}))


def agrees_to_support(session: Session, actor: Actor, person: Person, **changes: Any) -> Consent:
    """The person agrees to be supported."""
    return _agrees(session, actor, person, Purpose.SUPPORT, **changes)


def agrees_to_tell(session: Session, actor: Actor, person: Person, host: Organization, **changes: Any) -> Consent:
    """The person agrees that the host is told."""
    return _agrees(session, actor, person, Purpose.TELL_HOST, recipients=(host.id,), **changes)


def _agrees(session: Session, actor: Actor, person: Person, purpose: Purpose, **changes: Any) -> Consent:
    agreement = Agreement(
        purpose=purpose,
        method=ConsentMethod.SPOKEN,
        wording_version=wordings.newest(purpose).version,
        **changes,
    )
    return consents.give(session, actor, person, agreement)
