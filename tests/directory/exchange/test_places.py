"""Coordinates, codes and addresses as they stand in published lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.listing import Level
from directory.exchange.places import (
    check_digit,
    read_address,
    read_code,
    read_pair,
    read_position,
    read_postal_code,
    split_address,
)


@pytest.mark.parametrize(
    ("latitude", "longitude", "value", "level"),
    [
        ("34.675", "131.836", (34.675, 131.836), None),
        ("３４．６７５", "１３１．８３６", (34.675, 131.836), None),
        ("131.836", "34.675", (34.675, 131.836), Level.REPAIRED),
        ("0", "0", None, Level.DOUBTFUL),
        ("0.000000000", "0.000000000", None, Level.DOUBTFUL),
        ("34.675", "13.1836", None, Level.DOUBTFUL),
        ("51.5", "-0.1", None, Level.DOUBTFUL),
        ("34.675", "", None, Level.DOUBTFUL),
        ("益田市", "駅前町", None, Level.DOUBTFUL),
        ("", "", None, None),
    ],
)
def test_a_position_is_read_repaired_or_doubted(
    latitude: str, longitude: str, value: tuple[float, float] | None, level: Level | None
) -> None:
    found = read_position(latitude, longitude)
    assert (found.value, found.level) == (value, level)


def test_degrees_and_minutes_are_a_position() -> None:
    found = read_position("34度40分30秒", "131°50′10″").value
    assert found == (pytest.approx(34.675), pytest.approx(131.83611, abs=1e-5))


def test_one_cell_can_hold_both() -> None:
    assert read_pair("34.675, 131.836").value == (34.675, 131.836)


@pytest.mark.parametrize(
    ("text", "prefecture", "code", "level"),
    [
        ("322041", "", "322041", None),
        ("３２２０４１", "", "322041", None),
        ("92011", "", "092011", Level.REPAIRED),
        ("32201", "", "322016", Level.REPAIRED),
        ("32204", "島根県", "322041", Level.REPAIRED),
        ("11011", "北海道", "011011", Level.REPAIRED),
        ("32204", "", "032204", Level.DOUBTFUL),
        ("322042", "", "322042", Level.DOUBTFUL),
        ("32", "", "", Level.DOUBTFUL),
        ("益田市", "", "", Level.DOUBTFUL),
        ("", "", "", None),
    ],
)
def test_a_code_gets_its_digits_back(text: str, prefecture: str, code: str, level: Level | None) -> None:
    found = read_code(text, prefecture)
    assert (found.value, found.level) == (code, level)


@pytest.mark.parametrize("code", ["322041", "131059", "222127", "372013", "011002", "112038", "182109", "132195"])
def test_the_check_digit_is_that_of_real_codes(code: str) -> None:
    assert check_digit(code[:5]) == code[5]


@given(st.integers(min_value=1, max_value=9), st.integers(min_value=100, max_value=999))
def test_a_lost_zero_never_loses_the_code(prefecture: int, rest: int) -> None:
    digits = f"0{prefecture}{rest}"
    whole = digits + check_digit(digits)
    assert read_code(whole.removeprefix("0")).value == whole


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("島根県益田市匹見町匹見イ123", ("島根県", "益田市", "匹見町匹見イ")),
        ("益田市駅前町17-1", ("", "益田市", "駅前町")),
        ("東伯郡三朝町横手37-1", ("", "三朝町", "横手")),
        ("三重県四日市市諏訪町1-5", ("三重県", "四日市市", "諏訪町")),
        ("町田市原町田4-1", ("", "町田市", "原町田")),
        ("北海道札幌市中央区北11条西14丁目1番72号", ("北海道", "札幌市中央区", "北")),
        ("上関町大字長島644", ("", "上関町", "長島")),
        ("", ("", "", "")),
    ],
)
def test_an_address_names_its_town(address: str, parts: tuple[str, str, str]) -> None:
    assert split_address(address) == parts


def test_full_width_numbers_in_an_address_are_repaired() -> None:
    found = read_address("益田市駅前町１７－１")
    assert (found.value, found.level) == ("益田市駅前町17-1", Level.REPAIRED)


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("698-0024", "698-0024", None),
        ("6980024", "698-0024", None),
        ("〒６９８－００２４", "698-0024", None),
        ("600001", "060-0001", Level.REPAIRED),
        ("益田", "", Level.DOUBTFUL),
    ],
)
def test_a_postal_code_is_read(text: str, code: str, level: Level | None) -> None:
    found = read_postal_code(text)
    assert (found.value, found.level) == (code, level)
