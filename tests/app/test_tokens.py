"""A form counts only when it comes from a page of ours, in the same sign-in, and not too late."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app import tokens
from app.requests import QUERY
from core.access import Role
from tests.app.requests_of import Asking, address, granted, known
from tests.factories.whole_town import Relation
from tests.fixtures.whole_town import Ground

COORDINATOR = Role.PARTICIPATION_COORDINATOR


def accepted(ground: Ground, askings: Iterable[Asking], **changes: str) -> Iterator[str]:
    """Every form that is not turned away with 400, or that changes something, when it is sent with these changes."""
    before = ground.rows()
    for asking in askings:
        status = send(ground, asking, **changes)
        if status != 400:
            yield f"{asking}: {status}"
            ground.begin_again()
    if ground.rows() != before:
        yield "something has changed"


def send(ground: Ground, asking: Asking, **changes: str) -> int:
    """The status of a form with another token, or with further headers."""
    data = {"csrf_token": ground.token(asking.role), **known(ground, asking.relation, asking.entry.form)}
    data["csrf_token"] = changes.pop("token", data["csrf_token"])
    where = address(ground, asking.endpoint, asking.relation)
    headers = {name.replace("_", "-"): value for name, value in changes.items()}
    return ground.client(asking.role).post(where, data=data, headers=headers).status_code


def writing(ground: Ground) -> list[Asking]:
    """Every POST that may change something; one that only carries a query cannot."""
    views = ground.app.view_functions
    return [one for one in granted(ground, "POST") if not hasattr(views[one.endpoint], QUERY)]


class TestForms:
    @pytest.mark.parametrize("token", ["", "forged", "IjEyMyI.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"])
    def test_without_a_token_are_turned_away(self, ground: Ground, token: str) -> None:
        assert list(accepted(ground, writing(ground), token=token)) == []

    @pytest.mark.control
    def test_with_their_token_are_not(self, ground: Ground) -> None:
        asking = Asking("staff.go_on", COORDINATOR, Relation.OWN, "POST")
        assert list(accepted(ground, [asking])) == [f"{asking}: 204"]


def keeps_session(ground: Ground, role: Role = COORDINATOR, **changes: str) -> int:
    """The status of the smallest form."""
    return send(ground, Asking("staff.go_on", role, Relation.OWN, "POST"), **changes)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 204),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "http://localhost"}, 204),
        ({"Sec_Fetch_Site": "none"}, 204),
        ({"Origin": "null"}, 204),  # what browsers send under a no-referrer policy
        ({"Sec_Fetch_Site": "cross-site"}, 400),
        ({"Sec_Fetch_Site": "same-site"}, 400),
        ({"Sec_Fetch_Site": "cross-site", "Origin": "null"}, 400),
        ({"Origin": "http://evil.example"}, 400),
        ({"Origin": "http://localhost.evil.example"}, 400),
        ({"Origin": "http://localhost:81"}, 400),
        ({"Origin": "localhost"}, 400),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "http://evil.example"}, 400),
    ],
)
def test_a_foreign_page_is_turned_away(ground: Ground, headers: dict[str, str], status: int) -> None:
    assert keeps_session(ground, **headers) == status


class TestToken:
    @pytest.mark.parametrize("role", [Role.RESIDENT, Role.ADMINISTRATOR, Role.HOST_STEWARD])
    def test_of_another_sign_in_is_worth_nothing(self, ground: Ground, role: Role) -> None:
        assert keeps_session(ground, token=ground.token(role)) == 400

    def test_is_worth_nothing_signed_for_another_use(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        ground.tokens.pop(COORDINATOR, None)
        monkeypatch.setattr(tokens, "SALT", "another use")
        other = ground.token(COORDINATOR)
        monkeypatch.undo()
        ground.tokens.pop(COORDINATOR)
        assert keeps_session(ground, token=other) == 400

    @pytest.mark.parametrize(("late", "status"), [(-1, 204), (1, 400)])
    def test_holds_for_twelve_hours(self, ground: Ground, late: int, status: int) -> None:
        ground.tokens.pop(COORDINATOR, None)
        with time_machine.travel(datetime(2026, 11, 25, 1, tzinfo=UTC), tick=False) as machine:
            token = ground.token(COORDINATOR)
            machine.shift(timedelta(seconds=tokens.VALID_SECONDS + late))
            assert keeps_session(ground, token=token) == status
        ground.tokens.pop(COORDINATOR)


def test_what_was_typed_is_shown_again_without_secrets(ground: Ground) -> None:
    typed = {"words": "長く書いた文", "password": "himitsu-no-kotoba", "idempotency_key": "k" * 20}
    page = ground.client(Role.RESIDENT).post("/sign-in", data=typed).get_data(as_text=True)
    assert "長く書いた文" in page
    assert "himitsu" not in page
    assert "kkkkk" not in page
