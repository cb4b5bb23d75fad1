"""The fixtures hold what they promise: two databases, no network, time that stands still, no silent skip."""

import contextlib
import socket
import threading
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from sqlalchemy import inspect, text

from core import clock
from core.database import Database
from tests.fixtures import surprises
from tests.fixtures.browser import DESK, OpenPage

ELSEWHERE = ("192.0.2.1", 80)


class TestDatabase:
    @pytest.mark.db
    def test_is_the_one_that_the_test_is_named_after(self, database_kind: str, database: Database) -> None:
        assert database.engine.dialect.name == database_kind

    @pytest.mark.db
    def test_has_every_table(self, database: Database) -> None:
        assert "outbox_message" in inspect(database.engine).get_table_names()

    @pytest.mark.db
    @pytest.mark.parametrize("turn", [1, 2])
    def test_starts_empty_each_time(self, database: Database, turn: int) -> None:
        with database.engine.begin() as connection:
            assert connection.scalar(text("SELECT count(*) FROM tally")) == 0
            connection.execute(text("INSERT INTO tally VALUES ('a', '2026-01-01', 1)"))


class TestNetwork:
    @pytest.mark.control
    def test_is_refused(self) -> None:
        with socket.socket() as plain, pytest.raises(pytest.fail.Exception, match="reached for the network"):
            plain.connect(ELSEWHERE)
        surprises.reached.clear()

    @pytest.mark.control
    def test_is_noticed_from_a_thread(self) -> None:
        def reach() -> None:
            with contextlib.suppress(BaseException):
                socket.create_connection(("example.jp", 80))

        thread = threading.Thread(target=reach)
        thread.start()
        thread.join()
        assert surprises.reached
        surprises.reached.clear()

    def test_lets_this_machine_be_reached(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname()).close()


class TestClock:
    def test_stands_still(self, now: datetime) -> None:
        assert clock.now() == clock.now() == now


class TestSkips:
    SOURCE = "import pytest\n\n@pytest.mark.{mark}\ndef test_one():\n    pytest.skip('no reason at all')\n"

    @pytest.mark.control
    def test_fail_the_run_under_ci(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI", "true")
        outcome = self.run(pytester, mark="slow")
        assert outcome.ret == pytest.ExitCode.TESTS_FAILED
        outcome.stdout.fnmatch_lines(["*test_one: no reason at all"])

    def test_pass_elsewhere(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CI", raising=False)
        assert self.run(pytester, mark="slow").ret == pytest.ExitCode.OK

    def test_are_forgiven_where_the_published_files_are_absent(
        self,
        pytester: pytest.Pytester,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("CI", "true")
        monkeypatch.setattr("tests.fixtures.skips.SHARED", Path("/nowhere"))
        assert self.run(pytester, mark="shared").ret == pytest.ExitCode.OK

    def run(self, pytester: pytest.Pytester, *, mark: str) -> pytest.RunResult:
        pytester.makepyfile(self.SOURCE.format(mark=mark))
        return pytester.runpytest_inprocess(
            "-p", "tests.fixtures.skips", "-W", "ignore::pytest.PytestUnknownMarkWarning"
        )


@pytest.mark.browser
class TestBrowser:
    def test_shows_a_page(self, open_page: OpenPage) -> None:
        page = open_page()
        page.goto("data:text/html,<title>a</title><script>document.title='b'</script>")
        assert page.title() == "b"

    def test_shows_a_page_without_javascript(self, open_page: OpenPage) -> None:
        page = open_page(width=DESK, javascript=False)
        page.goto("data:text/html,<title>a</title><script>document.title='b'</script>")
        assert page.title() == "a"

    @pytest.mark.control
    def test_cuts_off_other_machines(self, open_page: OpenPage) -> None:
        page = open_page()
        with pytest.raises(PlaywrightError, match="ERR_FAILED"):
            page.goto("http://192.0.2.1/")
