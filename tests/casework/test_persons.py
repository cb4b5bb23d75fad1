"""People exist for their own team; what is written about them is checked, sealed and audited."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from casework import persons, teams
from casework.models.person import Person
from casework.persons import TwinError
from core import audit, clock
from core.access import Role
from core.errors import InvalidError, NotFoundError, StaleVersionError
from core.scope import open_for
from tests.factories.people import a_person, details
from tests.factories.town import a_district, a_town, a_worker


class TestWhoExists:
    def test_the_team_sees_its_person(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        assert persons.get(session, actor, person.id) is person

    @pytest.mark.parametrize("role", [Role.PARTICIPATION_COORDINATOR, Role.ADMINISTRATOR])
    def test_for_others_the_person_does_not_exist(self, session: Session, role: Role) -> None:
        town = a_town(session)
        person = a_person(session, a_worker(session, town))
        other = a_worker(session, town, role)
        with pytest.raises(NotFoundError):
            persons.get(session, other, person.id)
        assert persons.find(session, other).total == 0

    def test_for_another_town_the_person_does_not_exist(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        elsewhere = a_worker(session, a_town(session, "131016"))
        with pytest.raises(NotFoundError):
            persons.get(session, elsewhere, person.id)

    def test_a_part_in_the_team_ends_after_its_last_day(self, session: Session) -> None:
        town = a_town(session)
        actor, helper = a_worker(session, town), a_worker(session, town)
        person = a_person(session, actor)
        teams.join(session, actor, person, helper.user_id)
        teams.leave(session, actor, person, helper.user_id)
        assert persons.get(session, helper, person.id) is person
        with clock.standing_at(clock.now() + timedelta(days=1)), pytest.raises(NotFoundError):
            persons.get(session, helper, person.id)

    def test_handing_over_keeps_one_in_charge(self, session: Session) -> None:
        town = a_town(session)
        actor, successor = a_worker(session, town), a_worker(session, town)
        person = a_person(session, actor)
        teams.hand_over(session, actor, person, successor.user_id)
        assert teams.find_in_charge(session, person.id) == successor.user_id
        assert [member.is_in_charge for member in person.team] == [False, True]

    @pytest.mark.parametrize("words", ["澄子", "ヤマネ", "すみ", "スミさん"])
    def test_a_piece_of_the_name_finds_the_person(self, session: Session, words: str) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        a_person(session, actor, name="本田 一", name_kana="ほんだ はじめ", nickname="ポンちゃん")
        assert persons.find(session, actor, words).rows == [person]


class TestRegistering:
    def test_puts_the_coordinator_in_charge(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        assert teams.find_in_charge(session, person.id) == actor.user_id
        last = session.execute(select(audit.AuditEntry)).scalars().all()[-1]
        assert (last.action, last.subject) == ("person.register", f"person:{person.id}")

    def test_keeps_one_spelling(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor, name="　山根　 澄子 ", name_kana="ﾔﾏﾈ　スミコ", phone="３１－０９９９")
        assert (person.name, person.name_kana, person.phone) == ("山根 澄子", "やまね すみこ", "+81856310999")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", " "),
            ("name_kana", "山根"),
            ("nickname", ""),
            ("birth_date", date(2027, 1, 1)),
            ("birth_date", date(1880, 1, 1)),
            ("gender", "unknown"),
            ("phone", "110"),
        ],
    )
    def test_names_the_field_that_needs_a_change(self, session: Session, field: str, value: object) -> None:
        actor = a_worker(session, a_town(session))
        with pytest.raises(InvalidError) as refused:
            persons.register(session, actor, details(**{field: value}))
        assert list(refused.value.fields) == [field]

    @pytest.mark.parametrize(
        "nickname", ["山根さん", "澄子", "すみこさん", "スミコ", "ヤマネ", "山根 澄子", "益田の山根さん", "ﾔﾏﾈｽﾐｺ様"]
    )
    def test_a_nickname_is_never_the_real_name(self, session: Session, nickname: str) -> None:
        actor = a_worker(session, a_town(session))
        with pytest.raises(InvalidError) as refused:
            persons.register(session, actor, details(nickname=nickname))
        assert list(refused.value.fields) == ["nickname"]

    @pytest.mark.parametrize("nickname", ["山根", "澄子さん", "すみこ"])
    def test_a_name_written_without_a_space_protects_its_parts(self, session: Session, nickname: str) -> None:
        actor = a_worker(session, a_town(session))
        with pytest.raises(InvalidError):
            persons.register(session, actor, details(name="山根澄子", name_kana="やまねすみこ", nickname=nickname))

    def test_how_to_reach_somebody_is_sealed(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        a_person(session, actor)
        row = session.execute(text("SELECT address, phone, safe_contact FROM person")).one()
        assert all(b"0999" not in value and "駅前".encode() not in value for value in map(bytes, row))

    def test_a_district_of_another_town_is_refused(self, session: Session) -> None:
        town = a_town(session)
        actor, district = a_worker(session, town), a_district(session, a_town(session, "131016"))
        district_id = district.id
        session.expunge_all()
        open_for(session, [actor.municipality_id])
        with pytest.raises(InvalidError) as refused:
            a_person(session, actor, district_id=district_id)
        assert list(refused.value.fields) == ["district_id"]


class TestTwins:
    def test_the_same_reading_and_day_of_birth_is_hinted_at(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        with pytest.raises(TwinError) as refused:
            persons.register(session, actor, details(name="山根 すみ子", name_kana="ヤマネ　スミコ"))
        assert refused.value.hint.own == (person,)

    @pytest.mark.db
    def test_of_other_teams_people_nothing_is_shown(self, session: Session) -> None:
        town = a_town(session)
        a_person(session, a_worker(session, town))
        with pytest.raises(TwinError) as refused:
            persons.register(session, a_worker(session, town), details())
        assert (refused.value.hint.own, refused.value.hint.is_known_elsewhere) == ((), True)
        assert "山根" not in str(refused.value)

    def test_another_person_with_the_same_is_registered_when_somebody_says_so(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        a_person(session, actor)
        persons.register(session, actor, details(is_another_person=True))
        assert persons.find(session, actor).total == 2

    def test_other_towns_are_not_asked(self, session: Session) -> None:
        a_person(session, a_worker(session, a_town(session, "131016")))
        persons.register(session, a_worker(session, a_town(session)), details())


class TestRevising:
    def test_changes_and_says_in_the_audit_which_fields(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        persons.revise(session, actor, person, details(nickname="おスミ", phone=None), version=person.version)
        last = session.execute(select(audit.AuditEntry)).scalars().all()[-1]
        assert (last.action, last.purpose) == ("person.revise", "nickname phone")
        assert person.nickname == "おスミ"

    def test_a_form_shown_before_another_change_is_refused(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        shown = person.version
        persons.revise(session, actor, person, details(nickname="おスミ"), version=shown)
        with pytest.raises(StaleVersionError):
            persons.revise(session, actor, person, details(nickname="ねこさん"), version=shown)

    def test_nothing_new_leaves_no_trace(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        before = audit.head(session)
        persons.revise(session, actor, person, details(), version=person.version)
        assert audit.head(session) == before

    def test_a_closed_person_stands_last(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        closed = a_person(session, actor, name="秋田 一", name_kana="あきた はじめ")
        persons.close(session, actor, closed)
        assert isinstance(a_person(session, actor), Person)
        assert [row.closed_at is None for row in persons.find(session, actor).rows] == [True, False]


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 3, 3), 74), (date(2026, 3, 4), 75), (date(2026, 12, 31), 75), (date(1951, 3, 4), 0)]
)
def test_age_grows_on_the_birthday(day: date, age: int) -> None:
    assert persons.age_on(date(1951, 3, 4), day) == age
