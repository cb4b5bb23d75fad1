"""What a host tells the office stands there until somebody settles it."""

import pytest
from sqlalchemy.orm import Session

from core.errors import ConflictError, NotFoundError
from core.ids import new_id
from directory import host_notices
from directory.models.host_notice import HostNotice, NoticeKind
from tests.factories.directory import a_listing, a_municipality, coordinator, steward_of

pytestmark = pytest.mark.db


@pytest.fixture
def notice(session: Session) -> HostNotice:
    """A host that wants to rest."""
    service = a_listing(session, a_municipality(session))
    host = steward_of(service.organization)
    return host_notices.give(
        session, host, service.organization, NoticeKind.PAUSE, service=service, words=" 春まで休みます "
    )


def test_stands_open_with_its_words(session: Session, notice: HostNotice) -> None:
    assert host_notices.list_open(session) == [notice]
    assert host_notices.open_of(session, notice.organization_id) == [notice]
    assert host_notices.open_of(session, new_id()) == []
    assert (notice.words, notice.given_by_name) == ("春まで休みます", "世話 花代")


def test_is_settled_once(session: Session, notice: HostNotice) -> None:
    office = coordinator(a_municipality(session, "131016"))
    host_notices.settle(session, office, notice)
    assert (host_notices.list_open(session), notice.settled_by_name) == ([], office.name)
    with pytest.raises(ConflictError):
        host_notices.settle(session, office, notice)


def test_another_key_finds_none(session: Session) -> None:
    with pytest.raises(NotFoundError):
        host_notices.find_notice(session, new_id())
