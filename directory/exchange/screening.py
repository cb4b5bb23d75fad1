"""Is this row a listing at all? Blank rows, notes, totals, samples and rows whose cells have slipped."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.exchange.cells import Cells
from directory.exchange.columns import Field, header_key
from directory.exchange.sheets import is_blank
from directory.exchange.text import nfkc


class Verdict(StrEnum):
    """What becomes of a row before it is read."""

    LISTING = "listing"
    BLANK = "blank"
    NOT_A_LISTING = "not_a_listing"
    REFUSED = "refused"
    SLIPPED = "slipped"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its sentence, "" where nothing needs to be said."""

    verdict: Verdict
    message: str = ""


_TOTALS: Final = frozenset({"合計", "計", "小計", "総計", "総数", "平均"})
_NOTES: Final = re.compile(r"^(?:※|\*|注[)）意:：\d]|（注|\(注|備考[:：]|出典|資料[:：]|更新日|以上$|【.*】$)")
_SAMPLES: Final = re.compile(r"^[（(【\[]?(?:例|記入例|入力例|記載例|サンプル)(?:[)）】\]:：]|$|\d)")
_CIRCLES: Final = re.compile("[○〇◯]{2}")
_FORM_WORDS: Final = frozenset(
    {
        "必須",
        "任意",
        "推奨",
        "文字列",
        "数値",
        "半角",
        "全角",
        "半角数字",
        "半角英数字",
        "日付",
        "時刻",
        "URL",
        "◎",
        "○",
        "-",
    }
)
_BACKGROUND: Final = frozenset(
    {Field.SOURCE_ID, Field.MUNICIPALITY_CODE, Field.PREFECTURE, Field.CITY, Field.INSTRUCTION, Field.KIND}
)
_DIGITS: Final = re.compile(r"\d")
_NOT_SAID: Final = frozenset({"", "-", "ー", "－", "なし", "無", "非公開", "未定", "不明", "調査中"})
_TYPED: Final[dict[Field, Callable[[str], bool]]] = {
    Field.LATITUDE: lambda text: bool(re.fullmatch(r"[北東緯経]*-?[\d.度分秒°'′\"″]+\s*[NEne]?", text)),
    Field.LONGITUDE: lambda text: bool(re.fullmatch(r"[北東緯経]*-?[\d.度分秒°'′\"″]+\s*[NEne]?", text)),
    Field.MUNICIPALITY_CODE: lambda text: bool(re.fullmatch(r"\d{1,6}", text)),
    Field.POSTAL_CODE: lambda text: bool(re.fullmatch(r"〒?\d{3}.?\d{3,4}", text)),
    Field.PHONE: lambda text: len(_DIGITS.findall(text)) >= 5,  # noqa: PLR2004 - the shortest local number
    Field.FAX: lambda text: len(_DIGITS.findall(text)) >= 5,  # noqa: PLR2004 - the shortest local number
    Field.OPENS: lambda text: bool(_DIGITS.search(text)) and len(text) < 30,  # noqa: PLR2004 - a time with a remark
    Field.CLOSES: lambda text: bool(_DIGITS.search(text)) and len(text) < 30,  # noqa: PLR2004 - a time with a remark
    Field.URL: lambda text: "." in text or "/" in text,
    Field.EMAIL: lambda text: "@" in text,
    Field.CAPACITY: lambda text: bool(_DIGITS.search(text)),
    Field.DAYS: lambda text: bool(re.search("[月火水木金土日毎祝週隔]|[A-Z][a-z]", text)),
    Field.STARTS_ON: lambda text: bool(_DIGITS.search(text)),
}


def judge(cells: Cells) -> Judged:
    """Decide what becomes of a row, before any cell of it is read."""
    if is_blank(cells.row):
        return Judged(Verdict.BLANK)
    if sentence := _not_a_listing(cells):
        return Judged(Verdict.NOT_A_LISTING, sentence)
    if _has_slipped(cells):
        return Judged(Verdict.SLIPPED, "値と見出しの列がずれているようなので、取り込みませんでした。")
    if not cells.raw(Field.NAME):
        return Judged(Verdict.REFUSED, "名称がないので、取り込みませんでした。")
    return Judged(Verdict.LISTING)


def _not_a_listing(cells: Cells) -> str:
    filled = [nfkc(text).strip() for text in cells.row if text.strip()]
    name = nfkc(cells.raw(Field.NAME)).strip()
    if _is_background(cells):
        return "番号など決まった欄だけの行なので、一覧の行ではないと読みました。"
    if name and header_key(name) == header_key(cells.header(Field.NAME)):
        return "見出しの繰り返しの行なので、読み飛ばしました。"
    if _is_sample(filled[0]) or _is_sample(name):
        return "記入例の行なので、読み飛ばしました。"
    return _aside(name, filled)


def _is_sample(text: str) -> bool:
    return bool(_SAMPLES.match(text)) or _CIRCLES.search(text) is not None


def _aside(name: str, filled: list[str]) -> str:
    if name in _TOTALS or filled[0].replace(" ", "") in _TOTALS:
        return "合計などの行なので、読み飛ばしました。"
    if _NOTES.match(filled[0]) and len(filled) == 1:
        return "注記の行なので、一覧の行ではないと読みました。"
    if sum(text in _FORM_WORDS for text in filled) * 2 > len(filled):
        return "書き方の説明の行なので、読み飛ばしました。"
    return ""


def _is_background(cells: Cells) -> bool:
    by_field = cells.table.columns.by_field
    background = {index for field in _BACKGROUND for index in by_field.get(field, ())}
    return all(index in background for index, text in enumerate(cells.row) if text.strip())


def _has_slipped(cells: Cells) -> bool:
    beyond = cells.row[len(cells.table.header.names) :]
    typed = [
        is_plausible(text)
        for field, is_plausible in _TYPED.items()
        if (text := nfkc(cells.raw(field)).strip()) not in _NOT_SAID
    ]
    wrong = typed.count(False)
    if not is_blank(beyond):
        return wrong > 0
    return wrong > 1 and wrong * 2 > len(typed)
