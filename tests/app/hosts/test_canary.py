"""A host reads the nickname and the agreed words; nothing else of a person is on any page or in any mail."""

import pytest
from flask import Flask

from accounts import doors
from accounts.models.municipality import Municipality
from app.demo.routes import read_mails
from app.handlers import worker_of
from app.settings import Settings
from core.database import Database
from core.facts import Fact
from core.scope import open_for_all
from directory.models.steward import Steward
from matching import needs
from matching.batch import apart
from matching.lifecycle import State
from matching.needs import Avoid, NeedDetails, Safety
from tests.factories.matches import Scene
from tests.factories.people import DETAILS, a_person
from tests.fixtures.application import Browser, Town

CANARIES = (
    *(
        "山根",
        "澄子",
        "やまね",
        "すみこ",
        "1951-03-04",
        "1951年",
        "昭和26",
        "駅前町17番1号",
        "31-0999",
        "310999",
        "1234-5678",
    ),
    *("090-1234-5678", "妹の携帯"),
    *("金糸雀のことば", "金糸雀停留所", "金糸雀のにおい", "百舌 しのぶ", "kotori"),
)
NEED = NeedDetails(
    own_words="金糸雀のことば",
    nearest_stop="金糸雀停留所",
    stop_minutes=5,
    has_companion=Fact.NO,
    avoid=Avoid(words=("金糸雀のにおい",)),
    safety=Safety(hides_name=True, districts=("kotori",), may_be_with_children=Fact.NO),
)
"""What the office wrote about the need; none of it was agreed to be told."""


def canaries_in(text: str) -> list[str]:
    """Every word of the person's record that a text gives away."""
    return [word for word in CANARIES if word in text]


@pytest.fixture
def told(app: Flask, database: Database, town: Town, settings: Settings) -> tuple[Browser, list[str]]:
    """A host's phone and every address that it can open, once the host was asked about the person."""
    with database.writing() as session:
        row = open_for_all(session).get_one(Municipality, town.id)
        scene = Scene(session, town=row)
        needs.save(session, scene.actor, scene.person, NEED, version=0)
        other = a_person(session, scene.actor, name="百舌 しのぶ", name_kana="もず しのぶ", nickname="モーさん")
        apart.keep(session, scene.actor, scene.person.id, other.id)
        scene.match(State.ASKED)
        steward = session.get_one(Steward, scene.host.steward_id)
        token = doors.make_known(session, steward.door, label="iPhone").token
        organization, service, question = steward.organization_id, scene.service.id, scene.questions()[0].id
        door = steward.door.reference
    client = app.test_client()
    client.set_cookie("host", token)
    pages = [
        *(f"/host/groups/{organization}", f"/host/groups/{organization}/devices", f"/host/questions/{question}"),
        *(f"/host/listings/{service}/edit", f"/host/listings/{service}/closures", f"/host/{door}"),
    ]
    return Browser(client), pages


def test_no_page_gives_the_person_away(told: tuple[Browser, list[str]]) -> None:
    phone, pages = told
    texts = [phone.get(page).get_data(as_text=True) for page in pages]
    assert "スミさん" in texts[0]
    assert [canaries_in(text) for text in texts] == [[]] * len(texts)
    phone.post(f"{pages[2]}/answer", {"answer": "yes"}, seen_at=pages[2])
    texts = [phone.get(page).get_data(as_text=True) for page in pages]
    assert [canaries_in(text) for text in texts] == [[]] * len(texts)


def test_no_mail_gives_the_person_away(told: tuple[Browser, list[str]], settings: Settings, database: Database) -> None:
    worker_of(settings, database).once()
    mails = read_mails(settings.mail_dir)
    assert [mail["To"] for mail in mails] == ["host@example.jp"]
    for mail in mails:
        assert canaries_in(f"{mail['Subject']}\n{mail.get_content()}") == []
        assert DETAILS.nickname not in mail.get_content()


@pytest.mark.control
def test_a_name_in_a_text_is_found() -> None:
    assert canaries_in("山根さんが見学に来ます") == ["山根"]
    assert all(any(word in str(value) for word in CANARIES) for value in (DETAILS.name, DETAILS.phone, DETAILS.address))
