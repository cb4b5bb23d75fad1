"""What is missing is counted by kind and district, no small number is told, and an attempt to make it takes it up."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.access import Actor
from core.errors import ConflictError, InvalidError, StaleVersionError
from core.outbox import OutboxMessage
from directory import developments, gaps
from directory.developments import Progress
from directory.gaps import FEWEST_SHOWN, NewGap, shown_reasons
from directory.models.district import District
from directory.models.gap import Development, DevelopmentState, GapReason
from tests.factories.directory import a_district, a_listing, a_municipality
from tests.factories.town import a_worker

KIND = "kayoinoba"


@pytest.fixture
def town(session: Session) -> Municipality:
    """A town."""
    return a_municipality(session)


@pytest.fixture
def district(session: Session, town: Municipality) -> District:
    """A district of it."""
    return a_district(session, town)


@pytest.fixture
def actor(session: Session, town: Municipality) -> Actor:
    """Somebody who keeps the directory."""
    return a_worker(session, town)


def missed(session: Session, actor: Actor, district: District, times: int, reason: GapReason) -> None:
    """The same place missed several times."""
    for _ in range(times):
        new = NewGap(kind=KIND, district_id=district.id, reason=reason)
        gaps.note(session, actor, district.municipality_id, new)


def begun(session: Session, actor: Actor, district: District) -> Development:
    """An attempt to make what is missing in the district."""
    return developments.begin(
        session, actor, district.municipality_id, "夜の居場所", kind=KIND, district_id=district.id
    )


class TestCounting:
    @pytest.mark.db
    def test_tells_no_small_number(self, session: Session, actor: Actor, district: District) -> None:
        missed(session, actor, district, FEWEST_SHOWN - 1, GapReason.TOO_FAR)
        assert [count.total for count in gaps.count_open(session)] == [None]
        missed(session, actor, district, 1, GapReason.TOO_FAR)
        (count,) = gaps.count_open(session)
        assert (count.total, count.district_name, count.reasons) == (5, district.name, {GapReason.TOO_FAR: 5})

    @given(st.dictionaries(st.sampled_from(GapReason), st.integers(1, 12), min_size=1))
    def test_nothing_small_can_be_worked_out(self, counts: dict[GapReason, int]) -> None:
        shown = shown_reasons(Counter(counts))
        hidden = [reason for reason in counts if shown[reason] is None]
        assert all(number is None or number >= FEWEST_SHOWN for number in shown.values())
        assert len(hidden) != 1 or len(counts) == 1

    @pytest.mark.control
    def test_a_single_hidden_part_would_be_worked_out(self) -> None:
        assert shown_reasons(Counter({GapReason.FULL: 9, GapReason.COST: 1})) == dict.fromkeys(
            (GapReason.FULL, GapReason.COST)
        )


@pytest.mark.db
class TestMaking:
    def test_takes_up_what_was_missed_before_and_since(
        self, session: Session, actor: Actor, district: District
    ) -> None:
        missed(session, actor, district, 5, GapReason.FULL)
        development = begun(session, actor, district)
        assert gaps.count_open(session) == []
        missed(session, actor, district, 1, GapReason.FULL)
        progress = Progress(state=DevelopmentState.TRIAL, owner="社協", next_on=date(2027, 1, 15))
        developments.go_on(session, actor, development, progress, version=development.version)
        assert len(gaps.list_taken_up(session, development.id)) == 6
        assert [step.state for step in development.steps] == [DevelopmentState.IDEA, DevelopmentState.TRIAL]

    def test_ends_as_a_listing_that_the_waiting_are_told_of(
        self, session: Session, town: Municipality, actor: Actor, district: District
    ) -> None:
        development, service = begun(session, actor, district), a_listing(session, town)
        listed = Progress(state=DevelopmentState.LISTED, number=service.number)
        developments.go_on(session, actor, development, listed, version=development.version)
        message = session.execute(select(OutboxMessage).where(OutboxMessage.kind == developments.LISTED)).scalar_one()
        assert message.payload == {"development": str(development.id)}
        assert development.service_id == service.id
        with pytest.raises(ConflictError):
            developments.go_on(session, actor, development, listed, version=development.version)

    def test_refuses_what_cannot_be(self, session: Session, actor: Actor, district: District) -> None:
        development = begun(session, actor, district)
        with pytest.raises(InvalidError):
            listed = Progress(state=DevelopmentState.LISTED, number=9999)
            developments.go_on(session, actor, development, listed, version=development.version)
        with pytest.raises(StaleVersionError):
            trial = Progress(state=DevelopmentState.TRIAL)
            developments.go_on(session, actor, development, trial, version=development.version - 1)
        with pytest.raises(InvalidError):
            developments.begin(session, actor, district.municipality_id, " ", kind=KIND, district_id=None)
        assert development.state is DevelopmentState.IDEA
