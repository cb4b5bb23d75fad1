"""A telephone number is one number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.japanese.phone import PhoneNumberError, is_assigned, national, to_e164


@pytest.mark.parametrize(
    "text",
    [
        "0856-00-0203",
        "０８５６－００－０２０３",
        "0856(00)0203",
        "（０８５６）00ー0203",
        "TEL：0856-00-0203",
        "℡ 0856 00 0203",
        "電話番号 0856-00-0203（代表）",
        "0856-00-0203㈹",
        "+81856000203",
        "+81-856-00-0203",
    ],
)
def test_every_way_of_writing_is_the_same_number(text: str) -> None:
    assert to_e164(text) == "+81856000203"


def test_a_local_number_gets_its_area_code() -> None:
    assert to_e164("22-0203", area_code="0856") == "+81856220203"
    assert to_e164("090-0000-0203", area_code="0856") == "+819000000203"
    assert to_e164("0120-000-203", area_code="0856") == "+81120000203"


@pytest.mark.parametrize("e164", ["+81856000203", "+819000000203", "+81120000203", "+81300000203"])
def test_the_number_shown_is_read_back(e164: str) -> None:
    assert to_e164(national(e164)) == e164


def test_the_number_is_shown_as_dialled_at_home() -> None:
    assert national("+81856000203") == "0856-00-0203"


@pytest.mark.parametrize(
    "text", ["", "110", "#8000", "22-0203", "なし", "0856-00-0203 0856-00-0204", "0856000203 内線1"]
)
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(PhoneNumberError):
        to_e164(text)


@given(st.text(st.characters(codec=None), max_size=30) | st.text("0123456789-()+ 内", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        e164 = to_e164(text, area_code="0856")
    except PhoneNumberError:
        return
    assert to_e164(e164) == e164


def test_a_number_outside_the_given_out_ranges_is_doubted() -> None:
    assert is_assigned("+81856310203")
    assert not is_assigned("+81111111111")
