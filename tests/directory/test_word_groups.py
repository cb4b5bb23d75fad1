"""The office says which words mean the same in its town."""

import pytest
from sqlalchemy.orm import Session

from core.errors import InvalidError, NotFoundError
from core.ids import new_id
from core.scope import open_for
from directory import word_groups
from directory.models.word_group import Direction
from directory.search.synonyms import read_synonyms
from directory.search.town_words import synonyms_of
from directory.word_groups import WordGroupChange
from tests.factories.directory import a_municipality, coordinator

pytestmark = pytest.mark.db


def test_a_group_is_added_changed_and_removed(session: Session) -> None:
    office = coordinator(a_municipality(session))
    group = word_groups.add_group(
        session, office, WordGroupChange((" とんど焼き", "どんど焼き", "とんど焼き", ""), note="年始")
    )
    assert word_groups.list_groups(session) == [group]
    assert (group.words, group.note, group.changed_by) == (["とんど焼き", "どんど焼き"], "年始", office.reference)
    word_groups.change_group(session, office, group, WordGroupChange(("とんど", "どんど"), Direction.FROM_FIRST))
    assert (group.words, group.direction) == (["とんど", "どんど"], Direction.FROM_FIRST)
    word_groups.remove_group(session, office, group)
    assert word_groups.list_groups(session) == []
    with pytest.raises(NotFoundError):
        word_groups.find_group(session, new_id())


@pytest.mark.parametrize(
    "words", [(), ("体操",), ("体操", "体 操"), ("！", "体操"), ("あ" * 31, "い"), tuple(map(str, range(21)))]
)
def test_what_makes_no_group_is_refused(session: Session, words: tuple[str, ...]) -> None:
    with pytest.raises(InvalidError):
        word_groups.add_group(session, coordinator(a_municipality(session)), WordGroupChange(words))
    assert word_groups.list_groups(session) == []


def test_a_search_uses_the_groups_of_its_own_town_only(session: Session) -> None:
    here, there = a_municipality(session), a_municipality(session, "131016")
    word_groups.add_group(session, coordinator(here), WordGroupChange(("おこもり", "若連中")))
    word_groups.add_group(session, coordinator(here), WordGroupChange(("みこし", "祭りの会"), Direction.FROM_FIRST))
    own = synonyms_of(open_for(session, [here.id]))
    assert own.alike("おこもり") == ("若連中",)
    assert own.alike("若連中") == ("おこもり",)
    assert own.alike("みこし") == ("祭りの会",)
    assert own.alike("祭りの会") == ()
    assert synonyms_of(session) is own
    assert synonyms_of(open_for(session, [there.id])) is read_synonyms()
