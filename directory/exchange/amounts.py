"""How much, how many, how old? Fees, capacities, ages and yes-or-no answers."""

import re
from typing import Final

from directory.exchange.found import Found, doubtful, repaired
from directory.exchange.text import break_lines, nfkc, squeeze

_YEAR: Final = 12
_DAYS_IN_MONTH: Final = 30
_SCHOOL_STARTS_AT: Final = 6
_YES: Final = frozenset(
    {"有", "有り", "あり", "ある", "可", "可能", "○", "〇", "◯", "◎", "y", "yes", "true", "1", "はい", "対応", "対応可"}
    | {"利用可", "設置", "実施", "✓"}
)
_NO: Final = frozenset(
    {"無", "無し", "なし", "ない", "不可", "×", "✕", "x", "n", "no", "false", "0", "いいえ", "非対応", "未対応"}
    | {"利用不可", "未設置", "未実施"}
)
_NOT_SAID: Final = frozenset({"-", "ー", "－", "不明", "未定", "未確認", "調査中", "null"})
_FREE: Final = frozenset({"無料", "0", "0円", "無償", "参加無料", "入場無料", "利用無料"})
_COSTS: Final = re.compile(r"有料|[1-9][\d,]*\s*円|実費")
_FREE_FOR_SOME: Final = re.compile(r"無料|無償|(?<!\d)0円")
_SOME_CARS: Final = re.compile(r"[1-9]\d*\s*台")
_YEN: Final = re.compile(r"(\d[\d,]*)円")
_COUNT: Final = re.compile(r"(?:約|おおむね|概ね)?(\d[\d,]*)(?:人|名|組|席|床|食|世帯)?(?:程度|まで|くらい|ぐらい)?")
_AGE: Final = re.compile(
    r"(?P<school>小学|中学|高校)(?:校)?(?:生)?(?P<grade>\d)?(?:年生?)?|生後(?P<born>\d+)(?P<bornunit>日|週|[かヶケカヵ]月)|"
    r"(?P<year>\d)年生|(?P<number>\d{1,3})(?P<unit>歳半|歳児?|才|[かヶケカヵ]月児?|日目?|週間?)?(?:クラス)?|(?P<before>就学前|未就学児?|未就園児?)"
)
_SCHOOL_AGES: Final = {"小学": (6, 6), "中学": (12, 3), "高校": (15, 3)}
_OPEN_END: Final = re.compile(r"以上|から$|~$|以降")
_OPEN_START: Final = re.compile(r"以下|まで$|^~")
_BELOW: Final = re.compile(r"未満")


def read_answer(text: str) -> Found[bool | None]:
    """A yes, a no, or nothing where the cell does not answer."""
    words = squeeze(nfkc(text)).casefold()
    if not words or words in _NOT_SAID:
        return Found(None)
    if words in _YES or words in _NO:
        return Found(words in _YES)
    for answers, value in ((_NO, False), (_YES, True)):
        if any(len(answer) > 1 and words.startswith(answer) for answer in answers) or words[0] in answers & {
            "有",
            "無",
        }:
            return Found(value, is_whole=False)
    return doubtful(None, "「有」か「無」として読めませんでした。")


def read_count(text: str) -> Found[int | None]:
    """A number of people or of families."""
    words = nfkc(text).strip().replace(" ", "")
    if not words or words in _NOT_SAID:
        return Found(None)
    if match := _COUNT.fullmatch(words):
        count = int(match[1].replace(",", ""))
        return Found(count or None, is_whole=words.isdigit())
    return doubtful(None, "人数として読めませんでした。")


def read_fee(text: str) -> bool | None:
    """Whether a fee's words say that it is free for everybody, that it costs, or neither."""
    words = squeeze(nfkc(text)).replace(" ", "").rstrip("。")
    if words in _FREE:
        return True
    if words.isdigit() or (_COSTS.search(words) and not _FREE_FOR_SOME.search(words)):
        return False
    return None


def read_parking(text: str) -> bool | None:
    """Whether there is a place for a car, where the words say so."""
    return True if _SOME_CARS.search(nfkc(text)) else read_answer(text).value


def amount_of(words: str) -> int | None:
    """The fee in yen where its words are one amount, or say that it is free, and nothing else."""
    if read_fee(words):
        return 0
    match = _YEN.fullmatch(words)
    return int(match[1].replace(",", "")) if match else None


def yen(text: str) -> str:
    """A fee's words; a bare number is an amount in yen."""
    words = squeeze(nfkc(text))
    if words.isdigit():
        return "無料" if int(words) == 0 else f"{int(words):,}円"
    return squeeze(break_lines(text))


def read_ages(text: str) -> Found[tuple[int | None, int | None]]:
    """The youngest and the oldest age in months, both included; None where the words set no bound."""
    words = re.sub(r"\s|おおむね|概ね|満(?=\d)", "", nfkc(text)).replace("〜", "~").replace("～", "~")
    words = re.sub(r"\([^)]*\)", "", words)
    ages = _ages_in(words)
    if not ages:
        return Found((None, None), is_whole=not words)
    return Found(_bounds(ages, words), is_whole=True)


def age_words(low: int | None, high: int | None) -> str:
    """Two bounds in whole years as sheets write them: 1歳から5歳, 65歳以上."""
    if low is not None and high is not None:
        return f"{low}歳から{high}歳"
    if low is not None:
        return f"{low}歳以上"
    return f"{high}歳以下" if high is not None else ""


def _ages_in(words: str) -> list[tuple[int, int]]:
    ages, school = [], "小学"
    for match in _AGE.finditer(words):
        school = match["school"] or school
        ages.append(_school(school, match["year"]) if match["year"] else _months(match))
    return ages


def _bounds(ages: list[tuple[int, int]], words: str) -> tuple[int | None, int | None]:
    first, last = ages[0], ages[-1]
    if _BELOW.search(words):
        return (first[0] if len(ages) > 1 else None), last[0] - 1
    if len(ages) > 1:
        return first[0], max(last[1], first[1])
    if _OPEN_END.search(words):
        return first[0], None
    if _OPEN_START.search(words):
        return None, first[1]
    return first


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["school"]:
        return _school(match["school"], match["grade"])
    if match["before"]:
        return 0, _SCHOOL_STARTS_AT * _YEAR + _YEAR - 1
    unit = match["bornunit"] or match["unit"] or ""
    return _of_unit(int(match["born"] or match["number"]), unit)


def _school(school: str, grade: str | None) -> tuple[int, int]:
    start, years = _SCHOOL_AGES[school]
    if grade:
        return (start + int(grade) - 1) * _YEAR, (start + int(grade) + 1) * _YEAR - 1
    return start * _YEAR, (start + years + 1) * _YEAR - 1


def _of_unit(number: int, unit: str) -> tuple[int, int]:
    if "月" in unit:
        return number, number
    if unit.startswith("日"):
        return number // _DAYS_IN_MONTH, number // _DAYS_IN_MONTH
    if unit.startswith("週"):
        return number * 7 // _DAYS_IN_MONTH, number * 7 // _DAYS_IN_MONTH
    half = 6 if unit == "歳半" else 0
    return number * _YEAR + half, number * _YEAR + _YEAR - 1


def widened(text: str, wide: str) -> Found[str]:
    """The text with a remark when its half-width kana was widened."""
    return Found(wide) if text == wide else repaired(wide, "半角カナを全角にしました。")
