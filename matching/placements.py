"""One person and one service, from a proposal to a settled place: the steps that a coordinator takes.

The host hears nothing before `ask`, and then exactly the words that the person has agreed to. Every step names the
version of the match that was shown; a form shown before somebody else's step is refused.
"""

import secrets
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from casework import persons
from casework.disclosure import Identity, revealed
from casework.models.person import Person
from core import audit, clock
from core.access import MACHINE, Actor
from core.errors import ConflictError, InvalidError, NotFoundError
from core.facts import Fact
from core.types import Json
from core.words import word
from directory.inbox import Answer
from directory.models.service import Service
from matching import introductions
from matching.lifecycle import LIFE_CYCLE, OFFER_DAYS, State
from matching.models.placement import Placement, PlacementStep
from matching.moves import move

ENDED: Final = tuple(state.value for state in State if LIFE_CYCLE.is_final(state))
LONGEST_WORDS: Final = 600
TELLING: Final[Mapping[Identity, str]] = {
    Identity.NAME: word("本人の名前が入っています。呼び名だけで書いてください。"),
    Identity.NAME_KANA: word("本人の名前の読みが入っています。呼び名だけで書いてください。"),
    Identity.BIRTH_DATE: word("本人の生年月日が入っています。書かないでください。"),
    Identity.ADDRESS: word("本人の住所が入っています。書かないでください。"),
    Identity.PHONE: word("本人の電話番号が入っています。書かないでください。"),
}
"""What is said where the words for a host tell who somebody is."""


def visible_to(actor: Actor) -> Select[Placement]:
    """The matches of the people in whose team the actor is."""
    people = persons.visible_to(actor).with_only_columns(Person.id)
    return select(Placement).where(Placement.person_id.in_(people))


def get(session: Session, actor: Actor, placement_id: uuid.UUID) -> Placement:
    """One match with person, service and steps; one about somebody else's person does not exist."""
    placement = session.execute(_whole(visible_to(actor).where(Placement.id == placement_id))).scalar_one_or_none()
    if placement is None:
        raise NotFoundError("このページは見つかりません。")
    return placement


def list_of(session: Session, person: Person) -> list[Placement]:
    """Every match of a person, the newest first."""
    query = select(Placement).where(Placement.person_id == person.id)
    return list(session.execute(_whole(query).order_by(Placement.created_at.desc(), Placement.id.desc())).scalars())


def find_open(session: Session, person_id: uuid.UUID, service_id: uuid.UUID) -> Placement | None:
    """The match of this person and this service that has not ended."""
    query = select(Placement).where(Placement.person_id == person_id, Placement.service_id == service_id)
    return session.execute(query.where(Placement.state.not_in(ENDED)).limit(1)).scalars().first()


def propose(
    session: Session,
    actor: Actor,
    person: Person,
    service: Service,
    *,
    score: int | None = None,
    explanation: Json | None = None,
    reason: str = "",
) -> Placement:
    """Note a service as a candidate for the person; nothing reaches the host."""
    audit.take_turn(session)
    if find_open(session, person.id, service.id) is not None:
        raise ConflictError("この人とこの場所の組は、もう候補にあります。")
    placement = Placement(
        municipality_id=person.municipality_id,
        person=person,
        service=service,
        state=State.PROPOSED.value,
        reference=secrets.token_urlsafe(16),
        score=score,
        explanation=explanation,
        reason=reason.strip(),
    )
    placement.steps.append(_first_step(actor, placement))
    session.add(placement)
    session.flush()
    subject = f"person:{person.id}"
    audit.record(session, actor, "placement.proposed", subject, purpose=f"placement:{placement.id}")
    return placement


def offer(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str = "") -> PlacementStep:
    """Note that it was talked over with the person; a place is reserved for fourteen days."""
    return move(session, actor, placement, State.OFFERED, version=version, reason=reason)


def ask(
    session: Session, actor: Actor, placement: Placement, *, version: int, words: str, reason: str = ""
) -> PlacementStep:
    """Ask the host whether it takes somebody, with the nickname and the words that the person has agreed to."""
    audit.take_turn(session)
    consent = introductions.demand_consents(session, placement)
    demand_tellable(placement.person, words)
    step = move(session, actor, placement, State.ASKED, version=version, reason=reason)
    placement.agreed_words, placement.consent_id = words.strip(), consent.id
    introductions.introduce(session, actor, placement)
    return step


def plan_visit(
    session: Session, actor: Actor, placement: Placement, *, version: int, visit_on: date, reason: str = ""
) -> PlacementStep:
    """Note the day of a visit (見学) that host and person agreed on; without the host's yes it needs a reason."""
    if visit_on < clock.today():
        raise InvalidError({"visit_on": word("きょうか、それより後の日を選んでください。")})
    reply = introductions.host_reply(session, placement)
    if not reason.strip() and (reply is None or reply.answer != Answer.YES):
        raise InvalidError({"reason": word("受け入れ先の返事をどう確かめたか、書いてください。")})
    step = move(session, actor, placement, State.VISIT_PLANNED, version=version, reason=reason)
    placement.visit_on = visit_on
    session.flush()
    return step


def record_visit(session: Session, actor: Actor, placement: Placement, *, version: int, on: date) -> PlacementStep:
    """Note that the person has been there for a visit; follow-ups begin."""
    return _go(session, actor, placement, State.VISITED, version=version, on=on)


def record_trial(session: Session, actor: Actor, placement: Placement, *, version: int, on: date) -> PlacementStep:
    """Note that the person has tried it out (体験), once more or for the first time."""
    return _go(session, actor, placement, State.TRIAL, version=version, on=on)


def accept(
    session: Session,
    actor: Actor,
    placement: Placement,
    *,
    version: int,
    person_says: Fact,
    host_says: Fact,
    reason: str = "",
) -> PlacementStep:
    """Note that person and host both want it (受入決定)."""
    if person_says is not Fact.YES or host_says is not Fact.YES:
        raise ConflictError("受入の決定には、本人と受け入れ先の両方の「はい」が必要です。")
    return move(session, actor, placement, State.ACCEPTED, version=version, reason=reason)


def attend(session: Session, actor: Actor, placement: Placement, *, version: int, on: date) -> PlacementStep:
    """Note the first time that the person took part after being accepted."""
    return _go(session, actor, placement, State.ATTENDING, version=version, on=on)


def settle(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str = "") -> PlacementStep:
    """Note that the person has found a lasting place (定着)."""
    return move(session, actor, placement, State.SETTLED, version=version, reason=reason)


def graduate(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str = "") -> PlacementStep:
    """Note that the person goes on to a next goal."""
    return move(session, actor, placement, State.GRADUATED, version=version, reason=reason)


def pause(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str) -> PlacementStep:
    """Note that the person rests for a while; the place is kept."""
    return move(session, actor, placement, State.PAUSED, version=version, reason=reason)


def resume(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str = "") -> PlacementStep:
    """Note that the person comes again after a rest."""
    return move(session, actor, placement, State.ATTENDING, version=version, reason=reason)


def stop(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str) -> PlacementStep:
    """Note that it has ended, and why."""
    return move(session, actor, placement, State.STOPPED, version=version, reason=reason)


def decline_by_person(
    session: Session, actor: Actor, placement: Placement, *, version: int, reason: str
) -> PlacementStep:
    """Note the person's no, with the reason; it tells something about their wishes."""
    return move(session, actor, placement, State.DECLINED_BY_PERSON, version=version, reason=reason)


def decline_by_host(
    session: Session, actor: Actor, placement: Placement, *, version: int, reason: str
) -> PlacementStep:
    """Note the host's no, with the reason."""
    return move(session, actor, placement, State.DECLINED_BY_HOST, version=version, reason=reason)


def withdraw(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str) -> PlacementStep:
    """Take the match back; a question that the host has not answered leaves its inbox."""
    return move(session, actor, placement, State.WITHDRAWN, version=version, reason=reason)


def expire_offers(session: Session) -> int:
    """End every offer whose fourteen days are over and give its place back; the one step that the machine takes."""
    overdue = select(Placement).where(Placement.state == State.OFFERED.value, Placement.expires_on < clock.today())
    found = session.execute(_whole(overdue).order_by(Placement.id)).scalars().all()
    for placement in found:
        actor = Actor(role=MACHINE.role, municipality_id=placement.municipality_id, name=MACHINE.name)
        reason = f"提案から{OFFER_DAYS}日が過ぎました"
        move(session, actor, placement, State.EXPIRED, version=placement.version, reason=reason)
    return len(found)


def demand_tellable(person: Person, words: str) -> None:
    """Raise InvalidError unless the words are there, short enough, and do not tell who the person is."""
    found = revealed(person, words)
    if not words.strip():
        raise InvalidError({"words": word("本人と決めた、伝える文を入れてください。")})
    if len(words) > LONGEST_WORDS:
        raise InvalidError({"words": word("600字までにしてください。")})
    if found:
        raise InvalidError({"words": TELLING[found[0]]})


def _go(session: Session, actor: Actor, placement: Placement, after: State, *, version: int, on: date) -> PlacementStep:
    """Note that the person was there on a day."""
    if on > clock.today():
        raise InvalidError({"on": word("まだ来ていない日は選べません。")})
    return move(session, actor, placement, after, version=version, reason=f"{on:%Y-%m-%d}", went_on=on)


def _first_step(actor: Actor, placement: Placement) -> PlacementStep:
    return PlacementStep(
        municipality_id=placement.municipality_id,
        before=None,
        after=placement.state,
        actor=actor.reference,
        actor_name=actor.name,
        reason=placement.reason,
    )


def _whole(query: Select[Placement]) -> Select[Placement]:
    return query.options(
        joinedload(Placement.person),
        joinedload(Placement.service).joinedload(Service.organization),
        selectinload(Placement.steps),
    )
