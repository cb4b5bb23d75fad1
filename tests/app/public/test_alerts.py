"""Without an account somebody hears by mail what is new to a search; nothing readable is kept, logged or sent of it."""

import logging
import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from accounts.models.municipality import Municipality
from app.demo.routes import read_mails
from app.handlers import worker_of
from app.settings import Settings
from core import clock
from core.database import Database
from core.outbox import OutboxMessage
from core.scope import open_for_all
from directory.models.saved_search import SavedSearch
from tests.factories.directory import a_listing
from tests.fixtures.application import Browser

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("town")]
ADDRESS, SOUGHT = "himitsu@example.jp", "ないしょの将棋"
SEARCH = "/alerts/new?q=ないしょの将棋"
LINK = re.compile(r"/alerts/[\w=-]+")


class Post:
    """The mails of the test, as they leave when the worker works."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database

    def leave(self) -> list[EmailMessage]:
        """All mails so far, after the worker has worked; the round of news comes first, its mails second."""
        for _ in range(2):
            worker_of(self.settings, self.database).once()
        return sorted(read_mails(self.settings.mail_dir), key=lambda mail: str(mail["Date"] or ""))

    def count(self) -> int:
        """How many mails there are."""
        return len(self.leave())


@pytest.fixture
def post(settings: Settings, database: Database) -> Post:
    return Post(settings, database)


def ask(resident: Browser, address: str = ADDRESS) -> str:
    answer = resident.post("/alerts", {"email": address, "search": f"q={SOUGHT}"}, seen_at=SEARCH)
    assert answer.status_code == 303
    return str(answer.location)


def begun(resident: Browser, post: Post) -> str:
    ask(resident)
    (mail,) = post.leave()
    page = LINK.findall(mail.get_content())[0]
    assert resident.post(f"{page}/confirm", seen_at=page).status_code == 303
    return str(page)


def is_listed(database: Database, name: str) -> None:
    with database.writing() as session:
        a_listing(open_for_all(session), session.scalars(select(Municipality)).one(), name)


def a_moment_later() -> timedelta:
    return timedelta(hours=1)


def test_what_is_new_is_told_once_a_day_and_ended_by_one_press(
    resident: Browser, post: Post, database: Database
) -> None:
    is_listed(database, f"{SOUGHT}（前から）")
    page = begun(resident, post)
    with clock.standing_at(clock.now() + a_moment_later()):
        assert post.count() == 1
        is_listed(database, f"{SOUGHT}の会")
        is_listed(database, "編み物の会")
    with clock.standing_at(clock.now() + 2 * a_moment_later()):
        assert post.count() == 2
        shown = resident.get(page).get_data(as_text=True)
        assert f"{SOUGHT}の会" in shown
        assert f"{SOUGHT}（前から）" not in shown
        is_listed(database, f"{SOUGHT}の夕べ")
    with clock.standing_at(clock.now() + 3 * a_moment_later()):
        assert post.count() == 2
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert post.count() == 3
        assert resident.post(f"{page}/end", seen_at=page).location == "/alerts/ended"
        assert resident.get(page).status_code == 404


def test_nothing_leaves_at_night(resident: Browser, post: Post, database: Database) -> None:
    begun(resident, post)
    is_listed(database, f"{SOUGHT}の会")
    with clock.standing_at(clock.now().replace(hour=12) + timedelta(hours=3)):  # in Japan late in the evening
        assert post.count() == 1


def test_what_nobody_confirms_is_gone_after_two_days(resident: Browser, post: Post, database: Database) -> None:
    ask(resident)
    page = LINK.findall(post.leave()[0].get_content())[0]
    with clock.standing_at(clock.now() + timedelta(hours=48)):
        assert resident.get(page).status_code == 404
        post.leave()
        with database.reading() as session:
            assert open_for_all(session).scalars(select(SavedSearch)).all() == []


def test_before_it_is_confirmed_nothing_is_told(resident: Browser, post: Post, database: Database) -> None:
    ask(resident)
    is_listed(database, f"{SOUGHT}の会")
    with clock.standing_at(clock.now() + a_moment_later()):
        assert post.count() == 1


def test_a_known_address_is_answered_like_an_unknown_one(resident: Browser, post: Post) -> None:
    begun(resident, post)
    pages = [resident.get(ask(resident, address)).get_data(as_text=True) for address in (ADDRESS, "nobody@example.jp")]
    assert re.sub(r'value="[^"]*"', "", pages[0]) == re.sub(r'value="[^"]*"', "", pages[1])


def test_one_address_is_not_flooded(resident: Browser, post: Post) -> None:
    for _ in range(6):
        ask(resident)
    assert post.count() == 3


@pytest.mark.parametrize("address", ["", "x", "a@b", f"{'a' * 220}@example.jp"])
def test_what_is_no_address_is_said_on_the_field(resident: Browser, address: str) -> None:
    answer = resident.post("/alerts", {"email": address, "search": "q=将棋"}, seen_at=SEARCH)
    assert answer.status_code == 422


@pytest.mark.parametrize("token", ["2222", "あ", "%00", "A" * 48, "A" * 5000])
def test_a_made_up_word_opens_nothing(resident: Browser, token: str) -> None:
    assert resident.get(f"/alerts/{token}").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("ja", "48時間以内"), ("easy", "48時間まで"), ("en", "48 hours")])
def test_the_mail_speaks_the_readers_language(resident: Browser, post: Post, language: str, words: str) -> None:
    resident.post("/display", {"language": language, "next": "/"}, seen_at=SEARCH)
    ask(resident)
    assert words in post.leave()[0].get_content()


def test_neither_address_nor_search_can_be_read_anywhere(
    resident: Browser, post: Post, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = begun(resident, post)
    with clock.standing_at(clock.now() + a_moment_later()):
        is_listed(database, f"{SOUGHT}の会")
        mails = post.leave()
    assert len(mails) == 2
    assert all(SOUGHT not in f"{mail['Subject']}{mail.get_content()}" for mail in mails)
    assert all(ADDRESS not in f"{mail['Subject']}{mail.get_content()}" for mail in mails)
    with database.reading() as session:
        payloads = open_for_all(session).scalars(select(OutboxMessage.payload)).all()
    assert all(ADDRESS not in str(one) and SOUGHT not in str(one) and page not in str(one) for one in payloads)
    said = caplog.text
    assert ADDRESS not in said
    assert SOUGHT not in said
    assert page.rpartition("/")[2] not in said


@pytest.mark.control
def test_a_column_that_is_not_sealed_would_be_seen(resident: Browser, database: Database) -> None:
    ask(resident)
    with database.reading() as session:
        raw = session.connection().exec_driver_sql("SELECT address, query, mark FROM saved_search").one()
    assert all(ADDRESS.encode() not in bytes(one) and SOUGHT.encode() not in bytes(one) for one in raw[:2])
    assert ADDRESS not in raw[2]


def test_a_search_leads_to_it(resident: Browser, database: Database) -> None:
    is_listed(database, "将棋の会")
    assert 'href="/alerts/new?q=' in resident.get("/search?q=将棋").get_data(as_text=True)
    assert 'href="/alerts/new?q=' in resident.get("/search?q=気球").get_data(as_text=True)
