"""Who must not be proposed the same place? Two people, written down without a word of why."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, aliased

from casework import persons
from casework.models.person import Person
from core import audit
from core.access import Actor
from core.errors import InvalidError
from core.words import word
from matching.models.batch import KeptApart


def list_of(session: Session, actor: Actor) -> Sequence[tuple[Person, Person]]:
    """The pairs of which both are the actor's people."""
    own = persons.visible_to(actor).with_only_columns(Person.id)
    other = aliased(Person)
    query = select(KeptApart, Person, other).join(Person, Person.id == KeptApart.person_id)
    query = query.join(other, other.id == KeptApart.other_id)
    query = query.where(KeptApart.person_id.in_(own), KeptApart.other_id.in_(own)).order_by(KeptApart.id)
    return [(one, another) for _row, one, another in session.execute(query).all()]


def from_person(session: Session, actor: Actor, person: Person) -> Sequence[Person]:
    """The actor's own people who are kept apart from one of them."""
    pairs = list_of(session, actor)
    return [other if one.id == person.id else one for one, other in pairs if person.id in {one.id, other.id}]


def settle(session: Session, actor: Actor, person: Person, wanted: Collection[uuid.UUID]) -> None:
    """Keep exactly these of the actor's people apart from one of them; others stay as they are."""
    kept = {one.id for one in from_person(session, actor, person)}
    for other in sorted(set(wanted) - kept):
        keep(session, actor, person.id, other)
    for other in sorted(kept - set(wanted)):
        end(session, actor, person.id, other)


def keep(session: Session, actor: Actor, one: uuid.UUID, other: uuid.UUID) -> None:
    """Keep two of the actor's people apart from now on."""
    pair = _own_pair(session, actor, one, other)
    audit.take_turn(session)
    if session.execute(_row_of(pair)).first() is None:
        first, second = pair
        row = KeptApart(municipality_id=actor.municipality_id, noted_by=actor.user_id)
        row.person_id, row.other_id = first, second
        session.add(row)
        session.flush()
    _note(session, actor, "batch.apart", pair)


def end(session: Session, actor: Actor, one: uuid.UUID, other: uuid.UUID) -> None:
    """Let two of the actor's people share a place again."""
    pair = _own_pair(session, actor, one, other)
    audit.take_turn(session)
    session.execute(delete(KeptApart).where(KeptApart.person_id == pair[0], KeptApart.other_id == pair[1]))
    _note(session, actor, "batch.together", pair)


def _own_pair(session: Session, actor: Actor, one: uuid.UUID, other: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """Both as they are stored, if both exist for the actor."""
    first, second = sorted((persons.get(session, actor, one).id, persons.get(session, actor, other).id))
    if first == second:
        raise InvalidError({"other": word("ちがう人を選んでください。")})
    return first, second


def _row_of(pair: tuple[uuid.UUID, uuid.UUID]) -> Select[KeptApart]:
    return select(KeptApart).where(KeptApart.person_id == pair[0], KeptApart.other_id == pair[1])


def _note(session: Session, actor: Actor, action: str, pair: tuple[uuid.UUID, uuid.UUID]) -> None:
    for person in pair:
        audit.record(session, actor, action, f"person:{person}")
