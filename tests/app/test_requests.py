"""A GET changes nothing but what is declared; an unsafe method changes everything that it should, or nothing."""

from collections.abc import Iterable, Iterator

import pytest

from accounts.models.user import User
from app import requests
from app.access import public
from core.access import Role
from core.ids import new_id
from core.read_only import ReadOnlyError
from tests.app.requests_of import Asking, answer, granted
from tests.factories.whole_town import Relation
from tests.fixtures.whole_town import Ground

DECLARED = ("audit_entry", "staff_session", "known_device", "tally")
"""What the three small writes may touch."""


def writing_reads(ground: Ground, askings: Iterable[Asking]) -> Iterator[str]:
    """Every GET that changes a row of another table."""
    for asking in askings:
        before = ground.rows(but=DECLARED)
        answer(ground, asking)
        if ground.rows(but=DECLARED) != before:
            yield str(asking)
            ground.begin_again()


def test_a_get_writes_nothing(ground: Ground) -> None:
    assert list(writing_reads(ground, granted(ground, "GET"))) == []


@pytest.mark.control
def test_a_get_that_writes_is_stopped_and_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def write() -> str:
        requests.session().add(User(email="planted@example.jp", name="planted"))
        requests.session().flush()
        return "written"

    monkeypatch.setitem(ground.app.view_functions, "public.home", public(write))
    with pytest.raises(ReadOnlyError):
        ground.client(Role.RESIDENT).get("/")

    def write_beside() -> str:
        requests.small_write(lambda session: session.add(User(email=f"{new_id()}@example.jp", name="planted")))
        return "written"

    monkeypatch.setitem(ground.app.view_functions, "public.home", public(write_beside))
    asking = Asking("public.home", Role.RESIDENT, Relation.OWN, "GET")
    assert list(writing_reads(ground, [asking])) == [str(asking)]


def test_what_fails_half_way_leaves_nothing(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def write() -> tuple[str, int]:
        requests.session().add(User(email="planted@example.jp", name="planted"))
        requests.session().flush()
        return "no", 422

    monkeypatch.setitem(ground.app.view_functions, "public.display", public(write))
    before = ground.rows()
    token = ground.token(Role.RESIDENT)
    assert ground.client(Role.RESIDENT).post("/display", data={"csrf_token": token}).status_code == 422
    assert ground.rows() == before


def test_a_small_write_comes_first(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def write() -> str:
        requests.session()
        requests.small_write(lambda _session: None)
        return "written"

    monkeypatch.setitem(ground.app.view_functions, "public.home", public(write))
    with pytest.raises(RuntimeError, match="before"):
        ground.client(Role.RESIDENT).get("/")
