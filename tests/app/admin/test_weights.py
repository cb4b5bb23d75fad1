"""The administrator sets the points, nothing typed is lost, and every worker reads them."""

from collections.abc import Callable

import pytest

from core.access import Role
from matching.profiles.weights import profiles
from tests.fixtures.application import Browser

PAGE = "/admin/weights/standard"
SHIPPED = profiles()["standard"]


@pytest.fixture
def admin(worker: Callable[..., Browser]) -> Browser:
    return worker(Role.ADMINISTRATOR, name="管理者")


def form_of(**changes: object) -> dict[str, str]:
    return {key: str(value) for key, value in {**SHIPPED.weights, **changes, "version": SHIPPED.version}.items()}


def test_a_saved_version_is_shown_to_every_worker(admin: Browser, worker: Callable[..., Browser]) -> None:
    assert admin.post(PAGE, form_of(travel=150, variety=30), seen_at=PAGE).status_code == 303
    page = worker(Role.PARTICIPATION_COORDINATOR, name="担当").get("/staff/weights").get_data(as_text=True)
    assert f"第{SHIPPED.version + 1}版" in page
    assert "点をなおす" not in page
    assert "点をなおす" in admin.get("/staff/weights").get_data(as_text=True)


@pytest.mark.parametrize("typed", ["140", "", "百", "12.5"])
def test_nothing_typed_is_lost(admin: Browser, typed: str) -> None:
    answer = admin.post(PAGE, form_of(travel=typed, variety="21"), seen_at=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'value="{typed}"' in page.split('id="travel"')[1][:200]
    assert 'value="21"' in page.split('id="variety"')[1][:200]


def test_the_difference_is_said_on_the_field(admin: Browser) -> None:
    page = admin.post(PAGE, form_of(travel=140), seen_at=PAGE).get_data(as_text=True)
    assert "ぜんぶで980点です。あと20点たして、1000点にしてください。" in page.split('id="travel-wrong"')[1][:300]
    page = admin.post(PAGE, form_of(travel=185), seen_at=PAGE).get_data(as_text=True)
    assert "ぜんぶで1025点です。25点へらして、1000点にしてください。" in page.split('id="travel-wrong"')[1][:300]


def test_proportions_can_be_brought_to_the_total(admin: Browser) -> None:
    answer = admin.post(PAGE, {**form_of(travel=260), "scale": "1"}, seen_at=PAGE)
    assert answer.status_code == 200
    assert "ぜんぶで1000点" in answer.get_data(as_text=True)
    assert "はじめの設定" in admin.get("/staff/weights").get_data(as_text=True)


def test_an_old_form_is_shown_again_as_typed(admin: Browser) -> None:
    admin.post(PAGE, form_of(travel=150, variety=30), seen_at=PAGE)
    answer = admin.post(PAGE, form_of(travel=170, variety=10), seen_at=PAGE)
    assert answer.status_code == 409
    assert 'value="170"' in answer.get_data(as_text=True)
