"""The public face has no way in for workers, and does not start beside people's records."""

import pytest

from accounts import sign_in
from app.factory import create_app
from app.settings import Settings, Site
from core.access import Role
from core.database import Database
from core.scope import open_for_all
from tests.factories.people import a_person
from tests.fixtures.application import Town, member

FOR_WORKERS = ("/sign-in", "/staff/", "/staff/people", "/admin/", "/invitation/x")


def test_the_public_face_knows_residents_and_hosts_only(settings: Settings, town: Town) -> None:
    client = create_app(settings, site=Site.PUBLIC).test_client()
    assert [client.get(page).status_code for page in ("/", "/search")] == [200, 200]
    assert [client.get(page).status_code for page in FOR_WORKERS] == [404] * len(FOR_WORKERS)
    assert "職員の入口" not in client.get("/").get_data(as_text=True)


@pytest.mark.control
def test_the_public_face_refuses_a_database_with_people(settings: Settings, town: Town, database: Database) -> None:
    with database.writing() as session:
        worker = member(open_for_all(session), town, Role.PARTICIPATION_COORDINATOR, "山根")
        a_person(session, sign_in.actor_of(worker))
    with pytest.raises(RuntimeError, match="rows about people"):
        create_app(settings, site=Site.PUBLIC)
