"""Every endpoint answers every part of the town, about every record, by every method, as the law says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import factory
from app.access import declared, public, requires
from app.requests import actor
from app.settings import Settings, Site
from casework.models.person import Person
from casework.permissions import PERSON_SEE
from core.access import Permission, Role, Rule
from core.errors import ConflictError, NotFoundError
from directory.permissions import HOST_PAGE, LISTING_EDIT, is_office
from tests.app.endpoints import DEMO, ENDPOINTS, LAW, PUBLIC
from tests.app.requests_of import Asking, address, answer, askings, crossed, words_of
from tests.factories.whole_town import Relation
from tests.fixtures.whole_town import Ground

GRANTED = {200, 204, 302, 303, 409, 422}
"""What an answer to somebody who may can be; a POST without the fields of its form says 422, one too late 409."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")


def faults(ground: Ground, endpoint: str) -> Iterator[str]:
    """Where the endpoint does not answer as the written law says, or lets somebody change something who may not."""
    asked = list(askings(ground, endpoint))
    before = ground.rows()
    yield from faults_of_refusals(ground, [asking for asking in asked if not asking.is_granted])
    if ground.rows() != before:
        yield f"{endpoint}: a refused request has changed something"
    for asking in asked:
        if asking.is_granted:
            status = answer(ground, asking).status_code
            ground.begin_again()
            if status not in GRANTED:
                yield f"{asking}: {status}"


def faults_of_refusals(ground: Ground, asked: Sequence[Asking]) -> Iterator[str]:
    """Where a refusal tells more than that there is nothing: it looks as for a record that does not exist."""
    nothing: dict[tuple[str, str], str] = {}
    for asking in sorted(asked, key=lambda one: one.relation is not Relation.NONE):
        response = answer(ground, asking)
        if response.status_code != asking.refusal:
            yield f"{asking}: {response.status_code}, not {asking.refusal}"
        if nothing.setdefault((asking.role, asking.method), words_of(response)) != words_of(response):
            yield f"{asking}: looks different from a record that does not exist"


def wrong_methods(ground: Ground, endpoint: str) -> Iterator[str]:
    """The methods that the address does not know and answers all the same."""
    where = address(ground, endpoint, Relation.OWN)
    known = set(ground.app.url_map.bind("").allowed_methods(where.partition("?")[0]))
    for method in sorted(set(METHODS) - known):
        status = ground.client(Role.PARTICIPATION_COORDINATOR).open(where, method=method).status_code
        if status != 405:
            yield f"{method} {endpoint}: {status}"


def undeclared(ground: Ground) -> Iterator[str]:
    """Every endpoint that asks for another right than is written, or about which nothing is written."""
    for endpoint, view in sorted(ground.app.view_functions.items()):
        mark = declared(view)
        right = mark.name if isinstance(mark, Permission) else mark
        written = ENDPOINTS[endpoint].right if endpoint in ENDPOINTS else None
        if right != (PUBLIC if written == DEMO else written):
            yield f"{endpoint} asks for {right}; written is {written}"


def crossings(ground: Ground) -> Iterator[str]:
    """Where the way through one's own record leads to somebody else's; that one looked at one's own is recorded."""
    before = ground.rows(but=["audit_entry"])
    for endpoint in sorted(ENDPOINTS):
        for asking in askings(ground, endpoint):
            if asking.is_granted and asking.relation is Relation.OWN and asking.method != "HEAD":
                response = crossed(ground, asking)
                if response is not None and response.status_code < 400:
                    yield f"{asking}: {response.status_code} with the keys of another town"
    if ground.rows(but=["audit_entry"]) != before:
        yield "something has changed"


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", sorted(ENDPOINTS.keys() - {"static"}))
def test_answers_as_the_law_says(ground: Ground, endpoint: str) -> None:
    assert list(faults(ground, endpoint)) == []
    assert list(wrong_methods(ground, endpoint)) == []


def test_ones_own_record_is_no_way_to_anothers(ground: Ground) -> None:
    assert list(crossings(ground)) == []


def test_a_new_endpoint_is_written_down_first(ground: Ground) -> None:
    assert list(undeclared(ground)) == []
    assert ENDPOINTS.keys() == ground.app.view_functions.keys()


def test_a_new_right_is_written_down_first(ground: Ground) -> None:
    assert {entry.name for entry in ground.app.extensions["law"].entries()} == LAW.keys()


@contextmanager
def instead(permission: Permission, *rules: Rule) -> Iterator[None]:
    """The law with other rules for one right."""
    before = permission.any_of
    object.__setattr__(permission, "any_of", rules)
    yield
    object.__setattr__(permission, "any_of", before)


@pytest.mark.control
class TestControl:
    def test_a_rule_that_is_dropped_is_noticed(self, ground: Ground) -> None:
        with instead(LISTING_EDIT, is_office):
            assert any("hosts.edit of own by host_steward: 404" in fault for fault in faults(ground, "hosts.edit"))

    def test_a_rule_that_is_too_wide_is_noticed(self, ground: Ground) -> None:
        with instead(HOST_PAGE, lambda actor, _subject: actor.role is Role.HOST_STEWARD):
            assert any("another's by host_steward: 200" in fault for fault in faults(ground, "hosts.home"))

    def test_a_door_that_is_left_open_is_noticed(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(ground.app.view_functions, "staff.law", public(lambda: "open"))
        assert any("by resident: 200" in fault for fault in faults(ground, "staff.law"))
        assert list(undeclared(ground)) == ["staff.law asks for public; written is law_see"]

    def test_a_refusal_that_tells_more_is_noticed(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        @requires(PERSON_SEE, find_or_tell)
        def view(person: Person) -> str:
            return person.name

        monkeypatch.setitem(ground.app.view_functions, "staff.person", view)
        assert any("looks different" in fault for fault in faults(ground, "staff.person"))


def find_or_tell(session: Session, person_id: UUID) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise NotFoundError("このページは見つかりません。")
    if all(member.user_id != actor().user_id for member in person.team):
        raise ConflictError("先に変わっていました")
    return person


class TestStart:
    def test_is_refused_when_an_endpoint_says_nothing(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def with_a_bare_page(app: Flask, _settings: Settings, _site: Site) -> None:
            app.add_url_rule("/bare", "bare", lambda: "bare")

        monkeypatch.setattr(factory, "_register_pages", with_a_bare_page)
        with pytest.raises(RuntimeError, match="bare"):
            factory.create_app(settings)

    @pytest.mark.control
    def test_is_not_refused_when_it_does(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        def with_a_page(app: Flask, _settings: Settings, _site: Site) -> None:
            app.add_url_rule("/open", "open", public(lambda: "open"))

        monkeypatch.setattr(factory, "_register_pages", with_a_page)
        assert "open" in factory.create_app(settings).view_functions
