"""Everything about one person can be read out, joined with another's, and erased, in hosts' inboxes too."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.all_models import METADATA
from app.person_books import person_books
from casework.person_records import CaseworkRecords
from core.facts import Fact
from directory.inbox import Answer
from matching import follow_ups, needs, placements
from matching.lifecycle import State
from matching.models.follow_up import Side
from matching.needs import NeedDetails, Safety
from matching.person_records import TABLES
from tests.factories.matches import WORDS, Scene

SAFETY = Safety(hides_name=True, districts=("hikimi",))


def count(session: Session, table: str) -> int:
    return session.execute(select(func.count()).select_from(METADATA.tables[table])).scalar_one()


def lived(session: Session) -> Scene:
    """A person who comes, with everything that is kept on the way."""
    scene = Scene(session)
    need = NeedDetails(own_words="犬とさんぽしたい", wishes=("animals",), nearest_stop="見本役場前", safety=SAFETY)
    needs.save(session, scene.actor, scene.person, need, version=0)
    placement = scene.match(State.ATTENDING)
    scene.answers(Answer.YES, words="どうぞ")
    assert follow_ups.find_open(session, placement, Side.PERSON) is not None
    return scene


def test_everything_is_read_out(session: Session) -> None:
    scene = lived(session)
    words = "\n".join(f"{line.kind} {line.words}" for line in person_books().lines(session, scene.person.id))
    for part in ("山根 澄子", "犬とさんぽしたい", "attending", WORDS, "どうぞ", "person", "見本役場前", "hikimi"):
        assert part in words


@pytest.mark.db
def test_erasing_leaves_no_row_and_gives_the_place_back(session: Session) -> None:
    scene = lived(session)
    person_books().erase(session, scene.person.id)
    tables = TABLES | CaseworkRecords.tables | {"host_question", "host_answer"}
    assert {table: count(session, table) for table in tables} == dict.fromkeys(tables, 0)
    other = scene.newcomer()
    assert scene.match(State.OFFERED, person=other).holds_place


@pytest.mark.db
def test_joining_moves_matches_and_keeps_both_peoples_words(session: Session) -> None:
    scene = lived(session)
    other = scene.newcomer()
    careful = NeedDetails(own_words="歌いたい", safety=Safety(districts=("mito",), may_be_with_children=Fact.NO))
    needs.save(session, scene.actor, other, careful, version=0)
    person_books().merge(session, scene.person.id, other.id)
    need = needs.find(session, other)
    assert need is not None
    assert need.own_words == "歌いたい\n犬とさんぽしたい"
    both = Safety(hides_name=True, districts=("hikimi", "mito"), may_be_with_children=Fact.NO)
    assert needs.details_of(need).safety == both
    assert [one.state for one in placements.list_of(session, other)] == [State.ATTENDING]
    assert count(session, "need_record") == 1
