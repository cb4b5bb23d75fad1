"""Every look at a sensitive record is in the chain before anything is shown; without the chain nothing is shown."""

from collections.abc import Iterable, Iterator

import pytest

from app import access
from core import audit
from core.access import Role
from core.database import Database
from core.scope import open_for_all
from tests.app.requests_of import Asking, answer, granted, is_sensitive
from tests.factories.people import DETAILS
from tests.factories.whole_town import Relation
from tests.fixtures.whole_town import Ground

COORDINATOR = Role.PARTICIPATION_COORDINATOR


def looks(ground: Ground, asking: Asking) -> int:
    """How many rows of the chain tell of a look under the right of the endpoint."""
    return ground.count("audit_entry", action=asking.entry.right, purpose=asking.endpoint)


def unrecorded(ground: Ground, askings: Iterable[Asking]) -> Iterator[str]:
    """Every answer about a sensitive record that is not exactly one row of the chain with its purpose."""
    for asking in askings:
        before = looks(ground, asking)
        status = answer(ground, asking).status_code
        rows = looks(ground, asking) - before
        if rows != is_sensitive(ground, asking):
            yield f"{asking}: {rows} rows for {status}"
        if asking.method == "POST":
            ground.begin_again()


class TestLook:
    def test_is_one_row_for_every_answer(self, ground: Ground) -> None:
        asked = [*granted(ground, "GET"), *(one for one in granted(ground, "HEAD") if is_sensitive(ground, one))]
        assert list(unrecorded(ground, asked)) == []
        database: Database = ground.app.extensions["database"]
        with database.reading() as session:
            assert list(audit.verify(open_for_all(session))) == []

    def test_is_one_row_for_every_form_whatever_comes_of_it(self, ground: Ground) -> None:
        assert list(unrecorded(ground, granted(ground, "POST"))) == []

    def test_names_who_and_whom_by_keys_only(self, ground: Ground) -> None:
        asking = Asking("staff.person", COORDINATOR, Relation.OWN, "GET")
        answer(ground, asking)
        subject = f"person:{ground.town.values[Relation.OWN]['person_id']}"
        (row,) = [row for row in ground.rows()["audit_entry"] if asking.endpoint in row]
        assert subject in row
        assert any(str(value).startswith("participation_coordinator:") for value in row)
        assert not any(DETAILS.name in str(value) for value in row)

    @pytest.mark.control
    def test_that_is_not_recorded_is_noticed(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(access, "_audit_first", lambda *_: None)
        asking = Asking("staff.person", COORDINATOR, Relation.OWN, "GET")
        assert list(unrecorded(ground, [asking])) == [f"{asking}: 0 rows for 200"]


def tells(page: str) -> bool:
    """Whether a page says anything of the person."""
    return any(word in page for word in (DETAILS.name, DETAILS.nickname, DETAILS.name_kana))


class TestWithoutTheChain:
    @pytest.fixture(autouse=True)
    def _broken(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError("planted")

        monkeypatch.setattr(access, "record", fail)

    def test_no_sensitive_page_is_shown_and_no_form_taken(self, ground: Ground) -> None:
        before = ground.rows()
        for asking in granted(ground, "GET", "POST"):
            if is_sensitive(ground, asking):
                response = answer(ground, asking)
                assert response.status_code == 503, asking
                assert not tells(response.get_data(as_text=True)), asking
        assert ground.rows() == before

    def test_other_pages_are(self, ground: Ground) -> None:
        assert answer(ground, Asking("staff.people", COORDINATOR, Relation.OWN, "GET")).status_code == 200


@pytest.mark.control
def test_a_page_that_would_be_shown_is_noticed(ground: Ground) -> None:
    page = answer(ground, Asking("staff.person", COORDINATOR, Relation.OWN, "GET")).get_data(as_text=True)
    assert tells(page)


class TestSentTwice:
    """The same form three times: one record, and everybody is led to the same place."""

    KEY = "0192f3a4-0000-7000-8000-000000000001"

    def send(self, ground: Ground, **changes: str) -> tuple[int, str | None]:
        data = {"csrf_token": ground.token(COORDINATOR), "idempotency_key": self.KEY}
        data |= {"title": "電話する", "due_on": "2026-12-01", "person": "", **changes}
        response = ground.client(COORDINATOR).post("/staff/tasks", data=data)
        return response.status_code, response.location

    def test_it_acts_once(self, ground: Ground) -> None:
        before = len(ground.rows()["task"])
        assert {self.send(ground) for _ in range(3)} == {(303, "/staff/tasks")}
        assert len(ground.rows()["task"]) == before + 1

    def test_the_same_key_with_other_words_is_refused(self, ground: Ground) -> None:
        self.send(ground)
        before = ground.rows()
        assert self.send(ground, title="別のこと")[0] == 409
        assert ground.rows() == before

    def test_a_refused_form_may_be_sent_again(self, ground: Ground) -> None:
        assert self.send(ground, title="")[0] == 422
        assert self.send(ground, title="")[0] == 422
        assert self.send(ground)[0] == 303

    def test_another_worker_may_use_the_same_key(self, ground: Ground) -> None:
        before = len(ground.rows()["task"])
        self.send(ground)
        data = {"csrf_token": ground.token(Role.COMMUNITY_SUPPORT_COORDINATOR), "idempotency_key": self.KEY}
        data |= {"title": "電話する", "due_on": "2026-12-01", "person": ""}
        ground.client(Role.COMMUNITY_SUPPORT_COORDINATOR).post("/staff/tasks", data=data)
        assert len(ground.rows()["task"]) == before + 2

    def test_a_view_that_counts_looks_at_no_key(self, ground: Ground) -> None:
        data = {"csrf_token": ground.token(Role.RESIDENT), "idempotency_key": self.KEY, "email": "x", "password": "x"}
        for path in ("/sign-in", f"/host/{ground.town.values[Relation.OWN]['reference']}/enter"):
            assert ground.client(Role.RESIDENT).post(path, data={**data, "code": "000000"}).status_code == 422
