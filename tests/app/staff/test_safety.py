"""What protects a person works everywhere, and shows nowhere but where it is written down."""

import re
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework.models.person import Person
from core.facts import Fact
from directory.models.location import Location
from directory.models.stated_fact import StatedFact
from matching.lifecycle import State
from tests.app.staff.conftest import Desk
from tests.factories.people import a_person, agrees_to_support, agrees_to_tell
from tests.factories.town import a_district

CANARY = "金糸雀 みどり"
FLAGS: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "names": lambda _keys: {"hides_name": "y"},
    "children": lambda _keys: {"may_be_with_children": "no"},
    "district": lambda _keys: {"unsafe_districts": "hikimi"},
    "host": lambda keys: {"excluded_also": keys["host"]},
    "person": lambda keys: {"apart_also": keys["other"]},
}
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[^\"]*\"|nonce-\S+")


def a_scene(desk: Desk) -> dict[str, str]:
    """A person, and a place that every one of the flags keeps them from."""
    with desk.scene() as scene:
        session, town, host = scene.session, scene.town, scene.service.organization
        district = a_district(session, town, "hikimi", name="匹見")
        scene.service.location = Location(municipality_id=town.id, district=district)
        answers = {"names_kept": Fact.NO, "adults_checked": Fact.NO, "children_present": Fact.YES}
        scene.service.facts = [StatedFact(municipality_id=town.id, key=key, answer=answers[key]) for key in answers]
        other = a_person(session, scene.actor, name=CANARY, name_kana="かなりあ みどり", nickname="ピーさん")
        agrees_to_support(session, scene.actor, other)
        agrees_to_tell(session, scene.actor, other, host)
        scene.match(State.OFFERED, person=other)
        return {key: str(row.id) for key, row in {"person": scene.person, "other": other, "host": host}.items()} | {
            "service": str(scene.service.id)
        }


def written(desk: Desk, keys: dict[str, str], flag: str, version: int = 0) -> str:
    """The coordinator writes one flag down on the page of the need; the address of that page."""
    page = f"/staff/people/{keys['person']}/need"
    sent = {"own_words": "静かなところがよい", "version": str(version), **FLAGS[flag](keys)}
    assert desk.browser.post(page, sent, seen_at=page).status_code == 303
    return page


def read(desk: Desk, flag: str) -> tuple[str, str]:
    """The page of options, and what it says to who chooses all the same; without what changes every time."""
    keys = a_scene(desk)
    written(desk, keys, flag)
    page = f"/staff/people/{keys['person']}/options"
    seen = desk.browser.get(page).text
    refused = desk.browser.post(page, {"service": keys["service"], "reason": "それでも"}, seen_at=page)
    assert refused.status_code == 409
    return CHANGING.sub("", seen), CHANGING.sub("", refused.text)


@pytest.mark.parametrize("flag", FLAGS)
def test_the_options_do_not_tell_what_kept_a_place_out(desk: Desk, flag: str) -> None:
    seen, refused = read(desk, flag)
    assert "紹介できない事情があります" in seen
    assert "ほかの事情1か所" in seen
    for text in (seen, refused):
        told = text.split("<main")[1]
        assert [word for word in (CANARY, "ピーさん", "名前や写真", "子ども", "匹見", "避け") if word in told] == []


def test_every_flag_reads_the_same(desk: Desk) -> None:
    keys, pages = a_scene(desk), set()
    for version, flag in enumerate(FLAGS):
        written(desk, keys, flag, version)
        pages.add(CHANGING.sub("", desk.browser.get(f"/staff/people/{keys['person']}/options").text))
    assert len(pages) == 1


@pytest.mark.parametrize("flag", FLAGS)
def test_the_persons_paper_does_not_know_the_place_at_all(desk: Desk, flag: str) -> None:
    keys = a_scene(desk)
    paper = f"/staff/people/{keys['person']}/options/print"
    assert "見本サロン" in desk.browser.get(paper).text
    written(desk, keys, flag)
    text = desk.browser.get(paper).text
    assert "静かなところがよい" in text
    assert [word for word in ("見本サロン", CANARY, "ピーさん", "山根", "事情", "匹見") if word in text] == []


@pytest.mark.parametrize("flag", FLAGS)
def test_it_comes_back_to_the_page_where_it_was_written(desk: Desk, flag: str) -> None:
    keys = a_scene(desk)
    page = written(desk, keys, flag)
    kept = {"host": "excluded_by", "person": "apart_from"}
    field = kept.get(flag, next(iter(FLAGS[flag](keys))))
    assert re.search(rf'name="{field}"[^>]*checked', desk.browser.get(page).text)


def test_to_whom_the_person_is_kept_apart_stays_within_the_own_people(desk: Desk, desk_of: Callable[..., Desk]) -> None:
    keys = a_scene(desk)
    stranger = desk_of("別の人")
    with stranger.writing() as session:
        hidden = a_person(session, stranger.actor, name="百舌 しのぶ", name_kana="もず しのぶ", nickname="モーさん")
        hidden_key = hidden.id
    page = f"/staff/people/{keys['person']}/need"
    assert "百舌" not in desk.browser.get(page).text
    sent = {"version": "0", "apart_also": str(hidden_key)}
    assert desk.browser.post(page, sent, seen_at=page).status_code == 422
    with desk.writing() as session:
        assert session.execute(select(Person.id).where(Person.id == uuid.UUID(keys["person"]))).scalar_one()
