"""A refusal is a page in plain words with the right status; it tells nothing from inside and loses nothing typed."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import errors
from app.access import public
from core.access import Role
from core.errors import ConflictError, DeniedError, InvalidError, NotFoundError, StaleVersionError, UnavailableError
from tests.fixtures.application import Browser
from tests.fixtures.whole_town import Ground

CANARY = "secret-of-the-inside"


def lock(*_: object) -> None:
    raise OperationalError("SELECT 1", {}, Exception("database is locked"))


@pytest.fixture
def raising(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Lets the home page raise an error."""

    def plant(error: Exception) -> None:
        def view() -> str:
            raise error

        monkeypatch.setitem(app.view_functions, "public.home", public(view))

    return plant


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFoundError("見つかりません"), 404),
        (DeniedError("この操作はできません"), 403),
        (ConflictError("先に変わっていました"), 409),
        (StaleVersionError("先に変わっていました"), 409),
        (InvalidError({"name": "入力を確かめてください"}), 422),
        (UnavailableError("いまはできません"), 503),
    ],
)
def test_each_refusal_has_its_status(
    resident: Browser, raising: Callable[[Exception], None], error: Exception, status: int
) -> None:
    raising(error)
    response = resident.get("/")
    assert response.status_code == status
    assert response.headers.get("Retry-After") == ("5" if status == 503 else None)


class TestBusy:
    def test_in_the_middle_of_a_page_is_a_plain_page(
        self, resident: Browser, raising: Callable[[Exception], None]
    ) -> None:
        raising(OperationalError("SELECT 1", {}, Exception("database is locked")))
        response = resident.get("/")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")

    def test_before_even_the_town_is_known_is_a_plain_page_too(
        self, resident: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Session, "execute", lock)
        response = resident.get("/")
        assert response.status_code == 503
        assert "<h1>いまはできません</h1>" in response.text

    @pytest.mark.control
    def test_a_fault_in_our_own_sql_is_none_of_it(
        self, app: Flask, resident: Browser, raising: Callable[[Exception], None]
    ) -> None:
        app.testing = False
        raising(OperationalError("SELECT full", {}, Exception("no such column: full")))
        assert resident.get("/").status_code == 500


class TestFault:
    @pytest.fixture
    def page(self, app: Flask, resident: Browser, raising: Callable[[Exception], None]) -> str:
        app.testing = False
        raising(RuntimeError(CANARY))
        response = resident.get("/?q=" + CANARY)
        assert response.status_code == 500
        return response.get_data(as_text=True)

    def test_shows_a_number_and_nothing_from_inside(self, page: str) -> None:
        assert re.search(r"<strong>[0-9a-f]{12}</strong>", page)
        assert "Traceback" not in page
        assert "RuntimeError" not in page


class TestTyped:
    WORDS = "長く書いた大切な文"

    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (StaleVersionError("先に変わっていました"), 409),
            (OperationalError("", {}, Exception("database is locked")), 503),
        ],
    )
    def test_words_are_not_lost(
        self, app: Flask, resident: Browser, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
    ) -> None:
        def view() -> str:
            raise error

        monkeypatch.setitem(app.view_functions, "public.display", public(view))
        response = resident.post("/display", {"words": self.WORDS, "person": "01a20dfc-5cc0-72ed-bbba-773d1df740eb"})
        assert response.status_code == status
        assert self.WORDS in response.text
        assert "01a20dfc" not in response.text


def test_too_much_is_refused(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ground.app.config, "MAX_CONTENT_LENGTH", 1000)
    data = {"csrf_token": ground.token(Role.RESIDENT), "email": "x" * 2000}
    assert ground.client(Role.RESIDENT).post("/sign-in", data=data).status_code == 413


@pytest.mark.parametrize("text", ["\x00", "\u202e", "'; DROP TABLE person; --", "{{ 7 * 7 }}", "x" * 5000])
def test_nasty_words_are_words(ground: Ground, text: str) -> None:
    client = ground.client(Role.RESIDENT)
    for query in ({"q": text}, {"near": text}, {"weekday": text}, {"kind": text}, {"page": text}, {"lang": text}):
        assert client.get("/search", query_string=query).status_code == 200
    data = {"csrf_token": ground.token(Role.RESIDENT), "email": text, "password": text}
    assert client.post("/sign-in", data=data).status_code == 422


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%FF%FE", "q=%00", "q=%", "&&&", "q=a&q=b&page=1&page=2", "=%3D"])
def test_nasty_bytes_are_words(ground: Ground, query: str) -> None:
    assert ground.client(Role.RESIDENT).get(f"/search?{query}").status_code == 200


def test_every_error_of_the_domain_has_a_status() -> None:
    assert {errors.status_of(kind("x")) for kind in errors.STATUS if kind is not InvalidError} == {403, 404, 409, 503}
