"""Telephone cells as they stand in published lists (the numbers here are nobody's)."""

import pytest

from directory.exchange.listing import Level
from directory.exchange.phones import read_phones

NUMBER = "+81856220203"


@pytest.mark.parametrize(
    "text",
    [
        "0856-22-0203",
        "(0856)22-0203",
        "0856(22)0203",
        "(0856)-22-0203",
        "0856220203",
        " 0856‐22‐0203　",
        "0856ｰ22ｰ0203",
        "０８５６－２２－０２０３",
    ],
)
def test_a_number_is_read_in_any_form(text: str) -> None:
    assert read_phones(text).value.main == NUMBER


@pytest.mark.parametrize("text", ["22-0203", "200-0203", "東伯郡湯梨浜町門田9", "119"])
def test_what_cannot_be_dialled_is_doubted_and_kept(text: str) -> None:
    found = read_phones(text)
    assert (found.value.main, found.level, found.is_whole) == ("", Level.DOUBTFUL, False)


def test_a_missing_area_code_is_named() -> None:
    assert read_phones("22-0203").message == "市外局番がありません。"


def test_a_lost_zero_is_put_back_and_doubted() -> None:
    found = read_phones("856220203")
    assert (found.value.main, found.level) == (NUMBER, Level.DOUBTFUL)


def test_several_numbers_and_their_sections_are_kept() -> None:
    phones = read_phones("（保健課）0856-22-0203（福祉課）0856-22-0204").value
    assert (phones.main, phones.others) == (NUMBER, ("+81856220204",))
    assert "保健課" in phones.label


def test_numbers_that_run_together_are_told_apart() -> None:
    phones = read_phones("0856-22-02030856-22-0204").value
    assert (phones.main, phones.others) == (NUMBER, ("+81856220204",))


def test_an_extension_goes_apart() -> None:
    phones = read_phones("0856-22-0203（内線212）").value
    assert (phones.main, phones.extension) == (NUMBER, "212")


def test_a_fax_is_no_telephone() -> None:
    phones = read_phones("FAX 0856-22-0203").value
    assert (phones.main, phones.fax) == ("", NUMBER)


def test_digits_left_over_are_doubted() -> None:
    assert read_phones("0856-22-0203-5678").level is Level.DOUBTFUL


def test_a_hidden_number_says_so() -> None:
    assert read_phones("非公開").value.is_hidden


@pytest.mark.parametrize("text", ["", "なし", "-", "ー"])
def test_nothing_is_nothing(text: str) -> None:
    found = read_phones(text)
    assert (found.value.main, found.level) == ("", None)
