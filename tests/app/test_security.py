"""Every answer holds the browser back; public pages leave nothing in it, and workers' pages do not stay in it."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import identity
from app.factory import create_app
from app.security import HEADERS
from app.settings import Settings
from core.access import Role
from tests.app.endpoints import ENDPOINTS
from tests.app.requests_of import answer, askings, granted
from tests.fixtures.application import Town
from tests.fixtures.whole_town import Ground

FILES = ("/static/css/base.css", "/static/js/submit-once.js", "/static/mark.svg")
WRONG = ("/nothing-here", "/static/nothing.css", "/staff/people/no-key", "/%00", "/l/1e3")


def unguarded(response: TestResponse) -> list[str]:
    """The headers that an answer lacks."""
    return [name for name, value in HEADERS.items() if response.headers.get(name) != value]


FRAMED = "public.search_frame"
"""What other sites may show in a frame, by its own policy (tests/app/public/test_open_data.py)."""


class TestHeaders:
    def test_go_with_every_page_and_refusal(self, ground: Ground) -> None:
        for endpoint in sorted(ENDPOINTS.keys() - {"static", FRAMED}):
            for asking in askings(ground, endpoint):
                if asking.method == "GET" and asking.role in {Role.RESIDENT, Role.PARTICIPATION_COORDINATOR}:
                    assert unguarded(answer(ground, asking)) == [], asking

    @pytest.mark.parametrize("path", [*FILES, *WRONG])
    def test_go_with_every_file_and_with_what_is_not_there(self, ground: Ground, path: str) -> None:
        with ground.client(Role.RESIDENT).get(path) as response:
            assert unguarded(response) == []
            assert response.status_code == (200 if path in FILES else 404)
            assert "Access-Control-Allow-Origin" not in response.headers

    def test_go_with_what_the_method_is_wrong_for(self, ground: Ground) -> None:
        response = ground.client(Role.RESIDENT).delete("/")
        assert (response.status_code, unguarded(response)) == (405, [])
        assert "GET" in response.headers["Allow"]

    def test_let_no_script_in_but_our_own(self) -> None:
        policy = dict(part.strip().partition(" ")[::2] for part in HEADERS["Content-Security-Policy"].split(";"))
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"

    @pytest.mark.control
    def test_one_that_is_missing_is_noticed(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        response = ground.client(Role.RESIDENT).get("/")
        monkeypatch.setitem(HEADERS, "X-New", "1")
        assert unguarded(response) == ["X-New"]


class TestCookies:
    def test_are_set_by_no_public_page(self, ground: Ground) -> None:
        for asking in granted(ground, "GET"):
            if asking.role is Role.RESIDENT:
                assert "Set-Cookie" not in answer(ground, asking).headers, asking

    def test_of_the_display_bar_hold_no_more_than_the_choice(self, ground: Ground) -> None:
        client = ground.client(Role.RESIDENT)
        response = client.post("/display", data={"csrf_token": ground.token(Role.RESIDENT), "text": "large"})
        cookies = response.headers.getlist("Set-Cookie")
        assert [cookie.partition("=")[0] for cookie in cookies] == ["display"]
        assert len(cookies[0].partition("=")[2].partition(";")[0]) < 40

    def test_that_open_something_are_kept_from_scripts_and_foreign_pages(self, settings: Settings, town: Town) -> None:
        app = create_app(settings.model_copy(update={"secure_cookies": True}))
        with app.test_request_context():
            response = app.make_response("")
            identity.keep_staff(response, "secret")
            identity.keep_host(response, "secret")
            identity.keep_briefly(response, "knock", "secret", 60)
        app.extensions["database"].close()
        assert len(response.headers.getlist("Set-Cookie")) == 3
        for cookie in response.headers.getlist("Set-Cookie"):
            assert cookie.startswith("__Host-")
            assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
            assert "Domain" not in cookie


OPEN_DATA = ("public.open_data_file", "public.changes", "public.sitemap", "public.robots")
KEPT = {"public.complete": "public, max-age=120", **dict.fromkeys(OPEN_DATA, "public, max-age=300")}
"""What everybody is told alike, and may be told again for a while."""


class TestCache:
    def test_keeps_nothing_of_the_signed_in(self, ground: Ground) -> None:
        for asking in granted(ground, "GET"):
            response = answer(ground, asking)
            wanted = KEPT.get(asking.endpoint, "no-cache") if asking.role is Role.RESIDENT else "no-store"
            assert response.headers["Cache-Control"] == wanted, asking
            assert "Cookie" in response.headers.getlist("Vary"), asking

    def test_keeps_nothing_of_public_pages_that_a_worker_opens(self, ground: Ground) -> None:
        response = ground.client(Role.ADMINISTRATOR).get("/")
        assert response.headers["Cache-Control"] == "no-store"


class TestHost:
    @pytest.fixture
    def client(self, settings: Settings, town: Town) -> Iterator[FlaskClient]:
        app = create_app(settings.model_copy(update={"trusted_hosts": "hitomaru.example", "secure_cookies": True}))
        app.testing = True
        yield app.test_client()
        app.extensions["database"].close()

    @pytest.mark.parametrize(("host", "status"), [("hitomaru.example", 200), ("evil.example", 400), ("", 400)])
    def test_only_the_named_one_is_answered(self, client: FlaskClient, host: str, status: int) -> None:
        assert client.get("/sign-in", headers={"Host": host}).status_code == status

    def test_is_not_taken_from_a_proxy_that_is_not_there(self, client: FlaskClient) -> None:
        headers = {"Host": "hitomaru.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
        page = client.get("/sign-in", headers=headers).get_data(as_text=True)
        assert "evil.example" not in page

    def test_browsers_are_told_to_stay_with_https(self, client: FlaskClient) -> None:
        response = client.get("/sign-in", headers={"Host": "hitomaru.example"})
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
