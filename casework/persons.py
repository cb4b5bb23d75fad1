"""Whom does the town support, and how are they reached safely? People exist for their own team only."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from accounts.models.municipality import Municipality
from casework.disclosure import gives_away
from casework.models.person import Person, TeamMember
from casework.permissions import CASE_ROLES
from casework.teams import people_of
from core import audit, clock
from core.access import Actor
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from core.japanese.kana import is_kana, to_hiragana
from core.japanese.phone import PhoneNumberError, to_e164
from core.paging import PER_PAGE, Page, slice_of
from core.words import word
from directory.models.district import District

GENDERS = frozenset({"female", "male", "other"})
CONTACT_MEANS = ("phone", "message", "mail", "letter", "visit", "through_family")
"""How somebody may be reached: by telephone, short message, mail, letter, a visit, or through the family."""
OLDEST = 125


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What a coordinator writes down about a person; `is_another_person` says that a twin in the hint is not meant."""

    name: str
    name_kana: str
    nickname: str
    birth_date: date | None = None
    gender: str | None = None
    district_id: uuid.UUID | None = None
    address: str | None = None
    phone: str | None = None
    safe_contact: str | None = None
    contact_means: Sequence[str] = ()
    is_another_person: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class TwinHint:
    """Who has the same reading and day of birth: the actor's own people, and whether others know of somebody too."""

    own: tuple[Person, ...]
    is_known_elsewhere: bool

    def __bool__(self) -> bool:
        return bool(self.own) or self.is_known_elsewhere


class TwinError(ConflictError):
    """A person with the same reading and day of birth is known; nothing was written."""

    def __init__(self, hint: TwinHint) -> None:
        super().__init__(
            "同じ読みと生年月日の人がすでに登録されています。同じ人でないか、確かめてください。"
            if hint.own
            else "同じ読みと生年月日の人が、ほかの担当で登録されているかもしれません。窓口で確かめてください。"
        )
        self.hint = hint


def visible_to(actor: Actor) -> Select[Person]:
    """The people who exist for the actor: those in whose team the actor is today."""
    query = select(Person).where(Person.municipality_id == actor.municipality_id)
    if actor.role not in CASE_ROLES or actor.user_id is None:
        return query.where(false())
    return query.where(Person.id.in_(people_of(actor)))


def get(session: Session, actor: Actor, person_id: uuid.UUID) -> Person:
    """One person with team and district; one whom the actor may not know of does not exist."""
    query = visible_to(actor).where(Person.id == person_id)
    query = query.options(selectinload(Person.team), joinedload(Person.district))
    person = session.execute(query).scalar_one_or_none()
    if person is None:
        raise NotFoundError("このページは見つかりません。")
    return person


def find(session: Session, actor: Actor, text: str = "", *, number: int = 1) -> Page[Person]:
    """One page of the actor's people in the order of their readings, narrowed by a piece of name or nickname."""
    query = visible_to(actor)
    if text.strip():
        query = query.where(_is_called(text.strip()))
    total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    part = slice_of(number, PER_PAGE)
    ordered = query.options(joinedload(Person.district)).order_by(
        Person.closed_at.is_not(None), Person.name_kana, Person.id
    )
    rows = session.execute(ordered.slice(part.start, part.stop)).scalars().all()
    return Page(rows, total, number, PER_PAGE)


def find_twins(session: Session, actor: Actor, details: PersonDetails) -> TwinHint:
    """Who might be the same; of people whom others support it says only that there is one."""
    if details.birth_date is None:
        return TwinHint((), is_known_elsewhere=False)
    reading = _without_spaces(to_hiragana(details.name_kana))
    alike = (Person.birth_date == details.birth_date) & (func.replace(Person.name_kana, " ", "") == reading)
    own = tuple(session.execute(visible_to(actor).where(alike)).scalars())
    others = (Person.municipality_id == actor.municipality_id) & Person.id.not_in([person.id for person in own])
    elsewhere = select(Person.id).where(alike, others).limit(1)
    return TwinHint(own, is_known_elsewhere=session.execute(elsewhere).first() is not None)


def register(session: Session, actor: Actor, details: PersonDetails) -> Person:
    """Write a new person down; the one who registers is in charge of the person's team."""
    audit.take_turn(session)
    wanted = checked(session, actor, details)
    hint = find_twins(session, actor, wanted)
    if hint and not details.is_another_person:
        raise TwinError(hint)
    person = Person(municipality_id=actor.municipality_id, **_columns(wanted))
    person.team.append(_first_member(actor))
    session.add(person)
    session.flush()
    audit.record(session, actor, "person.register", f"person:{person.id}")
    return person


def revise(session: Session, actor: Actor, person: Person, details: PersonDetails, *, version: int) -> Person:
    """Change what is written; a form shown before somebody else's change is refused."""
    audit.take_turn(session)
    demand_version(person.version, version)
    wanted = _columns(checked(session, actor, details))
    changed = [name for name, value in wanted.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, wanted[name])
    if changed:
        session.flush()
        audit.record(session, actor, "person.revise", f"person:{person.id}", purpose=" ".join(changed))
    return person


def close(session: Session, actor: Actor, person: Person) -> None:
    """Note that the support has ended; the record stays for as long as the town keeps it."""
    person.closed_at = clock.now()
    session.flush()
    audit.record(session, actor, "person.close", f"person:{person.id}")


def reopen(session: Session, actor: Actor, person: Person) -> None:
    """Note that the support goes on after all."""
    person.closed_at = None
    session.flush()
    audit.record(session, actor, "person.reopen", f"person:{person.id}")


def age_on(birth_date: date, day: date) -> int:
    """The age in whole years on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def demand_version(current: int, shown: int) -> None:
    """Raise StaleVersionError when the record changed after the form was shown."""
    if current != shown:
        raise StaleVersionError("ほかの人が先に変更しました。新しい内容を確かめてください。")


def checked(session: Session, actor: Actor, details: PersonDetails) -> PersonDetails:
    """The details in one spelling; InvalidError names every field that needs a change."""
    tidy = _tidy(details)
    faults = {**_name_faults(tidy), **_other_faults(session, tidy)}
    town = session.get(Municipality, actor.municipality_id)
    if tidy.phone:
        try:
            tidy = replace(tidy, phone=to_e164(tidy.phone, area_code=town.area_code if town else ""))
        except PhoneNumberError:
            faults["phone"] = word("電話番号を確かめてください。")
    if faults:
        raise InvalidError(faults)
    return tidy


def _tidy(details: PersonDetails) -> PersonDetails:
    return replace(
        details,
        name=_one_line(details.name),
        name_kana=_one_line(to_hiragana(details.name_kana)),
        nickname=_one_line(details.nickname),
        address=_one_line(details.address or "") or None,
        phone=_one_line(details.phone or "") or None,
        safe_contact=(details.safe_contact or "").strip() or None,
        contact_means=[means for means in CONTACT_MEANS if means in details.contact_means],
    )


def _name_faults(details: PersonDetails) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not details.name:
        faults["name"] = word("名前を入れてください。")
    if not is_kana(details.name_kana):
        faults["name_kana"] = word("名前の読みをひらがなで入れてください。")
    if not details.nickname:
        faults["nickname"] = word("呼び名を入れてください。受け入れ先には呼び名だけを伝えます。")
    elif gives_away(details.nickname, details.name, details.name_kana):
        faults["nickname"] = word("呼び名から本当の名前がわかります。別の呼び名にしてください。")
    return faults


def _other_faults(session: Session, details: PersonDetails) -> dict[str, str]:
    faults: dict[str, str] = {}
    today = clock.today()
    if details.birth_date and not 0 <= age_on(details.birth_date, today) <= OLDEST:
        faults["birth_date"] = word("生年月日を確かめてください。")
    if details.gender is not None and details.gender not in GENDERS:
        faults["gender"] = word("性別を選び直してください。")
    if details.district_id and session.get(District, details.district_id) is None:
        faults["district_id"] = word("地区を選び直してください。")
    return faults


def _columns(details: PersonDetails) -> dict[str, object]:
    columns = asdict(details)
    del columns["is_another_person"]
    return columns


def _first_member(actor: Actor) -> TeamMember:
    return TeamMember(
        municipality_id=actor.municipality_id,
        user_id=actor.user_id,
        is_in_charge=True,
        starts_on=clock.today(),
    )


def _is_called(text: str) -> ColumnElement[bool]:
    return or_(
        Person.name.contains(text, autoescape=True),
        Person.name_kana.contains(to_hiragana(text), autoescape=True),
        Person.nickname.contains(text, autoescape=True),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_spaces(text: str) -> str:
    return "".join(text.split())
