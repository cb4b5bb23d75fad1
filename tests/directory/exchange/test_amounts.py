"""Ages, fees, counts and answers as they stand in published lists."""

import pytest

from directory.exchange.amounts import read_ages, read_answer, read_count, read_fee, yen


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1歳から5歳", (12, 71)),
        ("０歳～２歳児", (0, 35)),
        ("0～2歳", (0, 35)),
        ("4歳から", (48, None)),
        ("生後57日から", (1, None)),
        ("65歳以上", (780, None)),
        ("18歳未満", (None, 215)),
        ("3歳まで", (None, 47)),
        ("6か月", (6, 6)),
        ("生後8週", (1, 1)),
        ("就学前", (0, 83)),
        ("小学校1年生から6年生", (72, 155)),
        ("６歳～１２歳（小学校１年生～６年生）", (72, 155)),
        ("どなたでも", (None, None)),
        ("", (None, None)),
    ],
)
def test_ages_are_months_with_both_ends(text: str, bounds: tuple[int | None, int | None]) -> None:
    assert read_ages(text).value == bounds


@pytest.mark.parametrize("text", ["無料", "0", "０円"])
def test_what_is_free_for_everybody_is_free(text: str) -> None:
    assert read_fee(text) is True


@pytest.mark.parametrize("text", ["300", "500円（材料費）", "実費", "有料"])
def test_what_costs_is_not_free(text: str) -> None:
    assert read_fee(text) is False


@pytest.mark.parametrize("text", ["こども無料　おとな300円", "寄付", "チケット制"])
def test_what_is_free_for_some_is_left_to_its_words(text: str) -> None:
    assert read_fee(text) is None


@pytest.mark.parametrize(("text", "words"), [("0", "無料"), ("1000", "1,000円"), ("こども無料", "こども無料")])
def test_a_bare_number_is_yen(text: str, words: str) -> None:
    assert yen(text) == words


@pytest.mark.parametrize("text", ["有", "あり", "○", "1", "Y", "有（女性用トイレ内のみ）"])
def test_a_yes_is_a_yes(text: str) -> None:
    assert read_answer(text).value is True


@pytest.mark.parametrize("text", ["無", "×", "不可", "0", "N", "なし"])
def test_a_no_is_a_no(text: str) -> None:
    assert read_answer(text).value is False


@pytest.mark.parametrize("text", ["", "-", "未確認", "不明", "一部"])
def test_everything_else_is_unknown(text: str) -> None:
    assert read_answer(text).value is None


@pytest.mark.parametrize(
    ("text", "count"), [("20", 20), ("約２０名", 20), ("10組", 10), ("1,200人", 1200), ("0", None), ("多数", None)]
)
def test_a_count_is_read(text: str, count: int | None) -> None:
    assert read_count(text).value == count
